import { expect, it } from "vitest";
import { type CheckResult, formCheckResult } from "../../../src/core/decision/check-result.ts";
import { emptyLedger } from "../../../src/core/ledger/ledger.ts";
import type { Briefed, Briefings } from "../../../src/core/ports/briefings.ts";
import { briefApprovers } from "../../../src/operations/briefing/brief.ts";
import { showStates } from "../../../src/operations/briefing/show-states.ts";
import { createUnshown } from "../../../src/operations/memory/unshown.ts";
import { depsWith } from "../../support/builders/deps.ts";
import { added, CAROL, evidence, requestText, review, type Twist } from "../../support/builders/evidence.ts";
import { at, granted, grantedEntry, intentEntry, lease, START } from "../../support/builders/ledger.ts";
import { silent } from "../../support/builders/log.ts";

/** A pull request's page in memory: what was written to it, in order. */
function createPage(known?: Briefed, refuses = false) {
  const written: string[] = [];
  const warnings: string[] = [];
  const briefings: Briefings = {
    find: async () => known,
    write: async (pull, head) => void written.push(`comment on #${pull} for ${head}`),
    change: async (_known, head, about) =>
      void written.push(`change for ${head}: ${about === "closed" ? about : about.kind}`),
    requestReviews: async (_pull, people) => {
      if (refuses) throw new Error("422");
      written.push(`ask ${people.map(({ login }) => login).join(", ")}`);
    },
    findReplay: async () => undefined,
    showReplay: async () => undefined,
    showState: async (pull, state) => void written.push(`#${pull} is ${state ?? "nothing"}`),
    close: async (pull) => void written.push(`close #${pull}`),
  };
  const log = { ...silent, warn: (_: object, text: string) => void warnings.push(text) };
  return { written, warnings, deps: depsWith({ briefings, log, now: () => START }) };
}

function reviewed(twist: Twist = {}, pull: Partial<ReturnType<typeof evidence>["pull"]> = {}) {
  const facts = evidence(twist);
  const checkResult: CheckResult = formCheckResult(facts, emptyLedger);
  return { pull: { ...facts.pull, ...pull }, checkResult };
}

function briefingsOf({ briefings }: { readonly briefings?: Briefings }): Briefings {
  if (briefings === undefined) throw new Error("No page.");
  return briefings;
}

const asked = { pull: 12, comment: 7, head: "h1", body: "…" };

it("asks for reviews before it writes the comment, which is mailed to those who are asked", async () => {
  const { deps, written } = createPage();
  await briefApprovers(deps, reviewed());
  expect(written).toEqual(["#12 is waiting", "ask carol", "comment on #12 for h1"]);
});

it("asks nobody who was asked for this head, and asks again for another", async () => {
  const labels = ["access: waiting", "urgent"];
  const same = createPage(asked);
  await briefApprovers(same.deps, reviewed({}, { labels }));
  expect(same.written).toEqual(["change for h1: request"]);
  const other = createPage({ ...asked, head: "h0" });
  await briefApprovers(other.deps, reviewed({}, { labels }));
  expect(other.written).toEqual(["ask carol", "change for h1: request"]);
});

it("writes the comment also when GitHub refuses to ask for reviews", async () => {
  const { deps, written, warnings } = createPage(undefined, true);
  await briefApprovers(deps, reviewed());
  expect(written).toContain("comment on #12 for h1");
  expect(warnings).toEqual(["GitHub did not take the request for reviews"]);
});

/** An error as of a call that GitHub's limits leave no room for. */
const heldBack = () => Promise.reject(Object.assign(new Error("later"), { retryAfterMs: 30_000 }));

it("writes the comment though labels and requests for reviews wait, and asks for the reviews at the next review", async () => {
  const { deps, written, warnings } = createPage();
  const short = { ...briefingsOf(deps), requestReviews: heldBack, showState: heldBack };
  await briefApprovers({ ...deps, briefings: short }, reviewed());
  expect([written, warnings]).toEqual([["comment on #12 for 0000"], []]);
  const next = createPage({ ...asked, head: "0000" });
  await briefApprovers(next.deps, reviewed());
  expect(next.written).toEqual(["#12 is waiting", "ask carol", "change for h1: request"]);
});

it("tells that a comment is held back, so that it is written later", async () => {
  const { deps } = createPage();
  await expect(
    briefApprovers({ ...deps, briefings: { ...briefingsOf(deps), write: heldBack } }, reviewed()),
  ).rejects.toMatchObject({ retryAfterMs: 30_000 });
});

