import type { Entitlement } from "../../core/access/entitlement.ts";
import type { Grant } from "../../core/access/grant.ts";
import { type HoldingIds, idsKey, sameIds } from "../../core/access/holding.ts";
import { parsePublicKey } from "../../core/files/public-key.ts";
import type { Provider } from "../../core/ports/provider.ts";
import { createLane } from "../../lanes/one-at-a-time.ts";
import { createOffer } from "../adapter/entry/offer.ts";
import { ProviderError } from "../adapter/error.ts";
import type { HttpFetch } from "../adapter/http.ts";
import { startDeadline } from "../adapter/time-left.ts";
import { describeRole } from "./abilities.ts";
import { fingerprintOfLine } from "./authority/certificate.ts";
import { openKeygen } from "./authority/keygen.ts";
import type { Role, SshConfiguration } from "./configuration.ts";
import { describeConnection } from "./connect.ts";
import { diagnose } from "./diagnose.ts";
import { guard } from "./failure.ts";
import { hold } from "./hold.ts";
import type { Place } from "./place.ts";
import { isPrincipal } from "./principal.ts";
import { entitlementIdOf, type Issued } from "./register/issued.ts";
import { withLock } from "./register/lock.ts";
import { readRegister } from "./register/register.ts";
import { revoke } from "./revoke.ts";
import { type RunProgram, runProgram, runUntil } from "./run-program.ts";

export interface SshOptions {
  /** The public key of a principal, as the adopted identity map has it. */
  readonly findPublicKey: (principal: string) => Promise<string | undefined>;
  readonly now: () => Date;
  /** Default: a real program. */
  readonly run?: RunProgram;
  /** Default: the global one. */
  readonly fetch?: HttpFetch;
}

/**
 * A certificate authority of OpenSSH: signs a person's public key until the end of the lease, and revokes by a key revocation list that the
 * hosts fetch. See docs/providers/ssh.md.
 */
export function sshProvider(
  configuration: SshConfiguration,
  { findPublicKey, now, run = runProgram, fetch }: SshOptions,
): Provider {
  const { name, resources, deadlineSeconds } = configuration;
  const instance = fingerprintOfLine(configuration.caPublicKey);
  const { check, roleOf } = createOffer(name, resources);
  const inTurn = createLane();

  /** Nothing of a call happens after its deadline, also where it waited for its turn. */
  function work<Result>(doWork: (place: Place) => Promise<Result>): Promise<Result> {
    const secondsLeft = startDeadline(name, deadlineSeconds);
    const runInTime = runUntil(run, secondsLeft);
    const place = { configuration, keygen: openKeygen(name, runInTime), run: runInTime, now, secondsLeft };
    return inTurn(() => guard(name, () => doWork(place)));
  }

  const change = <Result>(doWork: (place: Place) => Promise<Result>): Promise<Result> =>
    work((place) => withLock(configuration, place.secondsLeft(), () => doWork(place)));

  async function identify(
    principal: string,
    entitlement: Entitlement,
  ): Promise<{ role: Role; publicKey: string; ids: HoldingIds }> {
    const role = roleOf(entitlement);
    const line = isPrincipal(principal) ? await findPublicKey(principal) : undefined;
    const publicKey = line === undefined ? undefined : parsePublicKey(line);
    if (publicKey === undefined) throw new ProviderError(name, "UNKNOWN_PRINCIPAL");
    const ids = {
      instance,
      principal: fingerprintOfLine(publicKey),
      entitlement: entitlementIdOf(entitlement, role.principals),
    };
    return { role, publicKey, ids };
  }

  const listValid = async ({ keygen }: Place): Promise<Grant[]> => {
    const { valid } = await readRegister(configuration, keygen);
    return [...new Map(valid.map((each) => [idsKey(each.ids), grantOf(each)])).values()];
  };

  return {
    name,
    check,
    traits: async () => ({
      container: "separate",
      nativeExpiry: "enforced",
      sessions: configuration.endSessions === undefined ? "survive" : "ended",
      ...{ consistencySeconds: 0, deadlineSeconds },
    }),
    identify: (principal, entitlement) =>
      work(async ({ keygen }) => {
        const { ids } = await identify(principal, entitlement);
        // What cannot be granted is found before the approval.
        await readRegister(configuration, keygen, ids);
        return ids;
      }),
    async listGrants(entitlements) {
      for (const entitlement of entitlements) roleOf(entitlement);
      const asked = new Set(entitlements.map(({ resource, role }) => `${resource}/${role}`));
      const grants = await work(listValid);
      return grants.filter(({ entitlement: { resource, role } }) => asked.has(`${resource}/${role}`));
    },
    hold: (holding) =>
      change(async (place) => {
        const { role, publicKey, ids } = await identify(holding.principal, holding.entitlement);
        if (!sameIds(ids, holding.ids)) throw new ProviderError(name, "IDENTITY_CHANGED");
        return hold(place, { holding, role, publicKey });
      }),
    // Also works for access that is no longer in the configuration: the recorded ids suffice.
    revoke: ({ ids }) =>
      change(async (place) => {
        if (ids.instance !== instance) throw new ProviderError(name, "IDENTITY_CHANGED");
        return revoke(place, ids);
      }),
    listAbilities: async (entitlement) => describeRole(configuration, roleOf(entitlement)),
    async *inventory() {
      yield* await work(listValid);
    },
    // In turn, so that it does not see a change half made.
    diagnose: () => work((place) => diagnose(place, fetch)),
    ...(Object.values(resources).some(({ address }) => address !== undefined) && {
      connect: (access: Parameters<typeof describeConnection>[1]) =>
        describeConnection(configuration, access),
    }),
    close: async () => {},
  };
}

const grantOf = ({ principal, entitlement, ids }: Issued): Grant => ({
  ...{ principal, entitlement, ids },
  origin: "ours",
});
