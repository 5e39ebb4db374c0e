import { addHours } from "date-fns";
import { describe, expect, it } from "vitest";
import type { Lease } from "../../../src/core/access/lease.ts";
import { type HoldingRecord, judgeLease } from "../../../src/core/ledger/holding-record.ts";
import { idsOf, lease, START } from "../../support/builders/ledger.ts";

const END = addHours(START, 2);
const until = (end: Date): NonNullable<HoldingRecord["confirmed"]> => ({ until: end, at: START });

function judge(hours: number, overrides: Partial<HoldingRecord>, of: Partial<Lease> = {}) {
  const judged = lease({ startsAt: START, endsAt: END, ...of });
  const { principal, entitlement } = judged;
  const ids = idsOf(judged);
  const about = { principal, entitlement, ids, container: "separate", heldBefore: false } as const;
  const record: HoldingRecord = {
    ...{ ...about, held: "yes", leases: [judged], revocations: [] },
    ...overrides,
  };
  return judgeLease(record, judged, addHours(START, hours));
}

describe("a lease is", () => {
  it.each<[string, number, Partial<HoldingRecord>, Partial<Lease>?]>([
    ["planned", -1, { held: "undetermined" }],
    // Another lease of the holding is under way.
    ["planned", -1, { confirmed: until(END) }],
    ["pending", 0, { held: "undetermined" }],
    ["pending", 1, { held: "no", confirmed: until(END) }],
    ["held", 1, {}],
    ["held", 1, { confirmed: until(addHours(END, -1)) }],
    ["confirmed", 1, { confirmed: until(END) }],
    ["confirmed", 1, { confirmed: until(addHours(END, 3)) }],
    ["ended", 2, { confirmed: until(END) }],
    ["ended", 1, { confirmed: until(END) }, { ended: { at: addHours(START, 0.5), because: "command" } }],
    ["ended", -1, { held: "undetermined" }, { ended: { at: addHours(START, -2), because: "closed" } }],
  ])("%s, %d hours after its start, in %j", (expected, hours, record, of) => {
    expect(judge(hours, record, of)).toBe(expected);
  });
});
