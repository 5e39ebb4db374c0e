import type { SandboxPostgres } from "../../demo/src/postgres/postgres.ts";
import { openGrantCounter, openSession } from "../support/database.ts";
import type { Sample } from "./judge.ts";
import { openTricks, type Trick } from "./tricks.ts";

/** Looks at the provider itself, past everything that is in the app's way: what people have, and whether they can use it. */
export interface Lookout {
  readonly samples: readonly Sample[];
  look(): Promise<void>;
  /** One of them does that, to keep what she has. */
  trick(login: string, trick: Trick): Promise<void>;
  /** Each begins anew. */
  closeTricks(): Promise<void>;
  /** What was seen of each of them last. */
  isAnythingHeld(): boolean;
  close(): Promise<void>;
}

export async function openLookout(postgres: SandboxPostgres, logins: readonly string[]): Promise<Lookout> {
  const counter = openGrantCounter(postgres);
  const people = await Promise.all(logins.map((login) => openPerson(postgres, login)));
  const samples: Sample[] = [];
  return {
    samples,
    async look() {
      for (const { login, use } of people) {
        // Before the questions: what was true at some moment since is no later use.
        const at = Date.now();
        samples.push({ login, at, held: (await counter.count(login)) > 0, used: await use() });
      }
    },
    async trick(login, trick) {
      await people.find((person) => person.login === login)?.tricks.play(trick);
    },
    async closeTricks() {
      for (const { tricks } of people) await tricks.close();
    },
    isAnythingHeld: () =>
      logins.some((login) => {
        const last = samples.findLast((sample) => sample.login === login);
        return last === undefined || last.held || last.used;
      }),
    async close() {
      await Promise.all(people.map((person) => person.close()));
      await counter.close();
    },
  };
}

/** In a session that she keeps for as long as she is let. */
async function openPerson(postgres: SandboxPostgres, login: string) {
  const password = postgres.logins[login]?.password ?? "";
  let session = await openSession(postgres, login, password);
  const tricks = openTricks(postgres, login);
  return {
    login,
    tricks,
    close: async () => {
      await tricks.close();
      await session.close();
    },
    use: async (): Promise<boolean> => {
      const isTricking = await tricks.read();
      const answer = await session.select();
      if (isTricking) return true;
      if (answer !== "gone") return answer === "ok";
      session = await openSession(postgres, login, password);
      return false;
    },
  };
}
