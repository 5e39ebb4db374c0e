import type { Entitlement } from "../../core/access/entitlement.ts";
import type { Grant, Receipt } from "../../core/access/grant.ts";
import { type Holding, type HoldingIds, idsKey, sameIds } from "../../core/access/holding.ts";
import type { Provider } from "../../core/ports/provider.ts";
import { checkAllowed } from "../adapter/allowed.ts";
import { ProviderError } from "../adapter/error.ts";
import { createTurnsByKey } from "../adapter/turns.ts";
import type { Api, OpenApi } from "./api.ts";
import { findPermissionSet, isAssigned, listAssignees } from "./assignments.ts";
import { CONSISTENCY_SECONDS, DEADLINE_SECONDS, type IdentityCenterConfiguration } from "./configuration.ts";
import { linkTo } from "./connect.ts";
import { diagnose } from "./diagnosis/diagnose.ts";
import { findName, findUser, findUserId, type Instance, readInstance } from "./directory.ts";
import { idOf, listOffer, type Offered, rebuildPlace } from "./offer.ts";
import { type Assignment, awaitOthers, begin, finish } from "./operations.ts";
import { type Timers, timersOf } from "./schedule.ts";

/** Gives and takes account assignments of IAM Identity Center: docs/providers/aws-identity-center.md. */
export function identityCenterProvider(
  configuration: IdentityCenterConfiguration,
  openApi: OpenApi,
): Provider {
  const { name, resources, portal, schedule, managementAccount = false } = configuration;
  const { deadlineSeconds = DEADLINE_SECONDS, consistencySeconds = CONSISTENCY_SECONDS } = configuration;
  const offer = listOffer(configuration);
  const allowed = Object.fromEntries(
    Object.entries(resources).map(([resource, { roles }]) => [resource, Object.keys(roles)]),
  );
  // AWS answers a conflict to the second of two operations on one assignment.
  const inTurn = createTurnsByKey();
  const open = (): Api => openApi(deadlineSeconds);
  const timersFor = (api: Api): Timers | undefined =>
    schedule === undefined ? undefined : timersOf(api, schedule);

  const offeredOf = ({ resource, role }: Entitlement): Offered => {
    const found = offer.find((each) => each.resource === resource && each.role === role);
    if (found === undefined) throw new ProviderError(name, "UNKNOWN_ENTITLEMENT");
    return found;
  };

  async function identify(api: Api, principal: string, entitlement: Entitlement): Promise<HoldingIds> {
    const { place } = offeredOf(entitlement);
    const instance = await readInstance(api);
    if (instance.owner === place.account && !managementAccount)
      throw api.fail("REFUSED", "The management account is not lent.");
    if ((await findPermissionSet(api, place.permissionSet)) === undefined)
      throw api.fail("UNKNOWN_ENTITLEMENT", "There is no such permission set.");
    const user = await findUserId(api, instance, principal);
    if (user === undefined) throw new ProviderError(name, "UNKNOWN_PRINCIPAL");
    return { instance: instance.id, principal: user, entitlement: idOf(place) };
  }

  async function listOne(api: Api, instance: Instance, entitlement: Entitlement): Promise<Grant[]> {
    const { place } = offeredOf(entitlement);
    const assignees = await listAssignees(api, place);
    if (assignees === undefined) throw api.fail("UNKNOWN_ENTITLEMENT", "No such account or permission set.");
    const grants: Grant[] = [];
    for (const assignee of assignees) {
      const principal = await findName(api, instance.store, assignee);
      if (principal === undefined) continue;
      const ids = { instance: instance.id, principal: assignee.id, entitlement: idOf(place) };
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

  async function hold({ principal, entitlement, ids, until }: Holding): Promise<Receipt> {
    const api = open();
    if (!sameIds(await identify(api, principal, entitlement), ids))
      throw new ProviderError(name, "IDENTITY_CHANGED");
    const timers = timersFor(api);
    const assignment = { ...offeredOf(entitlement).place, user: ids.principal };
    await awaitOthers(api, assignment);
    if (await isAssigned(api, assignment)) {
      // Only what Hallpass gave has a schedule: access that was there before gets none, or it would end.
      await timers?.move(ids, assignment, until);
      return { changed: false, sessionsEnded: 0 };
    }
    await timers?.plant(ids, assignment, until);
    await create(api, assignment, ids, timers);
    return { changed: true, sessionsEnded: 0 };
  }

  async function create(
    api: Api,
    assignment: Assignment,
    ids: HoldingIds,
    timers: Timers | undefined,
  ): Promise<void> {
    const begun = await begin(api, "creation", assignment).catch(async (error: unknown) => {
      // Where it may have begun, the schedule stays: it ends what takes effect later.
      if (isWithoutEffect(error)) await timers?.remove(ids);
      throw error;
    });
    const reason = await finish(api, "creation", begun);
    if (reason === undefined) return;
    await timers?.remove(ids);
    throw failureOf(api, reason);
  }

  async function findRecorded(api: Api, ids: HoldingIds): Promise<[Instance, Assignment]> {
    const instance = await readInstance(api);
    const place = rebuildPlace(ids.entitlement);
    if (place === undefined || instance.id !== ids.instance)
      throw new ProviderError(name, "IDENTITY_CHANGED");
    return [instance, { ...place, user: ids.principal }];
  }

  async function revoke({ ids }: Holding): Promise<Receipt> {
    const api = open();
    const [{ store }, assignment] = await findRecorded(api, ids);
    // A creation that is still running would take effect after the end.
    await awaitOthers(api, assignment);
    const isHeld = await isAssigned(api, assignment);
    if (isHeld) await end(api, store, assignment);
    // Last: until here, the schedule would have ended it.
    await timersFor(api)?.remove(ids);
    return { changed: isHeld, sessionsEnded: 0 };
  }

  async function end(api: Api, store: string, assignment: Assignment): Promise<void> {
    const reason = await finish(api, "deletion", await begin(api, "deletion", assignment));
    if (reason === undefined) return;
    // AWS cannot delete the assignment of a user who was deleted: "the USER assignee … was not found in directory". Nobody can use it.
    if ((await findUser(api, store, assignment.user)) === undefined) return;
    if (await isAssigned(api, assignment)) throw failureOf(api, reason);
  }

  const keyOf = ({ ids }: Holding): string => idsKey(ids);

  return {
    ...{ name, listGrants },
    check: (entitlement) => checkAllowed(allowed, entitlement),
    identify: (principal, entitlement) => identify(open(), principal, entitlement),

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

    hold: (holding) => inTurn(keyOf(holding), () => hold(holding)),
    revoke: (holding) => inTurn(keyOf(holding), () => revoke(holding)),

    ...(schedule !== undefined && {
      forget: (holding: Holding) =>
        inTurn(keyOf(holding), async () => {
          const api = open();
          await findRecorded(api, holding.ids);
          await timersFor(api)?.remove(holding.ids);
        }),
    }),

    async *inventory() {
      for (const { resource, role } of offer) yield* await listGrants([{ provider: name, resource, role }]);
    },

    ...(portal !== undefined && {
      connect: ({ entitlement }: Pick<Holding, "entitlement">) => linkTo(portal, offer, entitlement),
    }),

    diagnose: () => diagnose(open(), configuration),
    async close() {},
  };
}

/** The reason is AWS's own text: it stays in the cause. */
const failureOf = (api: Api, reason: string): ProviderError =>
  api.fail(/\b403\b|denied/iu.test(reason) ? "REFUSED" : "UNREACHABLE", reason);

/** AWS answers these instead of an operation. */
const isWithoutEffect = (error: unknown): boolean =>
  error instanceof ProviderError && ["BUSY", "LOGIN_REFUSED", "REFUSED", "THROTTLED"].includes(error.code);
