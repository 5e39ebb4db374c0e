import type { Evidence } from "../evidence.ts";
import { ownersApproved } from "./approval.ts";
import { ownersOf } from "./owners.ts";

const isStandard = ({ rules }: Evidence): boolean => rules.settings?.profile === "standard";

/**
 * In the profile `standard` GitHub asks for no review, so the check does, of every file: by its owners, or by those of the policies
 * where it has none.
 */
export const needsReview = (evidence: Evidence): boolean =>
  isStandard(evidence) &&
  !ownersApproved(
    evidence,
    evidence.changes.map(({ path }) => (ownersOf(evidence, path).length > 0 ? path : ANY_POLICY)),
  );

const ANY_POLICY = "policies/*";

interface Removal {
  readonly paths: readonly string[];
  readonly ungranted: readonly string[];
  readonly ending: readonly string[];
  readonly unreviewed: readonly string[];
}

/** Whether the removal of requests is approved. In the profile `standard` a receipt that nobody has to look at needs no approval. */
export function judgeRemoval(
  evidence: Evidence,
  { paths, ungranted, ending, unreviewed }: Removal,
): { readonly approved: boolean; readonly unapproved?: true } {
  const approved = ownersApproved(evidence, paths);
  if (approved || !isStandard(evidence)) return { approved };
  // Whoever cancels what was not granted yet takes it from another person.
  if (ungranted.length > 0) return { approved, unapproved: true };
  return { approved: ending.length === 0 && unreviewed.length === 0 };
}
