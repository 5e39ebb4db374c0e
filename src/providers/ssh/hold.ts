import { createHash } from "node:crypto";
import { max } from "date-fns/max";
import { min } from "date-fns/min";
import { startOfSecond } from "date-fns/startOfSecond";
import { subMinutes } from "date-fns/subMinutes";
import type { Receipt } from "../../core/access/grant.ts";
import { type Holding, idsKey } from "../../core/access/holding.ts";
import { signCertificate } from "./authority/sign.ts";
import type { Role } from "./configuration.ts";
import { markUnpublished, publishChanges } from "./hand-over.ts";
import type { Place } from "./place.ts";
import { describe, type Issued, isExpired, keyIdOf, prune, recordIssued } from "./register/issued.ts";
import { putForPerson } from "./register/published.ts";
import { readRegister } from "./register/register.ts";
import { addRevoked, readRevoked } from "./register/revocation-list.ts";

/** A host's clock may be behind by as much. */
const BACKDATED_MINUTES = 5;

export interface SigningRequest {
  readonly holding: Holding;
  readonly role: Role;
  readonly publicKey: string;
}

/**
 * Issues a certificate until the end of the holding, unless there is one, and then revokes those that last longer or permit something
 * else. The new one is recorded before anybody can have it.
 */
export async function hold(place: Place, request: SigningRequest): Promise<Receipt> {
  const { configuration, keygen, run, now } = place;
  const { valid, revoked } = await readRegister(configuration, keygen, request.holding.ids);
  await markUnpublished(configuration);
  const current = await issueOnce(place, request, valid, revoked);
  const others = valid.filter((each) => !isExpired(each, now()) && exceeds(each, current));
  if (others.length > 0) await addRevoked(configuration, keygen, others, now());
  await putForPerson(configuration, current);
  await publishChanges(configuration, run);
  await prune(configuration, revoked, now());
  return { changed: !valid.some((each) => !isExpired(each, now())), sessionsEnded: 0 };
}

/** The certificate of this holding. Its serial is the same for the same request; once revoked, the next one follows. */
async function issueOnce(
  place: Place,
  request: SigningRequest,
  valid: readonly Issued[],
  revoked: readonly Issued[],
): Promise<Issued> {
  const { configuration, keygen } = place;
  for (let round = 0; ; round++) {
    const serial = serialOf(request, round);
    const isIt = ({ certificate }: Issued): boolean => certificate.serial === serial;
    if (revoked.some(isIt)) continue;
    const there = valid.find(isIt);
    if (there !== undefined) return there;
    const issued = describe(await signFor(place, request, serial));
    await recordIssued(configuration, issued.certificate);
    if ((await readRevoked(configuration, keygen, [issued])).size === 0) return issued;
  }
}

function signFor({ configuration, keygen, now }: Place, request: SigningRequest, serial: string) {
  const { holding, role, publicKey } = request;
  const validBefore = startOfSecond(holding.until);
  return signCertificate(configuration, keygen, {
    ...{ publicKey, serial, role, validBefore },
    keyId: keyIdOf(holding.principal, holding.entitlement),
    validAfter: max([new Date(0), startOfSecond(subMinutes(min([now(), validBefore]), BACKDATED_MINUTES))]),
  });
}

/** From 1 up: sshd cannot revoke a certificate by the serial 0. */
function serialOf({ holding, role }: SigningRequest, round: number): string {
  const seconds = Math.floor(holding.until.getTime() / 1000);
  const { forceCommand, sourceAddresses, permit = [] } = role;
  const text = JSON.stringify([
    ...[idsKey(holding.ids), seconds, round],
    ...[forceCommand, sourceAddresses, [...permit].sort()],
  ]);
  const hash = createHash("sha256").update(text).digest().readBigUInt64BE() >> 1n;
  return String(hash + 1n);
}

/** Whether a certificate lasts longer than another one, or permits something else. */
function exceeds({ certificate }: Issued, { certificate: current }: Issued): boolean {
  const restrictions = ({ criticalOptions, extensions }: typeof certificate): string =>
    JSON.stringify([[...criticalOptions], extensions]);
  return certificate.validBefore > current.validBefore || restrictions(certificate) !== restrictions(current);
}
