// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   RV3: The app is down at the end.
//   GX6: A crash between the provider's answer and the record.

import { tmpdir } from "node:os";
import { addSeconds } from "date-fns";
import { afterAll, beforeAll, describe, it } from "vitest";
import { type SandboxPostgres, startPostgres } from "../../demo/src/postgres/postgres.ts";
import { parseReceiveRequest } from "../../sandbox/src/git/receive-request.ts";
import { requestText } from "../support/builders/evidence.ts";
import { type GrantCounter, openGrantCounter, openSession } from "../support/database.ts";
import type { Moment } from "../support/hold.ts";
import type { HttpCall } from "../support/holding-http.ts";
import type { SqlCall } from "../support/holding-sql.ts";
import type { LocalGitHub } from "../support/local-github.ts";
import { approve, isMerged, listSubjects, openPull, readMergeTime, requestPath } from "../support/people.ts";
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

/** A request on its way, and whose access it is about. */
interface Scene {
  readonly stage: Stage;
  readonly account: string;
  readonly pull: number;
}

interface NamedCall {
  readonly name: string;
  readonly arm: (stage: Stage, moment: Moment) => { reached: Promise<void>; release(): void };
  /** Seen from the side of who was called. */
  readonly hasLanded: (scene: Scene) => Promise<boolean>;
}

const merge: NamedCall = {
  name: "the merge",
  arm: ({ http }, moment) => http.arm(moment, isMerge),
  hasLanded: ({ stage, pull }) => isMerged(stage.github, pull),
};

/** `count`: of the story, whose pushes come after that of what was asked. */
const push = (count: number, name: string): NamedCall => ({
  name: `the push of the ${name}`,
  arm: ({ http }, moment) => http.arm(moment, nth(count + 1, isLedgerPush)),
  hasLanded: async ({ stage }) => (await listStory(stage.github)).length === count,
});

const statement = (word: "GRANT" | "REVOKE"): NamedCall => ({
  name: word,
  arm: ({ sql }, moment) => sql.arm(moment, moment === "before" ? isStatement(word) : isCommitOf(word)),
  hasLanded: async ({ account }) => (await grants.count(account)) === (word === "GRANT" ? 1 : 0),
});

interface Kill {
  readonly call: NamedCall;
  readonly moment: Moment;
  /** The held call goes on once the app is up again, as a packet does that was on its way. */
  readonly late?: true;
  /** The lease is over by then: nothing is to be granted any more. */
  readonly over?: true;
  /** The app comes back only after the end of the lease. */
  readonly away?: true;
}

const kills: readonly Kill[] = [
  { call: merge, moment: "before", late: true },
  { call: merge, moment: "after" },
  { call: push(1, "intent"), moment: "before" },
  { call: push(1, "intent"), moment: "before", late: true },
  { call: push(1, "intent"), moment: "after" },
  { call: statement("GRANT"), moment: "before" },
  { call: statement("GRANT"), moment: "after" },
  { call: statement("GRANT"), moment: "after", over: true, away: true },
  { call: push(2, "grant"), moment: "before", late: true },
  { call: push(2, "grant"), moment: "after" },
  { call: statement("REVOKE"), moment: "before", over: true },
  { call: statement("REVOKE"), moment: "after", over: true },
  { call: push(3, "revocation"), moment: "before", late: true, over: true },
];

const nameOf = ({ call, moment, late, away }: Kill): string => {
  const where = moment === "before" ? "on its way" : "done and not answered";
  return `killed with ${call.name} ${where}${late ? ", which lands later" : ""}${away ? ", and away until the end" : ""}`;
};

const accountOf = (kill: Kill): string => `alice_${kills.indexOf(kill)}`;

/** Of the lease, by how long a start takes here and now: enough for a restart before it ends, or little more than for the grant. */
const secondsOf = ({ over }: Kill, startMs: number): number =>
  Math.ceil((over ? 2_000 + 2 * startMs : 4_000 + 3 * startMs) / 1_000);

