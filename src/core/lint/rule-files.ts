import type { Parsed } from "../document/document.ts";
import type { CodeOwners } from "../files/codeowners.ts";
import type { Policy } from "../files/policy.ts";
import type { Settings } from "../files/settings.ts";
import type { Finding } from "../findings/finding.ts";

/** A policy, with the places of its fields. */
export interface PlacedPolicy {
  readonly path: string;
  readonly policy: Policy;
  readonly locate: Parsed<Policy>["locate"];
}

/** Rules that are well-formed each. */
export interface RuleFiles {
  readonly policies: readonly PlacedPolicy[];
  /** There are policies that cannot be read: what no policy does is not known. */
  readonly isPartial?: boolean;
  /** `undefined`: there is none, or it is not known which counts. */
  readonly codeowners: { readonly path: string; readonly owners: CodeOwners } | undefined;
  readonly settings: Settings | undefined;
}

/** The same finding, with its place in the policy. */
export function placeIn({ locate }: PlacedPolicy, finding: Finding): Finding {
  const place = locate(finding.at);
  return place === undefined ? finding : { ...finding, place };
}
