import type { Entitlement } from "../../core/access/entitlement.ts";
import type { Grant, Receipt } from "../../core/access/grant.ts";
import { type Holding, type HoldingIds, idsKey, sameIds } from "../../core/access/holding.ts";
import type { Provider } from "../../core/ports/provider.ts";
import { toPhrases } from "../../core/text/phrases.ts";
import { createLocks } from "../../lanes/one-at-a-time.ts";
import { createOffer } from "../adapter/entry/offer.ts";
import { ProviderError } from "../adapter/error.ts";
import { readActivity } from "./activity.ts";
import type { Api, Aws } from "./api.ts";
import { CONSISTENCY_SECONDS, DEADLINE_SECONDS, type IdentityCenterConfiguration } from "./configuration.ts";
import { linkTo } from "./connect.ts";
import { diagnose } from "./diagnosis/diagnose.ts";
import { findName, findUserId, type Instance, readInstance } from "./directory.ts";
import { listOffer, type Offered, rebuildPlace } from "./places/offer.ts";
import type { Place } from "./places/place.ts";
import { type Timer, timerOf } from "./schedule.ts";

/** The scheduler has a precision of a minute, and a time that is over is none. */
const SOON_MS = 60_000;

/** Gives and takes account assignments and group memberships of IAM Identity Center: docs/providers/aws-identity-center.md. */
export function identityCenterProvider(configuration: IdentityCenterConfiguration, aws: Aws): Provider {
  const { name, account, region, resources, portal, schedule, trail } = configuration;
  const { deadlineSeconds = DEADLINE_SECONDS, consistencySeconds = CONSISTENCY_SECONDS } = configuration;
  const offer = listOffer(configuration);
  const { check, entitlements: offered } = createOffer(name, resources);
  // AWS answers a conflict to the second of two operations on one assignment.
  const { run: inTurn } = createLocks();
  const open = (): Api => aws.open(deadlineSeconds);
  const timerFor = (api: Api, place: Place, ids: HoldingIds): Timer | undefined =>
    schedule === undefined || place.assignmentOf === undefined
      ? undefined
      : timerOf(api, schedule, ids, place.assignmentOf(ids.principal));

  const offeredOf = ({ resource, role }: Entitlement): Offered => {
    const found = offer.find((each) => each.resource === resource && each.role === role);
    if (found === undefined) throw new ProviderError(name, "UNKNOWN_ENTITLEMENT");
    return found;
  };

  async function identify(
    api: Api,
    principal: string,
    entitlement: Entitlement,
  ): Promise<[Instance, HoldingIds]> {
    const { place } = offeredOf(entitlement);
    const instance = await readInstance(api);
    await place.verify(api, instance);
    const user = await findUserId(api, instance, principal);
    if (user === undefined) throw new ProviderError(name, "UNKNOWN_PRINCIPAL");
    return [instance, { instance: instance.id, principal: user, entitlement: place.id }];
  }

  async function listOne(api: Api, instance: Instance, entitlement: Entitlement): Promise<Grant[]> {
    const { place } = offeredOf(entitlement);
    const assignees = await place.list(api, instance);
    if (assignees === undefined) throw api.fail("UNKNOWN_ENTITLEMENT", `There is no ${place.id}.`);
    if (new Set(assignees.map(({ id }) => id)).size < assignees.length)
      throw api.fail("BUSY", "A list names somebody twice: it changed while it was read.");
    const grants: Grant[] = [];
    for (const assignee of assignees) {
      const principal = await findName(api, instance.store, assignee);
      if (principal === undefined) continue;
      const ids = { instance: instance.id, principal: assignee.id, entitlement: place.id };
      grants.push({ principal, entitlement, ids, origin: "unknown" });
    }
    return grants;
  }

  async function listGrants(entitlements: readonly Entitlement[]): Promise<Grant[]> {
    const api = open();
    entitlements.forEach(offeredOf);
    const instance = await readInstance(api);
    const found: Grant[] = [];
    for (const entitlement of entitlements) found.push(...(await listOne(api, instance, entitlement)));
    return found;
  }

  async function hold(api: Api, { principal, entitlement, ids, until }: Holding): Promise<Receipt> {
    const [instance, seen] = await identify(api, principal, entitlement);
    if (!sameIds(seen, ids)) throw new ProviderError(name, "IDENTITY_CHANGED");
    const { place } = offeredOf(entitlement);
    const timer = timerFor(api, place, ids);
    await place.settle?.(api, ids.principal);
    if (await place.has(api, instance, ids.principal)) {
      // Only what Hallpass gave has a schedule: access that was there before gets none, or it would end.
      await timer?.move(until);
      return { changed: false, sessionsEnded: 0 };
    }
    await timer?.plant(until);
    await place.add(api, instance, ids.principal, async () => timer?.remove());
    return { changed: true, sessionsEnded: 0 };
  }

  async function findRecorded(api: Api, ids: HoldingIds): Promise<[Instance, Place]> {
    const instance = await readInstance(api);
    const place = rebuildPlace(ids.entitlement, account);
    if (place === undefined || instance.id !== ids.instance)
      throw new ProviderError(name, "IDENTITY_CHANGED");
    return [instance, place];
  }

  async function revoke(api: Api, { ids }: Holding): Promise<Receipt> {
    const [instance, place] = await findRecorded(api, ids);
    // A creation that is still running would take effect after the end.
    await place.settle?.(api, ids.principal);
    const isHeld = await place.has(api, instance, ids.principal);
    const timer = timerFor(api, place, ids);
    if (isHeld) await place.remove(api, instance, ids.principal);
    // Last: until here, the schedule would have ended it.
    if (isHeld) await timer?.remove();
    // A list may not show yet what was made a moment ago: its schedule ends that, or finds nothing.
    else await timer?.move(new Date(configuration.now().getTime() + SOON_MS));
    return { changed: isHeld, sessionsEnded: 0 };
  }

  async function forget(api: Api, { ids }: Holding): Promise<void> {
    const [, place] = await findRecorded(api, ids);
    await timerFor(api, place, ids)?.remove();
  }

  /** The deadline counts the wait for the turn, too. */
  const inTurnFor =
    <Result>(work: (api: Api, holding: Holding) => Promise<Result>) =>
    (holding: Holding): Promise<Result> => {
      const api = open();
      return inTurn(idsKey(holding.ids), () => work(api, holding));
    };

  return {
    ...{ name, check, listGrants },
    identify: async (principal, entitlement) => (await identify(open(), principal, entitlement))[1],

    async traits() {
      return {
        // An assignment carries no mark of who made it, and takes no tags.
        container: "shared",
        nativeExpiry: schedule === undefined ? "none" : "timer",
        sessions: "survive",
        consistencySeconds,
        deadlineSeconds,
      };
    },

    hold: inTurnFor(hold),
    revoke: inTurnFor(revoke),

    ...(schedule !== undefined && { forget: inTurnFor(forget) }),

    async listAbilities(entitlement) {
      const { place } = offeredOf(entitlement);
      const api = open();
      return toPhrases(await place.tell(api, await readInstance(api)));
    },

    async *inventory() {
      for (const entitlement of offered) yield* await listGrants([entitlement]);
    },

    ...(portal !== undefined && {
      connect: ({ entitlement }: Pick<Holding, "entitlement">) => linkTo(portal, offer, entitlement),
    }),

    ...(trail !== undefined && {
      async activity({ principal, ids, until }: Holding, from: Date) {
        const api = open();
        const [{ store }, place] = await findRecorded(api, ids);
        const assignment = place.assignmentOf?.(ids.principal);
        if (assignment === undefined) throw api.fail("UNKNOWN_ENTITLEMENT", "A group has no trail.");
        const period = { principal, store, from, until, now: configuration.now() };
        const regions = trail.regions ?? [region];
        return readActivity(api, aws.openTrail, { role: trail.role, regions }, assignment, period);
      },
    }),

    diagnose: () => diagnose(open(), configuration),
    close: async () => aws.close(),
  };
}
