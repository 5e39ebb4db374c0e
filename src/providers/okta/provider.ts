import type { Entitlement } from "../../core/access/entitlement.ts";
import type { Grant } from "../../core/access/grant.ts";
import { type Holding, type HoldingIds, sameIds } from "../../core/access/holding.ts";
import type { Provider } from "../../core/ports/provider.ts";
import { toPhrases } from "../../core/text/phrases.ts";
import { connectByResource } from "../adapter/entry/connect.ts";
import { createOffer } from "../adapter/entry/offer.ts";
import { ProviderError } from "../adapter/error.ts";
import { readActivity } from "./activity.ts";
import { type Api, createApi } from "./api/api.ts";
import { isOrg } from "./api/shapes.ts";
import { DEADLINE_SECONDS, type OktaConfiguration } from "./configuration.ts";
import { diagnose } from "./diagnose.ts";
import { findById, findPerson, userPath } from "./people.ts";
import { listOffer, rebuildPlace } from "./places/offer.ts";
import type { Holder, Place } from "./places/place.ts";

/** Undocumented: measured nowhere, so generous. */
const CONSISTENCY_SECONDS = 30;

/** Gives and takes group memberships and app assignments at Okta: docs/providers/okta.md. */
export function oktaProvider(configuration: OktaConfiguration): Provider {
  const { name, resources, endSessions = false, now } = configuration;
  const { deadlineSeconds = DEADLINE_SECONDS, consistencySeconds = CONSISTENCY_SECONDS } = configuration;
  const open = createApi(configuration);
  const offer = listOffer(configuration);
  const places = new Map(offer.map(({ resource, role, place }) => [`${resource} ${role}`, place]));
  const { check } = createOffer(name, resources);

  const placeOf = ({ resource, role }: Entitlement): Place => {
    const place = places.get(`${resource} ${role}`);
    if (place === undefined) throw new ProviderError(name, "UNKNOWN_ENTITLEMENT");
    return place;
  };

  async function identify(api: Api, principal: string, entitlement: Entitlement): Promise<HoldingIds> {
    const place = placeOf(entitlement);
    const instance = await readInstance(api);
    await place.verify(api);
    const person = await findPerson(api, principal);
    if (person === undefined) throw new ProviderError(name, "UNKNOWN_PRINCIPAL");
    return { instance, principal: person.id, entitlement: place.id };
  }

  async function listGrants(entitlements: readonly Entitlement[]): Promise<Grant[]> {
    const api = open();
    const asked = entitlements.map((entitlement) => ({ entitlement, place: placeOf(entitlement) }));
    const instance = await readInstance(api);
    const found: Grant[] = [];
    for (const { entitlement, place } of asked) {
      const toGrant = ({ id, login }: Holder): Grant => ({
        principal: login,
        entitlement,
        ids: { instance, principal: id, entitlement: place.id },
        origin: "unknown",
      });
      found.push(...refuseRepeated(api, await place.list(api)).map(toGrant));
    }
    return found;
  }

  /** Throws unless the recorded org is the one behind the address. Returns the place. */
  async function findRecorded(api: Api, ids: HoldingIds): Promise<Place> {
    const place = rebuildPlace(ids.entitlement);
    if (place === undefined || ids.instance !== (await readInstance(api)))
      throw new ProviderError(name, "IDENTITY_CHANGED");
    return place;
  }

  /** Okta also answers 404 to credentials that may not see a group or a user: only who sees one of them knows that the other is gone. */
  async function requireSight(api: Api, place: Place, user: string): Promise<void> {
    if ((await place.exists(api)) || (await findById(api, user)) !== undefined) return;
    for (const each of offer) if (await each.place.exists(api)) return;
    throw api.fail("REFUSED", "Neither the person nor any group or app is visible.");
  }

  const clearSessions = async (api: Api, user: string): Promise<void> => {
    const answer = await api.send("DELETE", `${userPath(api, user)}/sessions?oauthTokens=true`);
    if (answer.status !== 204 && answer.status !== 404) throw api.failure("DELETE sessions", answer);
  };

  return {
    name,
    listGrants,
    check,
    identify: (principal, entitlement) => identify(open(), principal, entitlement),

    async traits() {
      return {
        // Neither a membership nor an assignment carries a mark of who made it.
        container: "shared",
        nativeExpiry: "none",
        sessions: endSessions ? "ended" : "survive",
        consistencySeconds,
        deadlineSeconds,
      };
    },

    async hold({ principal, entitlement, ids }: Holding) {
      const api = open();
      if (!sameIds(await identify(api, principal, entitlement), ids))
        throw new ProviderError(name, "IDENTITY_CHANGED");
      const place = placeOf(entitlement);
      if (await place.has(api, ids.principal)) return { changed: false, sessionsEnded: 0 };
      await place.add(api, ids.principal);
      return { changed: true, sessionsEnded: 0 };
    },

    async revoke({ ids }: Holding) {
      const api = open();
      const place = await findRecorded(api, ids);
      userPath(api, ids.principal);
      const changed = await place.remove(api, ids.principal);
      if (!changed) await requireSight(api, place, ids.principal);
      // Okta does not say how many there were.
      if (endSessions) await clearSessions(api, ids.principal);
      return { changed, sessionsEnded: 0 };
    },

    ...(endSessions && {
      async forget({ ids }: Holding) {
        const api = open();
        await findRecorded(api, ids);
        await clearSessions(api, ids.principal);
      },
    }),

    async listAbilities(entitlement) {
      return toPhrases(await placeOf(entitlement).tell(open()));
    },

    async *inventory() {
      for (const { resource, role } of offer) yield* await listGrants([{ provider: name, resource, role }]);
    },

    ...connectByResource(resources),

    async activity({ ids, until }: Holding, from: Date) {
      const api = open();
      const place = await findRecorded(api, ids);
      const end = new Date(Math.min(until.getTime(), now().getTime()));
      const app = place.id.startsWith("app/") ? { app: place.target } : {};
      return readActivity(api, { user: ids.principal, ...app, from, until: end });
    },

    diagnose: () => diagnose(open(), configuration, offer),
    async close() {},
  };
}

/** The org's id ("Retrieve the well-known org metadata"): another org behind the same address has another. */
async function readInstance(api: Api): Promise<string> {
  const org = await api.find(isOrg, "/.well-known/okta-organization");
  if (org === undefined) throw api.fail("UNEXPECTED", "There is no org at this address.");
  return `okta/${org.id}`;
}

/** The pages of a list are read one after another: one that moved on meanwhile is read again later. */
function refuseRepeated(api: Api, holders: readonly Holder[]): readonly Holder[] {
  if (new Set(holders.map(({ id }) => id)).size < holders.length)
    throw api.fail("BUSY", "A list names a user twice.");
  return holders;
}
