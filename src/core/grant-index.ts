import { type HoldingIds, idsKey } from "./holding.ts";
import type { Grant } from "./ports/provider.ts";

/** A listing is read and never written to: it is indexed when it is first looked through. */
const indexes = new WeakMap<readonly Grant[], ReadonlyMap<string, readonly Grant[]>>();

/** The grants of a listing with these ids, in its order, without looking at the others. */
export function findGrants(grants: readonly Grant[], ids: HoldingIds): readonly Grant[] {
  const index = indexes.get(grants) ?? indexGrants(grants);
  return index.get(idsKey(ids)) ?? [];
}

function indexGrants(grants: readonly Grant[]): ReadonlyMap<string, readonly Grant[]> {
  const index = new Map<string, Grant[]>();
  for (const grant of grants) {
    const key = idsKey(grant.ids);
    const known = index.get(key);
    if (known === undefined) index.set(key, [grant]);
    else known.push(grant);
  }
  indexes.set(grants, index);
  return index;
}
