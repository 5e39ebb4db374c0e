import { addMinutes } from "date-fns";
import { expect, it } from "vitest";
import { describeReceipt } from "../../../src/core/decision/receipt.ts";
import { CAROL, DAVE, merged, NOW, PATH, review, rulesWith } from "../../support/builders/evidence.ts";

const removal = { path: PATH, status: "removed" as const, mode: "100644", blob: "b1", size: 200 };
const changes = [removal];
const { file: _, ...base } = merged({ changes }, { changes });
const ids = (evidence: typeof base): (number | undefined)[] | undefined =>
  describeReceipt(evidence)?.reviews.map(({ reviewer }) => reviewer.id);

it("a merged removal is a receipt, with the owners who approved it", () => {
  expect(describeReceipt(base)).toEqual({
    pull: 12,
    merge: "m1",
    requests: ["payments/2026-11-20-alice-orders"],
    reviews: [{ id: 8003, reviewer: CAROL, commit: "h1", at: addMinutes(NOW, -5) }],
    at: addMinutes(NOW, -1),
  });
});

it("whoever is no owner, saw another head or came after the merge did not review it", () => {
  expect(ids({ ...base, reviews: [review(DAVE)] })).toEqual([]);
  expect(ids({ ...base, reviews: [review(CAROL, "APPROVED", { commit: "h0" })] })).toEqual([]);
  expect(ids({ ...base, reviews: [review(CAROL, "APPROVED", { submittedAt: NOW })] })).toEqual([]);
});

it("the owners are those before the merge, whoever owns the files now", () => {
  const rules = rulesWith({ codeownersText: "/access-requests/ @acme/security\n" });
  expect(ids({ ...base, rules })).toEqual([CAROL.id]);
});

it("what asks for access, or is not merged, is none", () => {
  expect(describeReceipt(merged())).toBeUndefined();
  const { merge: __, ...open } = base;
  expect(describeReceipt(open)).toBeUndefined();
});