let postgres: SandboxPostgres;
let grants: GrantCounter;
beforeAll(async () => {
  postgres = await startPostgres({ dir: tmpdir(), logins: kills.map(accountOf) });
  grants = openGrantCounter(postgres);
});
afterAll(async () => {
  await grants?.close();
  await postgres?.stop();
});

describe.concurrent("the app finishes its work after SIGKILL", { timeout: 180_000 }, () => {
  for (const kill of kills)
    it(`GX6, RV3: ${nameOf(kill)}`, async ({ expect, onTestFinished }) => {
      const account = accountOf(kill);
      const stage = await startStage(postgres, account);
      onTestFinished(() => stage.stop());
      const { github, http, sql } = stage;
      const countNow = () => grants.count(account);
      const patience = { deadlineMs: 80_000, story: stage.story };
      const session = await openSession(postgres, account, postgres.logins[account]?.password ?? "");
      onTestFinished(() => session.close());
      const before = performance.now();
      const app = await stage.startApp();
      const seconds = secondsOf(kill, performance.now() - before);
      const held = kill.call.arm(stage, kill.moment);
      const text = requestText({ duration: `${seconds}s` });
      const pull = await openPull(github, "alice", { [requestPath()]: text });
      await approve(github, "carol", pull.number);
      await until(nameOf(kill), () => hasSettled(held.reached), Boolean, patience);
      expect(await app.end("SIGKILL")).toBe(null);
      const scene = { stage, account, pull: pull.number };
      expect(await kill.call.hasLanded(scene)).toBe(kill.moment === "after");

      if (kill.away) {
        const end = addSeconds(await readMergeTime(github, pull.number), seconds);
        await until(
          "the lease is over",
          async () => new Date(),
          (now) => now > end,
          patience,
        );
        expect(await session.select()).toBe("ok");
      }

      await stage.startApp();
      if (kill.late) held.release();
      if (!kill.over) {
        await until("alice holds it", countNow, (count) => count === 1, patience);
        expect(await session.select()).toBe("ok");
      }
      await until("alice holds it no longer", countNow, (count) => count === 0, patience);
      await until("the ledger tells the end", () => hasEnded(stage), Boolean, patience);

      expect(await countNow()).toBe(0);
      expect(await session.select()).toBe("gone");
      expect(await isMerged(github, pull.number)).toBe(true);
      expect(await listSubjects(github, "main")).toHaveLength(2);
      expect(await listStory(github)).toEqual([
        expect.stringMatching(/^revoke alice .*readonly on orders-db\/orders, ended /u),
        ...(kill.away ? [] : [expect.stringMatching(/^grant alice .*readonly on orders-db\/orders until /u)]),
        expect.stringMatching(/^intend: alice .*readonly on orders-db\/orders until /u),
      ]);
      expect(http.calls.filter(isMerge).filter(({ status }) => status === 200)).toHaveLength(1);
      expect(sql.calls.filter(isCommitOf("GRANT"))).toHaveLength(1);
      expect(sql.calls.filter(isCommitOf("REVOKE"))).toHaveLength(1);
    });
});

/**
 * Without the round that begins every ledger: who is in the teams, and which rules count. Without
 * what was asked, which a killed process may forget. And without second verifications: a slow machine comes to one before the lease is over.
 */
const listStory = async (github: LocalGitHub): Promise<string[]> =>
  (await listSubjects(github, "access-ledger"))
    .slice(0, -1)
    .filter((subject) => !/^(?:verify \S+ once more$|ask )/u.test(subject));

const hasEnded = async ({ github }: Stage): Promise<boolean> =>
  (await listSubjects(github, "access-ledger")).some((subject) => subject.startsWith("revoke "));

const hasSettled = (promise: Promise<void>): Promise<boolean> =>
  Promise.race([promise.then(() => true), new Promise<false>((resolve) => setImmediate(resolve, false))]);
