import type { Lease } from "../access/lease.ts";
import { personOf, type Settings } from "../files/settings.ts";

/** A person, by everything that may hold access for them. */
export interface Holder {
  /** Numeric ids of all their accounts at GitHub. */
  readonly accounts: ReadonlySet<number>;
  /** Their accounts at the providers, by the identity map: see `principalKey`. */
  readonly principals: ReadonlySet<string>;
}

/** One string per account at a provider: providers may take one in any case for the same. */
export const principalKey = (provider: string, principal: string): string =>
  `${provider} ${principal.toLowerCase()}`;

/** The person an account at GitHub belongs to; that account alone where the map does not list it. */
export function findHolder(settings: Settings | undefined, accountId: number): Holder {
  const person = settings && personOf(settings, accountId);
  return {
    accounts: new Set(person === undefined ? [accountId] : [person.id, ...(person.otherIds ?? [])]),
    principals: new Set(
      Object.entries(person?.principals ?? {}).map(([provider, account]) => principalKey(provider, account)),
    ),
  };
}

/** Is it access of this person, or access that an account of theirs still has from the person before? */
export const isHeldBy = (
  { accounts, principals }: Holder,
  { subject, principal, entitlement }: Pick<Lease, "subject" | "principal" | "entitlement">,
): boolean => accounts.has(subject.id) || principals.has(principalKey(entitlement.provider, principal));
