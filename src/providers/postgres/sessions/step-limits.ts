import type { Query } from "./query.ts";

/** How long one step of a revocation waits. All steps together keep the call's deadline. */
export interface StepLimits {
  /** For a lock that another session holds. */
  readonly lockMs: number;
  readonly statementMs: number;
  /** For terminated sessions to disappear. */
  readonly goneMs: number;
  /** For sessions that are still starting. */
  readonly startingMs: number;
}

/** `budgetMs` is for the whole ending: two rounds of steps that may wait for locks, and the sessions at the end. */
export const limitsOf = (budgetMs: number): StepLimits => ({
  lockMs: Math.max(20, budgetMs / 20),
  statementMs: budgetMs / 5,
  goneMs: budgetMs / 3,
  startingMs: budgetMs / 5,
});

/** Limits the waits of this session's statements from now on. */
export async function limitSession(query: Query, { lockMs, statementMs }: StepLimits): Promise<void> {
  await query("SELECT set_config('lock_timeout', $1, false), set_config('statement_timeout', $2, false)", [
    String(Math.round(lockMs)),
    String(Math.round(statementMs)),
  ]);
}

/** The same for the session that is kept, which stays open whatever the server does with idle sessions. */
export async function limitKept(query: Query, limits: StepLimits): Promise<void> {
  // The parameter exists from 14 on.
  await query("SELECT set_config(name, '0', false) FROM pg_settings WHERE name = 'idle_session_timeout'");
  await limitSession(query, limits);
}

/** Restores the session's own settings, in one round trip. */
export async function unlimitSession(query: Query): Promise<void> {
  await query("RESET ALL");
}
