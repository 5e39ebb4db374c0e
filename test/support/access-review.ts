import type { Evidence, ReviewEvidence } from "../../src/core/decision/evidence.ts";
import { parseAccessReview, type ReviewedAccess, reviewPath } from "../../src/core/files/access-review.ts";
import { added, DAVE, EVE, evidence, NOW, rulesWith, team, teams } from "./builders/evidence.ts";

/** Standing access as inventory/ lists it. */
export const standing = (principal: string, overrides: Partial<ReviewedAccess> = {}): ReviewedAccess => ({
  principal,
  provider: "orders-db",
  resource: "orders",
  role: "readonly",
  ids: { instance: "i", principal: `id-${principal}`, entitlement: "e" },
  ...overrides,
});

/** The text of a review with these decisions. */
export const reviewText = (
  lines: readonly (ReviewedAccess & { readonly decision: string; readonly note?: string })[],
  due = "2026-12-04",
): string => JSON.stringify({ due, lines });

export const REVIEW_PATH = reviewPath("payments", "2026-11-20");

export interface ReviewTwist extends Partial<Evidence> {
  readonly path?: string;
  readonly text?: string;
  readonly about?: Partial<ReviewEvidence>;
}

/** A review of carol's access, opened by alice, in which nothing is decided wrongly and nobody approved. Security is dave and eve. */
export function reviewEvidence({
  path = REVIEW_PATH,
  text = reviewText([{ ...standing("carol"), decision: "keep" }]),
  about = {},
  ...overrides
}: ReviewTwist = {}): Evidence {
  const { file: _file, subject: _subject, ...rest } = evidence();
  return {
    ...rest,
    pull: { ...rest.pull, createdAt: NOW },
    changes: [added(path)],
    rules: rulesWith({ codeownersText: "/inventory/ @acme/security\n/policies/ @acme/security\n" }),
    teams: new Map([...teams, team(303, "security", DAVE, EVE)]),
    review: {
      path,
      parsed: parseAccessReview(text, path),
      expected: [standing("carol")],
      findings: [],
      earlier: [],
      lastDay: NOW.toISOString().slice(0, 10),
      ...about,
    },
    ...overrides,
  };
}
