import {
  emergencyDuration,
  nameOffer,
  type Offer,
  type Offers,
  usualDuration,
} from "../../core/asking/offers.ts";
import type { Template } from "../../core/templates/template.ts";
import { askPerson, canAsk } from "../input/prompt.ts";
import { UsageError } from "../runner/failure.ts";
import { chooseOffers, describeOffer, describeOffers, type Preference } from "./choose-offer.ts";
import { readDuration, readReason } from "./fill-in.ts";
import { type FormedRequest, formRequest } from "./form-request.ts";
import type { Offered } from "./read-offers.ts";
import { offersOf } from "./read-templates.ts";
import { findTimes, type TimesWish } from "./read-times.ts";

/** A request that nobody has opened yet, and the offers it takes up. */
export interface PlannedRequest {
  readonly offers: Offers;
  readonly formed: FormedRequest;
  /** When it begins and ends, in words, where that was named by a day of the week. */
  readonly says?: string;
  /** The name of the template that gave the terms. */
  readonly template?: string;
}

interface Wish extends Preference, TimesWish {
  readonly reason?: string | undefined;
}

/** The request for the accesses that the words name, or the template; on a terminal it asks for what is missing. Throws `UsageError`. */
export async function planRequest(
  offered: Offered,
  words: readonly string[],
  wish: Wish,
  now: Date,
  template?: Template,
): Promise<PlannedRequest> {
  const times = findTimes(wish, now);
  const offers =
    template === undefined ? await choose(offered.offers, words, wish) : offersOf(template, offered);
  const isEmergency = wish["break-glass"] === true;
  if (isEmergency) requireEmergency(offers);
  const usual = template?.duration ?? (isEmergency ? emergencyDuration(offers) : usualDuration(offers));
  const lasting = wish.for === undefined ? usual : readDuration("--for", wish.for);
  const reason = await readReason(wish.reason, offers, template?.reason);
  const wanted = {
    ...{ duration: times?.duration ?? lasting, reason },
    ...(times && { start: times.start }),
    ...(isEmergency && { breakGlass: true as const }),
  };
  const formed = formRequest(offered, offers, wanted, now);
  return {
    ...{ offers, formed },
    ...(times && { says: times.says }),
    ...(template && { template: template.name }),
  };
}

function requireEmergency(offers: Offers): void {
  const without = offers.find(({ policy }) => policy.breakGlass === undefined);
  if (without !== undefined)
    throw new UsageError(
      `Policy "${without.policy.name}" has no \`breakGlass\`: ${nameOffer(without)} needs an approval. Leave --break-glass out.`,
    );
}

async function choose(offers: readonly Offer[], words: readonly string[], wish: Preference): Promise<Offers> {
  const [first, ...others] = words;
  if (first !== undefined) return chooseOffers(offers, [first, ...others], wish);
  if (!canAsk() || offers.length === 0) throw new UsageError(`Name an access. ${describeOffers(offers)}`);
  const numbered = offers.map((offer, index) => `${index + 1}${describeOffer(offer)}`).join("\n");
  const find = (text: string): Offer | undefined =>
    /^\d+$/u.test(text) ? offers[Number(text) - 1] : undefined;
  const chosen = await askPerson(
    `${numbered}\nWhich? 1 to ${offers.length}:`,
    (text) => find(text) ?? new Error(`Type a number from 1 to ${offers.length}.`),
  );
  return [chosen];
}
