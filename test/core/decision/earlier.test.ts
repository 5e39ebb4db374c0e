import { expect, it } from "vitest";
import { listEarlier } from "../../../src/core/decision/earlier.ts";
import { ALICE, CAROL, settings } from "../../support/builders/evidence.ts";
import { granted, lease } from "../../support/builders/ledger.ts";

const SECOND = { id: 2001, login: "alice-too" };
const of = (request: string, subject: typeof ALICE, principal: string) =>
  lease({ request, subject, principal });
const state = granted(
  of("payments/own", ALICE, "alice"),
  of("payments/before", ALICE, "alice"),
  of("payments/second", SECOND, "alice-too"),
  of("payments/other", CAROL, "carol"),
);
const people = [{ ...ALICE, otherIds: [SECOND.id], principals: {} }];
const idsOf = (subject: typeof ALICE) =>
  listEarlier(state, settings({ people }), subject, "payments/own").map(({ request }) => request);

it("what a person had is found by any of their accounts, without the request itself", () => {
  expect(idsOf(ALICE).toSorted()).toEqual(["payments/before", "payments/second"]);
  expect(idsOf(SECOND).toSorted()).toEqual(["payments/before", "payments/second"]);
  expect(idsOf(CAROL)).toEqual(["payments/other"]);
});
