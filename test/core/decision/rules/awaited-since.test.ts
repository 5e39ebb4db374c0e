// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   PE1: A requester dates commits back, opens a pull request early and pushes the request later, or changes
//     its base or its draft, so that a fallback team may approve at once.

import { addHours } from "date-fns";
import { describe, expect, it } from "vitest";
import type { Evidence } from "../../../../src/core/decision/evidence.ts";
import { awaitedSince } from "../../../../src/core/decision/rules/awaited-since.ts";
import { ALICE, evidence, NOW, type Twist } from "../../../support/builders/evidence.ts";

const ago = (hours: number): Date => addHours(NOW, -hours);

function since(twist: Twist, createdAt: Date | undefined = ago(10)): Date | undefined {
  const facts: Evidence = evidence(twist);
  return awaitedSince({ ...facts, pull: { ...facts.pull, ...(createdAt && { createdAt }) } });
}

describe("a request waits", () => {
  it.each<[string, Twist, Date]>([
    ["since it was opened, where the push came before", { arrivedAt: ago(12) }, ago(10)],
    ["since its branch came to its head, however old the pull request is", { arrivedAt: ago(2) }, ago(2)],
    ["since it was opened again, or made ready", { arrivedAt: ago(9), openedAt: ago(1) }, ago(1)],
    ["since its base was changed", { arrivedAt: ago(9), retargetedAt: ago(3) }, ago(3)],
  ])("%s", (_name, twist, expected) => {
    expect(since(twist)).toEqual(expected);
  });

  it("PE1: since its branch came to its head, where Hallpass opened it for a person, too", () => {
    const asked = { asker: { ...ALICE, type: "User" as const }, where: "issue #3" };
    expect(since({ asked, arrivedAt: ago(1) })).toEqual(ago(1));
    expect(since({ asked })).toBeUndefined();
  });

  it("for an unknown time, where GitHub does not tell who pushed or when it was opened", () => {
    expect(since({})).toBeUndefined();
    expect(since({ asked: { unproven: "an edit" } })).toBeUndefined();
    const { pull } = evidence();
    expect(awaitedSince({ pull, arrivedAt: ago(1) })).toBeUndefined();
  });
});
