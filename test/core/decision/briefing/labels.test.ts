import { addHours, subHours } from "date-fns";
import { describe, expect, it } from "vitest";
import {
  isStateLabel,
  STATE_LABELS,
  stateOfCheck,
  stateOfRequest,
} from "../../../../src/core/decision/briefing/labels.ts";
import { formCheckResult } from "../../../../src/core/decision/check-result.ts";
import { applyEntries, emptyLedger } from "../../../../src/core/ledger/ledger.ts";
import {
  added,
  CAROL,
  evidence,
  requestText,
  review,
  type Twist,
} from "../../../support/builders/evidence.ts";
import { at, granted, intentEntry, lease, revoked, START } from "../../../support/builders/ledger.ts";

it("labels are what GitHub takes, and differ in name and colour", () => {
  const labels = Object.values(STATE_LABELS);
  for (const { name, color, description } of labels) {
    expect(name.length).toBeLessThanOrEqual(50);
    expect(color).toMatch(/^[0-9a-f]{6}$/u);
    expect(description.length).toBeLessThanOrEqual(100);
  }
  expect(new Set(labels.flatMap(({ name, color }) => [name, color])).size).toBe(2 * labels.length);
  expect(isStateLabel("access: granted")).toBe(true);
  expect(isStateLabel("urgent")).toBe(false);
});

describe("an open pull request shows", () => {
  it.each<[string, Twist, string | undefined]>([
    ["waiting", {}, "waiting"],
    ["approved", { reviews: [review(CAROL)] }, "approved"],
    ["denied", { text: requestText({ duration: "9h" }) }, "denied"],
    ["waiting, when changes are asked for", { reviews: [review(CAROL, "CHANGES_REQUESTED")] }, "waiting"],
    ["nothing, when it asks for no access", { changes: [added("notes.md")] }, undefined],
    ["nothing, when it changes rules", { changes: [added("policies/a.yaml")] }, undefined],
  ])("%s", (_name, twist, state) => {
    expect(stateOfCheck(formCheckResult(evidence(twist), emptyLedger))).toBe(state);
  });
});

describe("a merged request shows", () => {
  const held = lease();

  it("granted while it is held, ended after, and nothing that the ledger does not know", () => {
    const state = granted(held);
    expect(stateOfRequest(state, held.request, at(1))).toBe("granted");
    expect(stateOfRequest(revoked(state, held, at(60)), held.request, at(61))).toBe("ended");
    expect(stateOfRequest(state, "payments/other", at(1))).toBeUndefined();
  });

  it("approved before it begins, and before the provider confirmed it", () => {
    const planned = lease({ startsAt: addHours(START, 1), endsAt: addHours(START, 2) });
    expect(stateOfRequest(granted(planned), planned.request, at(1))).toBe("approved");
    expect(stateOfRequest(applyEntries(emptyLedger, [intentEntry(held)]), held.request, at(1))).toBe(
      "approved",
    );
  });

  it("ended while another request still gives the same access", () => {
    const longer = lease({ request: "payments/b", startsAt: subHours(START, 1), endsAt: addHours(START, 2) });
    expect(stateOfRequest(granted(longer, held), held.request, at(61))).toBe("ended");
  });
});
