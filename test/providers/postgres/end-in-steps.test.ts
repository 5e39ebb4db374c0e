// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   HH1: The holder locks what the revocation has to write (their own role's row, a table) and keeps the
//     transaction open.

import { DatabaseError } from "pg";
import { describe, expect, it } from "vitest";
import { ProviderError } from "../../../src/providers/adapter/error.ts";
import { endInSteps, type Step } from "../../../src/providers/postgres/end-in-steps.ts";
import { limitsOf } from "../../../src/providers/postgres/sessions/step-limits.ts";
import { scripted } from "./scripted.ts";

const state = (code: string): Error => Object.assign(new DatabaseError(code, 0, "error"), { code });
const locked = () => state("55P03");
const member = { id: "7", name: "alice" };
const targets = [{ role: { id: "8", name: "orders_readonly" }, member, always: false }];
const limits = { ...limitsOf(5_000), goneMs: 0, startingMs: 0 };

/** A server on which steps are "step 1", "step 2", …; sessions that are told to end say so by their process ids. */
function serverWith(outcomes: Record<string, (boolean | Error)[]>, pids: number[][] = [], alive = false) {
  const { query, asked } = scripted([
    ["SELECT pid FROM pg_stat_activity", () => (pids.shift() ?? []).map((pid) => ({ pid }))],
    ["WHERE pid = ANY", () => (alive ? [{}] : [])],
  ]);
  const steps = Object.entries(outcomes).map(
    ([name, left]): Step =>
      async () => {
        await query(name);
        const outcome = left.shift() ?? false;
        if (outcome instanceof Error) throw outcome;
        return outcome;
      },
  );
  const story = () =>
    asked
      .map((sql) => (sql.includes("SELECT pid FROM pg_stat_activity") ? "end sessions" : sql))
      .filter((sql) => /^(BEGIN|COMMIT|ROLLBACK|end sessions|close|revoke)$/u.test(sql));
  return { run: () => endInSteps(query, "orders-db", targets, steps, limits), story };
}

describe("an end in steps", () => {
  it("takes each step in a transaction of its own and ends the sessions after", async () => {
    const { run, story } = serverWith({ close: [true], revoke: [false] }, [[1, 2]]);
    expect(await run()).toEqual({ changed: true, sessionsEnded: 2 });
    const each = (step: string) => ["BEGIN", step, "COMMIT"];
    expect(story()).toEqual([...each("close"), ...each("revoke"), "end sessions"]);
  });

  it("HH1: undoes no step for another that a lock holds back, ends the sessions, and tries that one again", async () => {
    const { run, story } = serverWith({ close: [locked(), true], revoke: [true] }, [[1], [1, 2]]);
    expect(await run()).toEqual({ changed: true, sessionsEnded: 2 });
    expect(story()).toEqual([
      ...["BEGIN", "close", "ROLLBACK"],
      ...["BEGIN", "revoke", "COMMIT"],
      "end sessions",
      ...["BEGIN", "close", "COMMIT"],
      "end sessions",
    ]);
  });

  it("HH1: fails after all the rest was done, when a step stays held back", async () => {
    const { run, story } = serverWith({ close: [locked(), locked()], revoke: [true] });
    await expect(run()).rejects.toMatchObject({ code: "BUSY", retryable: true });
    expect(story().slice(-4)).toEqual(["BEGIN", "close", "ROLLBACK", "end sessions"]);
  });

  it.each([
    ["a lock", [locked()], "BUSY"],
    ["a statement that took too long", [state("57014")], "BUSY"],
    ["no room in the table of locks", [state("53200")], "UNREACHABLE"],
    ["a missing right, told before what may pass", [locked(), state("42501")], "REFUSED"],
    ["its own reason", [new ProviderError("orders-db", "BUSY")], "BUSY"],
  ])("calls %s what it is", async (_, failures, code) => {
    const outcomes = Object.fromEntries(
      failures.map((failure, index) => [["close", "revoke"][index] ?? "", [failure, failure]]),
    );
    await expect(serverWith(outcomes).run()).rejects.toMatchObject({ code });
  });

  it("fails while a session is there that was told to end", async () => {
    const { run } = serverWith({ revoke: [true] }, [[1]], true);
    await expect(run()).rejects.toMatchObject({
      code: "BUSY",
      cause: { message: "1 sessions did not end when asked to." },
    });
  });

  it("keeps its steps within the time of a call", () => {
    for (const budget of [500, 5_000, 150_000]) {
      const { lockMs, statementMs, goneMs, startingMs } = limitsOf(budget);
      // Two steps in two rounds, starting sessions waited for twice, those told to end, the drop.
      expect(5 * lockMs + 2 * startingMs + goneMs).toBeLessThanOrEqual(budget);
      expect(statementMs).toBeLessThan(budget / 4);
      expect(lockMs).toBeLessThan(statementMs);
    }
  });
});