it.each<[string, Twist, object, string[]]>([
  ["a draft", {}, { draft: true }, ["#12 is waiting"]],
  ["what is denied", { text: requestText({ duration: "9h" }) }, {}, ["#12 is denied"]],
  ["what Hallpass merges at once", { reviews: [review(CAROL)] }, {}, []],
  ["what asks for no access", { changes: [added("notes.md")] }, {}, []],
])("writes no comment on %s", async (_name, twist, pull, expected) => {
  const { deps, written } = createPage();
  await briefApprovers(deps, reviewed(twist, pull));
  expect(written).toEqual(expected);
});

it("changes the comment of a request that was denied or approved since, and keeps the head it asked for", async () => {
  const { deps, written } = createPage({ ...asked, head: "h0" });
  await briefApprovers(deps, reviewed({ reviews: [review(CAROL)] }));
  expect(written).toEqual(["change for h0: request"]);
});

it("says on a closed pull request that it is closed, where it said anything before", async () => {
  const { pull } = reviewed();
  const silentPage = createPage();
  await briefApprovers(silentPage.deps, { pull, checkResult: undefined });
  expect(silentPage.written).toEqual([]);
  const unlabelled = createPage(asked);
  await briefApprovers(unlabelled.deps, { pull, checkResult: undefined });
  expect(unlabelled.written).toEqual(["change for h1: closed"]);
  const page = createPage(asked);
  await briefApprovers(page.deps, { pull: { ...pull, labels: ["access: waiting"] }, checkResult: undefined });
  expect(page.written).toEqual(["change for h1: closed", "#12 is nothing"]);
  const other = createPage(asked);
  await briefApprovers(
    other.deps,
    reviewed({ changes: [added("notes.md")] }, { labels: ["access: waiting"] }),
  );
  expect(other.written).toEqual(["change for h1: other", "#12 is nothing"]);
});

it("labels each pull request that a round changed once, with its state after the round", async () => {
  const [first, second] = [lease(), lease({ request: "payments/b", pull: 13, principal: "bob" })];
  const refusal = { path: "access-requests/payments/c.yaml", blob: "b", pull: 14, codes: [], at: at(1) };
  const { deps, written } = createPage();
  await showStates(deps, {
    entries: [
      intentEntry(first),
      grantedEntry(first, at(1), at(60)),
      { kind: "ended", request: second.request, at: at(1), because: "command" },
      { kind: "refused", refusal, at: at(1) },
    ],
    state: granted(first, { ...second, ended: { at: at(1), because: "command" } }),
  });
  expect(written.toSorted()).toEqual(["#12 is granted", "#13 is ended", "#14 is denied"]);
});

it("sets a label later that was held back, with the state of then, and also after a restart", async () => {
  const { deps, written } = createPage();
  const first = lease();
  const round = { entries: [intentEntry(first), grantedEntry(first, at(1), at(60))], state: granted(first) };
  const none = { entries: [], state: round.state };
  const unshown = createUnshown();
  const short = { ...deps, unshown, briefings: { ...briefingsOf(deps), showState: heldBack } };
  await showStates(short, round);
  await showStates(short, none);
  expect([written, [...unshown.states]]).toEqual([[], [[12, "granted"]]]);
  await showStates({ ...deps, unshown }, none);
  await showStates({ ...deps, unshown }, none);
  expect(written).toEqual(["#12 is granted"]);
  // Another process, which has seen no entry.
  await showStates({ ...deps, unshown: createUnshown(), now: () => at(5) }, none);
  expect(written).toEqual(["#12 is granted", "#12 is granted"]);
});

it("tries the other labels though GitHub refuses one, and keeps that one", async () => {
  const { deps, written } = createPage();
  const [first, second] = [lease(), lease({ request: "payments/b", pull: 13, principal: "bob" })];
  const unshown = createUnshown();
  const showState: Briefings["showState"] = async (pull, state) => {
    if (pull === 12) throw new Error("404");
    await briefingsOf(deps).showState(pull, state);
  };
  const entries = [intentEntry(first), intentEntry(second)];
  const some = { ...deps, unshown, briefings: { ...briefingsOf(deps), showState } };
  await expect(showStates(some, { entries, state: granted(first, second) })).rejects.toThrow(
    "1 pull requests could not be labelled.",
  );
  expect([written, [...unshown.states.keys()]]).toEqual([["#13 is granted"], [12]]);
});
