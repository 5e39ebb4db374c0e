import type { SandboxPostgres } from "../../src/sandbox/postgres.ts";
import { openGrantCounter, openSession } from "../support/database.ts";
import type { Sample } from "./judge.ts";

/** Looks at the provider itself, past everything that is in the app's way: what alice has, and whether she can use it. */
export interface Lookout {
  readonly samples: readonly Sample[];
  look(): Promise<Sample>;
  close(): Promise<void>;
}

export async function openLookout(postgres: SandboxPostgres): Promise<Lookout> {
  const counter = openGrantCounter(postgres);
  const password = postgres.logins.alice?.password ?? "";
  const samples: Sample[] = [];
  let session = await openSession(postgres, "alice", password);
  /** In a session that she keeps for as long as she is let. */
  const use = async (): Promise<boolean> => {
    const answer = await session.select();
    if (answer !== "gone") return answer === "ok";
    session = await openSession(postgres, "alice", password);
    return false;
  };
  return {
    samples,
    async look() {
      // Before the questions: what was true at some moment since is no later use.
      const at = Date.now();
      const sample = { at, held: (await counter.count("alice")) > 0, used: await use() };
      samples.push(sample);
      return sample;
    },
    async close() {
      await session.close();
      await counter.close();
    },
  };
}
