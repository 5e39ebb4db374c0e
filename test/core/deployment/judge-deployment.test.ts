import { describe, expect, it } from "vitest";
import { describeVerdict } from "../../../src/core/deployment/answer-text.ts";
import { judgeDeployment } from "../../../src/core/deployment/judge-deployment.ts";
import type { WaitingDeployment, WorkflowRun } from "../../../src/core/deployment/workflow-run.ts";
import { applyEntries, emptyLedger } from "../../../src/core/ledger/ledger.ts";
import { indexLiveAccess } from "../../../src/core/plan/live-access.ts";
import { at, grantedEntry, intentEntry, lease } from "../../support/builders/ledger.ts";

const entitlement = { provider: "production", resource: "shop", role: "deploy" };
const alice = { id: 1001, login: "alice", isPerson: true };
const run = (overrides: Partial<WorkflowRun> = {}): WorkflowRun => ({
  ...{
    id: 1,
    repositoryId: 5002,
    attempt: 1,
    event: "push",
    startedBy: alice,
    url: "https://github.com/r/1",
  },
  ...overrides,
});
const { startedBy: _, ...byNobody } = run();
const waiting: WaitingDeployment = { environment: "production", needsReview: false };
const held = lease({ entitlement, verifiedAt: at(5) });

interface Given {
  readonly run?: WorkflowRun;
  readonly waiting?: WaitingDeployment;
  readonly lease?: typeof held;
  readonly second?: number;
}

const judge = ({ run: of = run(), waiting: wait = waiting, lease: own = held, second = 30 }: Given = {}) => {
  const { verifiedAt, ...intended } = own;
  const entries = [
    intentEntry(intended),
    grantedEntry(intended, at(1), own.endsAt),
    ...(verifiedAt ? [{ kind: "verified", request: own.request, at: verifiedAt } as const] : []),
  ];
  const access = indexLiveAccess(applyEntries(emptyLedger, entries));
  return judgeDeployment(of, wait, entitlement, access, at(second));
};

describe("a deployment", () => {
  it("goes on while the person who started it holds a live, verified lease, and to its last millisecond", () => {
    expect(judge()).toMatchObject({ kind: "approved", lease: { request: "payments/a" }, until: at(60) });
    expect(judge({ second: 59.999 }).kind).toBe("approved");
    expect(judge({ second: 60 })).toMatchObject({ kind: "rejected", mayAsk: true });
  });

  it.each([
    [
      "somebody else starts it again",
      run({ startedBy: { ...alice, id: 1004, login: "dave" }, attempt: 2 }),
      true,
    ],
    ["a bot starts it", run({ startedBy: { id: 1001, login: "robot[bot]", isPerson: false } }), false],
    ["GitHub names nobody", byNobody, false],
    ...[
      "schedule",
      "workflow_run",
      "repository_dispatch",
      "pull_request",
      "pull_request_target",
      "dynamic",
      "",
    ].map((event) => [`its event is "${event}"`, run({ event }), false] as const),
  ] as const)("is rejected where %s, though alice holds a lease", (_what, of, mayAsk) => {
    expect(judge({ run: of })).toMatchObject({ kind: "rejected", mayAsk });
  });

  it("is rejected for a lease of other access, and of another person with the same login", () => {
    expect(
      judge({ lease: lease({ entitlement: { ...entitlement, role: "view" }, verifiedAt: at(5) }) }).kind,
    ).toBe("rejected");
    expect(judge({ run: run({ startedBy: { ...alice, id: 1010 } }) }).kind).toBe("rejected");
  });

  it.each([
    ["its lease is not verified yet", { lease: lease({ entitlement }) }],
    ["a wait timer runs, in which the lease could end", { waiting: { ...waiting, timerEndsAt: at(31) } }],
    ["a review is missing", { waiting: { ...waiting, needsReview: true } }],
  ] as const)("waits while %s, and is rejected once the lease is over", (_what, given) => {
    expect(judge(given).kind).toBe("waits");
    expect(judge({ ...given, second: 61 }).kind).toBe("rejected");
  });

  it("goes on when the wait timer is over", () => {
    expect(judge({ waiting: { ...waiting, timerEndsAt: at(30) } }).kind).toBe("approved");
  });
});

describe("the comment on an answer", () => {
  it("names the lease, or the reason and the next step", () => {
    const texts = [judge(), judge({ second: 60 }), judge({ run: run({ event: "schedule" }) })].map(
      (verdict) => (verdict.kind === "waits" ? "" : describeVerdict(verdict, "https://github.com/new")),
    );
    expect(texts).toEqual([
      "Hallpass: alice holds the lease of payments/a until 2026-11-20T14:01:00Z.",
      "Hallpass: alice holds no live lease for deploy on production/shop. [Ask for it](https://github.com/new), and run the job again once it is granted.",
      "Hallpass: a run of the event schedule has no person behind it. Start the workflow by hand while you hold a lease.",
    ]);
  });

  it("fits into what GitHub takes, without half a link", () => {
    const verdict = judge({ second: 60 });
    if (verdict.kind !== "rejected") throw new Error("It was not rejected.");
    const text = describeVerdict(verdict, `https://github.com/${"x".repeat(1000)}`);
    expect(text).toContain("Ask for it in the access repository");
    expect(text.length).toBeLessThanOrEqual(1024);
    expect(describeVerdict(verdict, undefined)).toContain("No policy offers it");
  });
});
