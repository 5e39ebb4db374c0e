import { type ReviewedAccess, reviewedKey } from "../files/access-review.ts";
import type { Policy } from "../files/policy.ts";
import { isOfferedBy } from "../policy/pattern.ts";
import { accessKey, type Baseline } from "./inventory.ts";

/** The team of the standing access that no policy offers: nobody's folder. */
export const UNASSIGNED_TEAM = "unassigned";

/**
 * The standing access that each team has to review, by the team's folder: each access of the baselines once. It belongs to the folder whose
 * policies offer the same; where several do, to the first by name, and where none does, to `UNASSIGNED_TEAM`.
 */
export function listReviewLines(
  policies: readonly Policy[],
  baselines: readonly Baseline[],
): ReadonlyMap<string, readonly ReviewedAccess[]> {
  const all = baselines.flatMap(({ provider, grants }) =>
    grants.map(({ resource, role, principal, ids }) => ({ provider, resource, role, principal, ids })),
  );
  // From several grantors it is one access. The first name wins, as in the file.
  const once = new Map(all.toReversed().map((access) => [accessKey(access), access]));
  const byTeam = new Map<string, ReviewedAccess[]>();
  for (const access of [...once.values()].toSorted(byName)) {
    const team = findTeam(policies, access);
    byTeam.set(team, [...(byTeam.get(team) ?? []), access]);
  }
  return new Map([...byTeam].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

const byName = (a: ReviewedAccess, b: ReviewedAccess): number => (sortKey(a) < sortKey(b) ? -1 : 1);

const sortKey = (access: ReviewedAccess): string => JSON.stringify([access.principal, reviewedKey(access)]);

function findTeam(policies: readonly Policy[], access: ReviewedAccess): string {
  const folders = policies
    .filter(({ entitlements }) => isOfferedBy(entitlements, access))
    .flatMap((policy) => policy.folders);
  return folders.toSorted()[0] ?? UNASSIGNED_TEAM;
}
