import { tmpdir } from "node:os";
import { afterAll, beforeAll, describe, it } from "vitest";
import { parseReceiveRequest } from "../../src/sandbox/git/receive-request.ts";
import { type SandboxPostgres, startPostgres } from "../../src/sandbox/postgres.ts";
import { countGrants, openSession } from "../support/database.ts";
import type { Moment } from "../support/hold.ts";
import type { HttpCall } from "../support/holding-http.ts";
import type { SqlCall } from "../support/holding-sql.ts";
import { approve, isMerged, listSubjects, openPull, requestPath, requestText } from "../support/people.ts";
import { type Stage, startStage } from "../support/stage.ts";
import { until } from "../support/until.ts";

const isMerge = ({ method, path }: HttpCall): boolean =>
  method === "PUT" && /\/pulls\/\d+\/merge$/u.test(path);

const isLedgerPush = ({ path, body }: HttpCall): boolean =>
  path.endsWith("/git-receive-pack") &&
  parseReceiveRequest(body).moves.some(({ ref }) => ref === "refs/heads/access-ledger");

const isStatement =
  (word: "GRANT" | "REVOKE") =>
  ({ sql }: SqlCall): boolean =>
    sql.startsWith(`${word} `);

/** What follows the statement and makes it last. */
const isCommitOf =
  (word: "GRANT" | "REVOKE") =>
  ({ sql, transaction }: SqlCall): boolean =>
    sql === "COMMIT" && transaction.some((before) => before.startsWith(`${word} `));

/** Matches the call that `matches` for the n-th time: the pushes of one life are intent, grant, revoke. */
function nth<Call>(count: number, matches: (call: Call) => boolean): (call: Call) => boolean {
  let seen = 0;
  return (call) => matches(call) && ++seen === count;
}

interface Kill {
  readonly call: string;
  readonly moment: Moment;
  readonly arm: (stage: Stage, moment: Moment) => { reached: Promise<void>; release(): void };
  /** The held call goes on once the app is up again, as a packet does that was on its way. */
  readonly late?: true;
  /** The lease is over by then: nothing is to be granted any more. */
  readonly over?: true;
}

const merge: Kill["arm"] = ({ http }, moment) => http.arm(moment, isMerge);
const push =
  (count: number): Kill["arm"] =>
  ({ http }, moment) =>
    http.arm(moment, nth(count, isLedgerPush));
const statement =
  (word: "GRANT" | "REVOKE"): Kill["arm"] =>
  ({ sql }, moment) =>
    sql.arm(moment, moment === "before" ? isStatement(word) : isCommitOf(word));

const kills: readonly Kill[] = [
  { call: "the merge", moment: "before", arm: merge, late: true },
  { call: "the merge", moment: "after", arm: merge },
  { call: "the push of the intent", moment: "before", arm: push(1) },
  { call: "the push of the intent", moment: "before", arm: push(1), late: true },
  { call: "the push of the intent", moment: "after", arm: push(1) },
  { call: "GRANT", moment: "before", arm: statement("GRANT") },
  { call: "GRANT", moment: "after", arm: statement("GRANT") },
  { call: "the push of the grant", moment: "before", arm: push(2), late: true },
  { call: "the push of the grant", moment: "after", arm: push(2) },
  { call: "REVOKE", moment: "before", arm: statement("REVOKE"), over: true },
  { call: "REVOKE", moment: "after", arm: statement("REVOKE"), over: true },
  { call: "the push of the revocation", moment: "before", arm: push(3), late: true, over: true },
];

const nameOf = ({ call, moment, late }: Kill): string => {
  const where = moment === "before" ? "on its way" : "done and not answered";
  return `killed with ${call} ${where}${late ? ", which lands later" : ""}`;
};

const accountOf = (kill: Kill): string => `alice_${kills.indexOf(kill)}`;

/** Of the lease, by how long a start takes here and now: enough for a restart before it ends, or little more than for the grant. */
const durationOf = ({ over }: Kill, startMs: number): string =>
  `${Math.ceil((over ? 2_000 + 2 * startMs : 4_000 + 5 * startMs) / 1_000)}s`;

let postgres: SandboxPostgres;
beforeAll(async () => {
  postgres = await startPostgres({ dir: tmpdir(), logins: kills.map(accountOf) });
});
afterAll(() => postgres?.stop());

describe.concurrent("the app finishes its work after SIGKILL", { timeout: 180_000 }, () => {
  for (const kill of kills)
    it(nameOf(kill), async ({ expect, onTestFinished }) => {
      const account = accountOf(kill);
      const stage = await startStage(postgres, account);
      onTestFinished(() => stage.stop());
      const { github, http, sql } = stage;
      const patience = { deadlineMs: 80_000, story: stage.story };
      const session = await openSession(postgres, account, postgres.logins[account]?.password ?? "");
      onTestFinished(() => session.close());
      const before = performance.now();
      const app = await stage.startApp();
      const duration = durationOf(kill, performance.now() - before);
      const held = kill.arm(stage, kill.moment);
      const text = requestText({ duration });
      const pull = await openPull(github, "alice", { [requestPath()]: text });
      await approve(github, "carol", pull.number);
      await until(nameOf(kill), () => hasSettled(held.reached), Boolean, patience);
      expect(await app.end("SIGKILL")).toBe(null);

      await stage.startApp();
      if (kill.late) held.release();
      if (!kill.over) {
        const countNow = () => countGrants(postgres, account);
        await until("alice holds it", countNow, (grants) => grants === 1, patience);
        expect(await session.select()).toBe("ok");
      }
      await until("the ledger tells the end", () => hasEnded(stage), Boolean, patience);

      expect(await countGrants(postgres, account)).toBe(0);
      expect(await session.select()).toBe("gone");
      expect(await isMerged(github, pull.number)).toBe(true);
      expect(await listSubjects(github, "main")).toHaveLength(2);
      expect(await listSubjects(github, "access-ledger")).toEqual([
        expect.stringMatching(/^revoke alice .*readonly on orders-db\/orders, ended /u),
        expect.stringMatching(/^grant alice .*readonly on orders-db\/orders until /u),
        expect.stringMatching(/^intend to grant alice .*readonly on orders-db\/orders until /u),
      ]);
      expect(http.calls.filter(isMerge).filter(({ status }) => status === 200)).toHaveLength(1);
      expect(sql.calls.filter(isCommitOf("GRANT"))).toHaveLength(1);
      expect(sql.calls.filter(isCommitOf("REVOKE"))).toHaveLength(1);
    });
});

const hasEnded = async ({ github }: Stage): Promise<boolean> =>
  (await listSubjects(github, "access-ledger")).some((subject) => subject.startsWith("revoke "));

const hasSettled = (promise: Promise<void>): Promise<boolean> =>
  Promise.race([promise.then(() => true), new Promise<false>((resolve) => setImmediate(resolve, false))]);
