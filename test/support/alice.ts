import type { SandboxPostgres } from "../../demo/src/postgres/postgres.ts";
import { type OpenSession, openSession, selectOnce } from "./database.ts";
import type { Stage } from "./stage.ts";
import { until } from "./until.ts";

/** alice with her own password, past every proxy. */
export interface Alice {
  /** Connects, and stays connected. */
  open(): Promise<OpenSession>;
  /** Connects, reads the table and leaves. */
  login(): Promise<"ok" | "denied" | "gone">;
  /** Reads on a session until the server has ended it. */
  untilGone(session: OpenSession, deadlineMs: number): Promise<"ok" | "denied" | "gone">;
}

export function aliceOf(postgres: SandboxPostgres, { story }: Stage): Alice {
  const password = postgres.logins.alice?.password ?? "";
  return {
    open: () => openSession(postgres, "alice", password),
    login: () => selectOnce(postgres, "alice", password),
    untilGone: (session, deadlineMs: number) =>
      until(
        "alice's session is gone",
        () => session.select(),
        (answer) => answer === "gone",
        { deadlineMs, story },
      ),
  };
}
