import { entitlementKey } from "../../core/access/entitlement.ts";
import { nameOffer, type Offer, type Offers, unite } from "../../core/asking/offers.ts";
import { findNearest } from "../../core/text/nearest.ts";
import { UsageError } from "../runner/failure.ts";

/** What chooses between several offers of the same access. */
export interface Preference {
  readonly policy?: string | undefined;
  readonly folder?: string | undefined;
}

/**
 * The offers that these words name, such as `orders-db/orders:readonly`: all in one folder, so that one request holds them. Throws
 * `UsageError` with what there is.
 */
export function chooseOffers(
  offers: readonly Offer[],
  words: readonly [string, ...string[]],
  preference: Preference = {},
): Offers {
  const [first, ...others] = words;
  const named = [first, ...others].map((word) => findNamed(offers, word, preference));
  const folder = chooseFolder(words, named, preference.folder);
  const [chosen, ...rest] = named.flatMap((each) =>
    each.filter((offer) => offer.folder === folder).slice(0, 1),
  );
  if (chosen === undefined) throw new UsageError(`Name an access. ${describeOffers(offers)}`);
  return unite([chosen, ...rest]);
}

/** Every offer of the one access that the word names. */
function findNamed(offers: readonly Offer[], word: string, { policy }: Preference): readonly Offer[] {
  const named = offers.filter((offer) => nameOffer(offer) === word || nameShort(offer) === word);
  const found = policy === undefined ? named : named.filter((offer) => offer.policy.name === policy);
  const [first, ...others] = found;
  if (first === undefined) throw new UsageError(describeUnknown(offers, named, word, policy));
  if (others.every((offer) => entitlementKey(offer.entitlement) === entitlementKey(first.entitlement)))
    return found;
  const names = [...new Set(found.map(nameOffer))].join(", ");
  throw new UsageError(`${word} names several accesses. Write one of them in full: ${names}.`);
}

/** Without the provider: enough where only one has such a resource. */
const nameShort = ({ entitlement: { resource, role } }: Offer): string => `${resource}:${role}`;

/** The folder routes the review, so the person chooses where several are possible. */
function chooseFolder(
  words: readonly string[],
  named: readonly (readonly Offer[])[],
  wanted: string | undefined,
): string {
  const perWord = named.map((found) => new Set(found.map(({ folder }) => folder)));
  const all = [...new Set(perWord.flatMap((folders) => [...folders]))].sort();
  const common = all.filter((folder) => perWord.every((folders) => folders.has(folder)));
  const asked = wanted === undefined ? common : common.filter((folder) => folder === wanted);
  const [first, ...others] = asked;
  if (first !== undefined && others.length === 0) return first;
  if (common.length === 0) throw new UsageError(describeApart(words, perWord));
  const places = common.map((folder) => describePlace(folder, named)).join(", ");
  const what = words.join(" and ");
  throw new UsageError(
    first === undefined
      ? `No policy offers you ${what} in the folder "${wanted}". These do: ${places}.`
      : `${what} can be asked for in ${common.length} folders. Choose one with --folder: ${places}.`,
  );
}

const describePlace = (folder: string, named: readonly (readonly Offer[])[]): string => {
  const policies = named.flatMap((found) => found.filter((offer) => offer.folder === folder));
  return `${folder} (${listPolicies(policies)})`;
};

const describeApart = (words: readonly string[], folders: readonly ReadonlySet<string>[]): string =>
  `No folder takes all of these, and a request lies in one folder. Ask one by one: ${words
    .map((word, index) => `${word} (${[...(folders[index] ?? [])].join(", ")})`)
    .join("; ")}.`;

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
  const names = [...new Set(offers.flatMap((offer) => [nameOffer(offer), nameShort(offer)]))];
  const nearest = findNearest(word, names);
  const next = nearest === undefined ? describeOffers(offers) : `Did you mean "${nearest}"?`;
  return `No policy offers you "${word}". ${next}`;
}

/** What there is, one access a line. */
export const describeOffers = (offers: readonly Offer[]): string =>
  offers.length === 0
    ? "No policy offers you anything. Ask the owners of policies/ to add your team; or your token may not read who is in which team: a fine-grained one needs Members: read of the organisation, a classic one read:org."
    : `You may ask for:\n${offers.map(describeOffer).join("\n")}`;

/** The access, for how long at most, and the policy. */
export const describeOffer = ({ policy, ...offer }: Offer): string =>
  `  ${nameOffer(offer)}  up to ${policy.duration.maximum}  (${policy.name}${
    policy.description === undefined ? "" : `: ${onOneLine(policy.description)}`
  })`;

/** A description of several lines could look like further offers. */
const onOneLine = (text: string): string => text.replace(/\s+/gu, " ").trim();
