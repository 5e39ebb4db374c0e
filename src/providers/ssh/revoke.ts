import type { Receipt } from "../../core/access/grant.ts";
import type { HoldingIds } from "../../core/access/holding.ts";
import { endSessions, markUnpublished, publishChanges } from "./hand-over.ts";
import type { Place } from "./place.ts";
import { forgetIssued, isExpired } from "./register/issued.ts";
import { takeFromPerson } from "./register/published.ts";
import { readRegister } from "./register/register.ts";
import { addRevoked } from "./register/revocation-list.ts";

/** The share of the time left that the hosts are told in: what is left is for their sessions, also where one host does not answer. */
const TELLING = 0.5;

/**
 * Revokes every certificate of these ids that has not expired, has the hosts told, and then has their sessions ended, also where not every host could
 * be told: a holder may keep one host from it. A step that failed is made again by the next call.
 */
export async function revoke({ configuration, keygen, run, now }: Place, ids: HoldingIds): Promise<Receipt> {
  const { valid, revoked } = await readRegister(configuration, keygen, ids);
  const isDead = (each: (typeof valid)[number]): boolean => isExpired(each, now());
  const live = valid.filter((each) => !isDead(each));
  if (live.length > 0) {
    await markUnpublished(configuration);
    await addRevoked(configuration, keygen, live, now());
  }
  for (const each of valid) await takeFromPerson(configuration, each);
  const [told] = await Promise.allSettled([publishChanges(configuration, run, TELLING)]);
  const serials = [...valid, ...revoked].map(({ certificate }) => certificate.serial);
  const sessionsEnded = await endSessions(configuration, run, serials);
  if (told.status === "rejected") throw told.reason;
  await forgetIssued(configuration, valid.filter(isDead));
  return { changed: valid.length > 0, sessionsEnded };
}
