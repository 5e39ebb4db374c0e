import type { Entitlement } from "../access/entitlement.ts";
import type { Policy } from "../files/policy.ts";

/** One role that one policy offers in one folder. */
export interface Offer {
  readonly policy: Policy;
  readonly folder: string;
  readonly entitlement: Entitlement;
}

/** All offers, by the names of the access. */
export const listOffers = (policies: readonly Policy[]): Offer[] =>
  policies
    .flatMap((policy) =>
      policy.folders.flatMap((folder) =>
        policy.entitlements.flatMap(({ provider, resource, roles }) =>
          roles.map((role) => ({ policy, folder, entitlement: { provider, resource, role } })),
        ),
      ),
    )
    .toSorted((a, b) => (nameOffer(a) < nameOffer(b) ? -1 : 1));

/** How people type an access: `orders-db/orders:readonly`. */
export const nameOffer = ({
  entitlement: { provider, resource, role },
}: Pick<Offer, "entitlement">): string => `${provider}/${resource}:${role}`;
