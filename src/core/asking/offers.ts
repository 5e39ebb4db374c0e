import { type Entitlement, entitlementKey } from "../access/entitlement.ts";
import type { Policy } from "../files/policy.ts";
import { DEFAULT_MINIMUM_DURATION } from "../policy/duration-schema.ts";
import { listNamed } from "../policy/pattern.ts";
import { DEFAULT_REASON_LENGTH } from "../policy/reason-schema.ts";
import { parseDuration } from "../text/duration.ts";

/** One role that one policy offers in one folder. */
export interface Offer {
  readonly policy: Policy;
  readonly folder: string;
  readonly entitlement: Entitlement;
}

/** At least one. */
export type Offers = readonly [Offer, ...Offer[]];

/** All offers that name an access, by that name: what a pattern covers is asked for by a file. */
export const listOffers = (policies: readonly Policy[]): Offer[] =>
  policies
    .flatMap((policy) =>
      policy.folders.flatMap((folder) =>
        listNamed(policy.entitlements).map((entitlement) => ({ policy, folder, entitlement })),
      ),
    )
    .toSorted((a, b) => (nameOffer(a) < nameOffer(b) ? -1 : 1));

/** How people type an access: `orders-db/orders:readonly`. */
export const nameOffer = ({ entitlement }: Pick<Offer, "entitlement">): string => nameAccess(entitlement);

export const nameAccess = ({ provider, resource, role }: Entitlement): string =>
  `${provider}/${resource}:${role}`;

/** Each access once, in the order given. */
export function unite([first, ...others]: Offers): Offers {
  const keys = [first, ...others].map(keyOf);
  return [first, ...others.filter((offer, index) => keys.indexOf(keyOf(offer)) === index + 1)];
}

const keyOf = ({ entitlement }: Offer): string => entitlementKey(entitlement);

const USUAL = "1h";

/** What is proposed for these in an emergency: an hour, or less where a policy allows no more. */
export const emergencyDuration = (offers: Offers): string =>
  pick([USUAL, ...offers.flatMap(({ policy }) => policy.breakGlass?.maximum ?? [])], (a, b) => a < b);

/** What is proposed for these: the shortest default of their policies, or an hour; or the nearest that every policy allows. */
export function usualDuration(offers: Offers): string {
  const bounds = offers.map(({ policy }) => policy.duration);
  const longest = pick(
    bounds.map(({ maximum }) => maximum),
    (a, b) => a < b,
  );
  const shortest = pick(
    bounds.map(({ minimum = DEFAULT_MINIMUM_DURATION }) => minimum),
    (a, b) => a > b,
  );
  const defaults = bounds.flatMap(({ default: proposed }) => proposed ?? []);
  const usual = defaults.length === 0 ? USUAL : pick(defaults, (a, b) => a < b);
  const wanted = parseDuration(usual) < parseDuration(shortest) ? shortest : usual;
  return parseDuration(longest) < parseDuration(wanted) ? longest : wanted;
}

const pick = (durations: readonly string[], isBetter: (a: number, b: number) => boolean): string =>
  durations.reduce((best, each) => (isBetter(parseDuration(each), parseDuration(best)) ? each : best));

/** How many characters every policy is content with. */
export const leastReason = (offers: Offers): number =>
  Math.max(...offers.map(({ policy }) => policy.reason?.minimum ?? DEFAULT_REASON_LENGTH));
