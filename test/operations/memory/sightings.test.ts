import { expect, it } from "vitest";
import type { CheckResult } from "../../../src/core/decision/check-result.ts";
import { formCheckResult } from "../../../src/core/decision/check-result.ts";
import { mistake } from "../../../src/core/findings/finding.ts";
import { applyEntries, emptyLedger } from "../../../src/core/ledger/ledger.ts";
import { createSightings } from "../../../src/operations/memory/sightings.ts";
import { ALICE, evidence } from "../../support/builders/evidence.ts";
import { at } from "../../support/builders/ledger.ts";

const open = evidence();
const { pull } = open;
const result: CheckResult = formCheckResult(open, emptyLedger);

it("tells what was asked once, whatever is reviewed again before the ledger has it", () => {
  const sightings = createSightings();
  sightings.note(pull, result, at(0));
  sightings.note(pull, result, at(30));
  expect(sightings.askedAt(pull.number)).toEqual(at(0));
  expect(sightings.askedAt(pull.number + 1)).toBeUndefined();
  const news = sightings.listNews(emptyLedger);
  expect(news).toMatchObject([
    {
      kind: "asked",
      at: at(0),
      asked: { pull: pull.number, requester: ALICE, head: pull.head.sha, subject: ALICE },
    },
  ]);
  const state = applyEntries(emptyLedger, news);
  sightings.note(pull, result, at(60));
  expect(sightings.listNews(state)).toEqual([]);
});

it("tells that it was closed without a merge, and what stood in its way", () => {
  const sightings = createSightings();
  const denied: CheckResult = {
    ...result,
    findings: [mistake("DURATION_TOO_LONG", "It is too long.", "Ask for less.")],
  };
  sightings.note(pull, denied, at(0));
  sightings.note(pull, undefined, at(30));
  const news = sightings.listNews(emptyLedger);
  expect(news.map(({ kind }) => kind)).toEqual(["asked", "closed"]);
  expect(news[1]).toMatchObject({ pull: pull.number, codes: ["DURATION_TOO_LONG"], at: at(30) });
  const state = applyEntries(emptyLedger, news);
  sightings.forget(state);
  expect(sightings.listNews(emptyLedger)).toEqual([]);
  expect(state.pulls.get(pull.number)?.closed).toEqual({ at: at(30), codes: ["DURATION_TOO_LONG"] });
});

it("tells the close of a request that an earlier process saw", () => {
  const earlier = createSightings();
  earlier.note(pull, result, at(0));
  const state = applyEntries(emptyLedger, earlier.listNews(emptyLedger));
  const sightings = createSightings();
  sightings.note(pull, undefined, at(90));
  expect(sightings.listNews(state)).toEqual([{ kind: "closed", pull: pull.number, codes: [], at: at(90) }]);
});

it("says nothing of a pull request that never asked for access", () => {
  const sightings = createSightings();
  sightings.note(pull, { kind: "other", findings: [] }, at(0));
  sightings.note(pull, undefined, at(1));
  expect(sightings.listNews(emptyLedger)).toEqual([]);
});
