import { isRuleFile } from "../../files/pull-kind.ts";
import type { Settings } from "../../files/settings.ts";
import type { Evidence } from "../evidence.ts";
import { ownersApproved } from "./approval.ts";
import { ownersOf } from "./owners.ts";

/** GitHub asks for nothing there, and where the settings cannot be read that has to be supposed. */
export const isStandard = (settings: Settings | undefined): boolean =>
  settings === undefined || settings.profile === "standard";

/**
 * In the profile `standard` GitHub asks for no review, so the check does, of every file that no decision is about: by its owners, or by
 * those of the policies where it has none. Also of a file that the merge would carry an edit over to.
 */
export function needsReview(evidence: Evidence): boolean {
  const { changes, arriving = [], rules } = evidence;
  if (!isStandard(rules.settings)) return false;
  const others = [...changes.filter((change) => !isRuleFile(change)), ...arriving];
  const paths = others.map(({ path }) => (ownersOf(evidence, path).length > 0 ? path : ANY_POLICY));
  return !ownersApproved(evidence, paths);
}

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
  if (approved || !isStandard(evidence.rules.settings)) return { approved };
  // Whoever cancels what was not granted yet takes it from another person.
  if (ungranted.length > 0) return { approved, unapproved: true };
  return { approved: ending.length === 0 && unreviewed.length === 0 };
}
