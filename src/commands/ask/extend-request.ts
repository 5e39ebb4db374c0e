import { nameAccess } from "../../core/asking/offers.ts";
import { UsageError } from "../runner/failure.ts";
import { chooseOffers } from "./choose-offer.ts";
import { readDuration, readReason } from "./fill-in.ts";
import { formRequest } from "./form-request.ts";
import type { PlannedRequest } from "./plan-request.ts";
import type { Offered } from "./read-offers.ts";
import type { PulledRequest } from "./read-request.ts";

/** The request that goes on where this one ends, for the same access in the same folder. Throws `UsageError`. */
export async function planExtension(
  offered: Offered,
  base: PulledRequest,
  duration: string,
  reason: string | undefined,
  now: Date,
): Promise<PlannedRequest> {
  const { login } = offered.me;
  const { subject, entitlements } = base.request;
  if (subject.toLowerCase() !== login.toLowerCase())
    throw new UsageError(
      `#${base.pull.number} gives access to ${subject}, and you are ${login}: only ${subject} can extend it.`,
    );
  const [first, ...others] = entitlements.map(nameAccess);
  if (first === undefined) throw new UsageError(`#${base.pull.number} asks for nothing.`);
  const offers = chooseOffers(offered.offers, [first, ...others], { folder: base.team });
  const wanted = { duration: readDuration("--extend", duration), reason: await readReason(reason, offers) };
  return { offers, formed: formRequest(offered, offers, { ...wanted, extends: base.id }, now) };
}
