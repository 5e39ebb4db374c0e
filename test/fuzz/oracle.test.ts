import { addMinutes } from "date-fns";
import { describe, expect, it } from "vitest";
import { ALICE, added, CAROL, EVE, NOW, requestText, review } from "../support/builders/evidence.ts";
import { approvedDrafts, buildCase, type Draft } from "./drafts.ts";
import { doubtRequest } from "./oracle.ts";

const MERGED = "for herself, merged";
const given = (evidence: Draft["evidence"]): Partial<Draft> => ({ evidence });
const merge = (odd: NonNullable<Draft["merge"]>): Partial<Draft> => ({ merge: odd });

/** An oracle that agrees with everything would prove nothing: each of these it has to see. */
describe("the oracle doubts", () => {
  const [draft] = [...approvedDrafts].flatMap(([name, each]) => (name === MERGED ? [each] : []));

  it.each<[string, Partial<Draft>, string]>([
    ["nobody's approval", given({ reviews: [] }), "0 of 1 people approved"],
    ["a stranger's approval", given({ reviews: [review(EVE)] }), "0 of 1 people approved"],
    ["her own approval", given({ reviews: [review(ALICE)] }), "0 of 1 people approved"],
    [
      "changes asked for",
      given({ reviews: [review(CAROL, "CHANGES_REQUESTED")] }),
      "an approver asked for changes",
    ],
    [
      "an objection that the requester dismissed",
      given({
        reviews: [
          review(CAROL, "DISMISSED", {
            dismissed: { at: addMinutes(NOW, -3), was: "CHANGES_REQUESTED", by: { ...ALICE, type: "User" } },
          }),
        ],
      }),
      "dismissed by somebody else",
    ],
    [
      "an approver who pushed",
      given({ reviews: [review(CAROL)], pushers: [CAROL] }),
      "0 of 1 people approved",
    ],
    [
      "pushes nobody knows of",
      given({ reviews: [review(CAROL)], pushers: undefined }),
      "nobody knows who pushed",
    ],
    [
      "a second file",
      given({ reviews: [review(CAROL)], changes: [added("a"), added("b")] }),
      "routes nowhere",
    ],
    ["an alias", { text: `${requestText()}x: &a 1\n` }, "the file is no request"],
    ["a field too many", { text: `${requestText()}approved_by: carol\n` }, "the file is no request"],
    ["nine hours", { text: requestText({ duration: "9h" }) }, "the duration is out of bounds"],
    ["a merge commit", merge({ parents: ["p1", "h1"] }), "no squash"],
    ["a push", merge({ belongsToPull: false }), "not of this pull request"],
    ["no check", merge({ checkPassed: false }), "the check did not pass"],
    [
      "something else merged",
      merge({ changes: [added("access-requests/payments/b.yaml")] }),
      "something else was merged",
    ],
    ["a file that is gone", merge({ atTip: undefined }), "it was changed since"],
  ])("%s", (_what, odd, words) => {
    if (draft === undefined) throw new Error(`There is no draft "${MERGED}".`);
    const doubts = doubtRequest(buildCase({ ...draft, ...odd }));
    expect(doubts.join("; ")).toContain(words);
  });
});
