import { addHours } from "date-fns";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type CheckResult,
  conclude,
  formCheckResult,
  isMergeable,
} from "../../src/core/decision/check-result.ts";
import { bindingOf, type Decision, decide, leasesOf } from "../../src/core/decision/decision.ts";
import type { Review } from "../../src/core/decision/github-facts.ts";
import { emptyLedger } from "../../src/core/ledger/ledger.ts";
import { describeCheck } from "../../src/report/check.ts";
import { CAROL, DAVE, EVE, NOW, review } from "../support/builders/evidence.ts";
import { approvedDrafts, buildCase, type Draft } from "./drafts.ts";
import { type Case, doubtRequest, doubtRuleChange } from "./oracle.ts";
import { runsOf, UNLIMITED } from "./runs.ts";
import { type Twist, twists } from "./twists.ts";

interface Outcome {
  readonly decision: Decision;
  readonly checkResult: CheckResult;
  /** Why the oracle would not. */
  readonly doubts: readonly string[];
}

/** Everything the program says of a pull request; throws when any part of it does. */
function look(given: Case): Outcome {
  const { evidence } = given;
  const checkResult = formCheckResult(evidence, emptyLedger);
  const decision = "decision" in checkResult ? checkResult.decision : decide(evidence);
  conclude(checkResult);
  isMergeable(checkResult);
  describeCheck(checkResult);
  bindingOf(evidence);
  const isRules = checkResult.kind === "rules";
  if (decision.status === "approved" && evidence.merge !== undefined && !isRules)
    leasesOf(decision, evidence);
  return { decision, checkResult, doubts: isRules ? doubtRuleChange(given) : doubtRequest(given) };
}

function twistAll(name: string, list: readonly Twist[]): Draft {
  const draft = approvedDrafts.get(name);
  if (draft === undefined) throw new Error(`There is no draft "${name}".`);
  return list.reduce((each, { apply }) => apply(each), draft);
}

const harmless: readonly [string, (draft: Draft) => Draft][] = [
  ["as it is", (draft) => draft],
  ["and commented on since", (draft) => say(draft, review(CAROL, "COMMENTED"), review(DAVE, "COMMENTED"))],
  ["and approved by somebody without a say", (draft) => say(draft, review(EVE))],
  ["and first refused", (draft) => sayFirst(draft, "CHANGES_REQUESTED")],
  ["and approved before, and taken back", (draft) => sayFirst(draft, "DISMISSED")],
  ["and approved before, of another head", (draft) => sayFirst(draft, "APPROVED", { commit: "h0" })],
  [
    "with a team more",
    (draft) => ({ ...draft, teams: [...draft.teams, { id: 305, slug: "other", members: [] }] }),
  ],
  ["with comments in CODEOWNERS", (draft) => own(draft, (text) => `# first\n\n${text}\n  # last\n`)],
  [
    "with owners in capitals",
    (draft) => own(draft, (text) => text.replaceAll("@acme/payments", "@ACME/Payments")),
  ],
  ["with Windows line ends in CODEOWNERS", (draft) => own(draft, (text) => text.replaceAll("\n", "\r\n"))],
  ["with a comment in the request", (draft) => ({ ...draft, text: `${draft.text}# that is all\n` })],
  ["with a warning", (draft) => ({ ...draft, evidence: { ...draft.evidence, ownersErrors: [warning] } })],
];

const warning = { code: "RULES_MOVED", severity: "warning", at: "", message: "x", fix: "y" } as const;

const say = (draft: Draft, ...words: readonly Review[]): Draft => ({
  ...draft,
  evidence: { ...draft.evidence, reviews: [...(draft.evidence.reviews ?? []), ...words] },
});

/** Everybody who approved said something else an hour ago. */
function sayFirst(draft: Draft, state: Review["state"], overrides: Partial<Review> = {}): Draft {
  const { reviews = [] } = draft.evidence;
  const earlier = reviews.map(({ reviewer }) =>
    review(reviewer, state, { submittedAt: addHours(NOW, -1), ...overrides }),
  );
  return { ...draft, evidence: { ...draft.evidence, reviews: [...earlier, ...reviews] } };
}

const own = (draft: Draft, change: (text: string) => string): Draft => ({
  ...draft,
  now: { ...draft.now, owners: change(draft.now.owners ?? "") },
  before: { ...draft.before, owners: change(draft.before.owners ?? "") },
});

describe.each([...approvedDrafts])("a pull request %s", (_name, draft) => {
  it.each(harmless)("is approved %s, and the oracle agrees", (_what, change) => {
    const { decision, doubts } = look(buildCase(change(draft)));
    expect([decision.status, doubts]).toEqual(["approved", []]);
  });
});

describe("a decision about hostile evidence", () => {
  it("never fails, and never approves what the oracle doubts", UNLIMITED, () => {
    let approvals = 0;
    let runs = 0;
    fc.assert(
      fc.property(fc.constantFrom(...approvedDrafts.keys()), twists, (name, list) => {
        const { decision, checkResult, doubts } = look(buildCase(twistAll(name, list)));
        runs++;
        if (decision.status !== "approved") return;
        approvals++;
        expect(doubts).toEqual([]);
        expect(checkResult).toMatchObject({ decision: { status: "approved" }, findings: [] });
      }),
      runsOf(800),
    );
    // Else nothing was tried.
    expect(approvals).toBeGreaterThan(runs / 20);
  });
});
