/** A role on a resource at a provider: `orders-db` / `orders` / `readonly`. */
export interface Entitlement {
  readonly provider: string;
  readonly resource: string;
  readonly role: string;
}

/** One string per entitlement. The parts cannot contain a space, so no two entitlements share it. */
export const entitlementKey = ({ provider, resource, role }: Entitlement): string =>
  `${provider} ${resource} ${role}`;

/** For people: `readonly on orders-db/orders`. */
export const describeEntitlement = ({ provider, resource, role }: Entitlement): string =>
  `${role} on ${provider}/${resource}`;
