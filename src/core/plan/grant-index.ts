import type { Grant } from "../access/grant.ts";
import { type HoldingIds, idsKey } from "../access/holding.ts";
import { oncePer } from "./once-per.ts";

/** The grants of a listing with these ids, in its order, without looking at the others. */
export const findGrants = (grants: readonly Grant[], ids: HoldingIds): readonly Grant[] =>
  indexOf(grants).get(idsKey(ids)) ?? [];

/** A listing is read and never written to: it is indexed when it is first looked through. */
const indexOf = oncePer((grants: readonly Grant[]): ReadonlyMap<string, readonly Grant[]> => {
  const index = new Map<string, Grant[]>();
  for (const grant of grants) {
    const key = idsKey(grant.ids);
    const known = index.get(key);
    if (known === undefined) index.set(key, [grant]);
    else known.push(grant);
  }
  return index;
});
