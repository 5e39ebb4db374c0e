import { entitlementKey } from "../../core/access/entitlement.ts";
import { nameOffer, type Offer } from "../../core/asking/offers.ts";
import { findNearest } from "../../core/text/nearest.ts";
import { UsageError } from "../runner/failure.ts";

/**
 * The offer that a word names, such as `orders-db/orders:readonly`; `policy` chooses between several. Throws `UsageError` with what there
 * is.
 */
export function chooseOffer(offers: readonly Offer[], word: string, policy: string | undefined): Offer {
  const named = offers.filter((offer) => nameOffer(offer) === word || nameShort(offer) === word);
  const found = policy === undefined ? named : named.filter((offer) => offer.policy.name === policy);
  const [first, ...others] = found;
  if (first === undefined) throw new UsageError(describeUnknown(offers, named, word, policy));
  const isOne = others.every(
    (offer) => entitlementKey(offer.entitlement) === entitlementKey(first.entitlement),
  );
  if (others.length === 0) return first;
  throw new UsageError(
    isOne
      ? `${word} is offered by ${others.length + 1} policies. Choose one with --policy: ${listPolicies(found)}.`
      : `${word} names several accesses. Write one of them in full: ${found.map(nameOffer).join(", ")}.`,
  );
}

/** Without the provider: enough where only one has such a resource. */
const nameShort = ({ entitlement: { resource, role } }: Offer): string => `${resource}:${role}`;

const listPolicies = (offers: readonly Offer[]): string =>
  [...new Set(offers.map(({ policy }) => policy.name))].join(", ");

function describeUnknown(
  offers: readonly Offer[],
  named: readonly Offer[],
  word: string,
  policy: string | undefined,
): string {
  if (named.length > 0)
    return `The policy "${policy}" does not offer ${word}. These do: ${listPolicies(named)}.`;
  const names = [...new Set(offers.map(nameOffer))];
  const nearest = findNearest(word, names);
  const next = nearest === undefined ? describeOffers(offers) : `Did you mean "${nearest}"?`;
  return `No policy offers you "${word}". ${next}`;
}

/** What there is, one access a line. */
export const describeOffers = (offers: readonly Offer[]): string =>
  offers.length === 0
    ? "No policy offers you anything: ask the owners of policies/ to add your team."
    : `You may ask for:\n${offers.map(describeOffer).join("\n")}`;

/** The access, for how long at most, and the policy. */
export const describeOffer = (offer: Offer): string =>
  `  ${nameOffer(offer)}  up to ${offer.policy.duration.maximum}  (${offer.policy.name}${
    offer.policy.description === undefined ? "" : `: ${offer.policy.description}`
  })`;
