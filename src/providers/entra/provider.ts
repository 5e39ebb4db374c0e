import type { Entitlement } from "../../core/access/entitlement.ts";
import type { Grant } from "../../core/access/grant.ts";
import { type Holding, type HoldingIds, sameIds } from "../../core/access/holding.ts";
import type { Provider } from "../../core/ports/provider.ts";
import { connectByResource } from "../adapter/entry/connect.ts";
import { createOffer } from "../adapter/entry/offer.ts";
import { powersOf, readPowers } from "../adapter/entry/powers.ts";
import { ProviderError } from "../adapter/error.ts";
import { type Api, createApis } from "../adapter/microsoft/api.ts";
import { findPerson } from "../adapter/microsoft/people.ts";
import { readActivity } from "./activity.ts";
import type { EntraConfiguration } from "./configuration.ts";
import { describeRemoval } from "./describe-removal.ts";
import { diagnose } from "./diagnose.ts";
import { describeGroup, listMembers, verifyGroup } from "./groups.ts";
import { pimPlace, readPimId } from "./pim.ts";
import type { Place } from "./place.ts";
import { plainPlace, readPlainId } from "./plain.ts";
import type { Member } from "./shapes.ts";

/** Puts people into groups of Microsoft Entra ID and takes them out: docs/providers/entra.md. */
export function entraProvider(configuration: EntraConfiguration): Provider {
  const { name, resources, membership, now, cloud } = configuration;
  const { deadlineSeconds, consistencySeconds } = configuration;
  const apis = createApis(configuration);
  const open = () => apis().graph;
  const { entitlements: offered, check, roleOf } = createOffer(name, resources);
  const powers = readPowers(configuration.powers);
  // The id of a tenant never changes, and a token is for one tenant.
  const instance = `entra/${configuration.tenant}`;
  const placeOf = (group: string): Place =>
    membership === "pim" ? pimPlace(group, configuration) : plainPlace(group, cloud);

  async function identify(graph: Api, principal: string, entitlement: Entitlement): Promise<HoldingIds> {
    const role = roleOf(entitlement);
    const person = await findPerson(graph, principal);
    await verifyGroup(graph, role, person?.id);
    if (person === undefined) throw new ProviderError(name, "UNKNOWN_PRINCIPAL");
    return { instance, principal: person.id, entitlement: placeOf(role.group).id };
  }

  async function listGrants(entitlements: readonly Entitlement[]): Promise<Grant[]> {
    const graph = open();
    const found: Grant[] = [];
    for (const entitlement of entitlements) {
      const { group } = roleOf(entitlement);
      const members = await listMembers(graph, group);
      if (members === undefined) throw graph.fail("UNKNOWN_ENTITLEMENT", `There is no group ${group}.`);
      for (const { id, userPrincipalName } of refuseRepeated(graph, members))
        found.push({
          principal: userPrincipalName ?? id,
          entitlement,
          ids: { instance, principal: id, entitlement: placeOf(group).id },
          origin: "unknown",
        });
    }
    return found;
  }

  /** The place of the recorded ids. Throws where they are of another tenant. */
  function findRecorded({ instance: recorded, entitlement }: HoldingIds): Place {
    const [plain, pim] = [readPlainId(entitlement), readPimId(entitlement)];
    if (recorded !== instance) throw new ProviderError(name, "IDENTITY_CHANGED");
    if (plain !== undefined) return plainPlace(plain, cloud);
    if (pim !== undefined) return pimPlace(pim, configuration);
    throw new ProviderError(name, "IDENTITY_CHANGED");
  }

  return {
    ...{ name, check, listGrants },
    powers: (entitlement) => powersOf(powers, entitlement),
    identify: (principal, entitlement) => identify(open(), principal, entitlement),

    async traits() {
      return {
        // A person is in a group once, whoever put her in.
        container: "shared",
        nativeExpiry: membership === "pim" ? "removed" : "none",
        sessions: "survive",
        ...{ consistencySeconds, deadlineSeconds },
      };
    },

    async hold({ principal, entitlement, ids, until }: Holding) {
      const graph = open();
      if (!sameIds(await identify(graph, principal, entitlement), ids))
        throw new ProviderError(name, "IDENTITY_CHANGED");
      const changed = await findRecorded(ids).hold(graph, ids.principal, until);
      return { changed, sessionsEnded: 0 };
    },

    async revoke({ ids, until }: Holding) {
      const changed = await findRecorded(ids).revoke(open(), ids.principal, until);
      return { changed, sessionsEnded: 0 };
    },

    async forget({ ids, until }: Holding) {
      await findRecorded(ids).forget?.(open(), ids.principal, until);
    },

    listAbilities: async (entitlement) => describeGroup(open(), roleOf(entitlement).group),

    async *inventory() {
      for (const each of offered) yield* await listGrants([each]);
    },

    ...connectByResource(resources),

    async activity({ ids, until }: Holding, from: Date) {
      findRecorded(ids);
      const end = new Date(Math.min(until.getTime(), now().getTime()));
      return readActivity(open(), { user: ids.principal, from, until: end });
    },

    describeRemoval: ({ principal, entitlement }) => describeRemoval(roleOf(entitlement).group, principal),
    diagnose: () => diagnose(open(), configuration),
    async close() {},
  };
}

/** The pages of a list are read one after another: one that moved on meanwhile is read again later. */
function refuseRepeated(graph: Api, members: readonly Member[]): readonly Member[] {
  if (new Set(members.map(({ id }) => id)).size < members.length)
    throw graph.fail("BUSY", "A list names a member twice.");
  return members;
}
