import { type Entitlement, entitlementKey } from "../access/entitlement.ts";
import type { Story } from "../audit/stories.ts";

/** How often access that people hold for good was asked for by requests besides. */
export interface AskedBesides {
  /** Granted requests of the holder. */
  readonly own: number;
  /** Other people who were granted the same. */
  readonly others: number;
  /** When the holder last used it under a request, by the provider's log. */
  readonly lastUse?: Date;
}

/** Of one access and its holder's account, in the stories given. */
export function countAsked(
  stories: readonly Story[],
  access: Entitlement & { readonly principal: string },
): AskedBesides {
  const parts = stories
    .flatMap((story) => story.parts)
    .filter(
      ({ entitlement, grantedAt }) =>
        grantedAt !== undefined && entitlementKey(entitlement) === entitlementKey(access),
    );
  const own = parts.filter(({ lease }) => lease.principal === access.principal);
  const others = parts.filter(({ lease }) => lease.principal !== access.principal);
  const uses = own.flatMap(({ used }) => used?.last ?? []).toSorted((a, b) => a.getTime() - b.getTime());
  const lastUse = uses.at(-1);
  return {
    own: own.length,
    others: new Set(others.map(({ lease }) => lease.subject.id)).size,
    ...(lastUse && { lastUse }),
  };
}
