import type { Entitlement } from "../../core/access/entitlement.ts";
import type { Grant } from "../../core/access/grant.ts";
import { type Holding, type HoldingIds, sameIds } from "../../core/access/holding.ts";
import type { Provider } from "../../core/ports/provider.ts";
import { connectByResource, type Usage } from "../adapter/entry/connect.ts";
import { createOffer } from "../adapter/entry/offer.ts";
import { ProviderError } from "../adapter/error.ts";
import { type Api, type Apis, createApis } from "../adapter/microsoft/api.ts";
import { findPerson, readNames } from "../adapter/microsoft/people.ts";
import { forgetTimed, holdTimed, revokeTimed } from "../adapter/microsoft/timed.ts";
import { shellLine } from "../adapter/shell-word.ts";
import { describeRole } from "./abilities.ts";
import { roleAccess } from "./access.ts";
import { readActivity } from "./activity.ts";
import {
  type AzureConfiguration,
  listOffer,
  overlap,
  type Place,
  placeId,
  readPlaceId,
} from "./configuration.ts";
import { diagnose } from "./diagnose.ts";
import { createListing } from "./listing.ts";
import { requireRole, verifyRole } from "./roles.ts";

/** Assigns roles of Azure that Azure takes back by itself: docs/providers/azure.md. */
export function azureProvider(configuration: AzureConfiguration): Provider {
  const { name, resources, now, tenant, runsAt } = configuration;
  const { deadlineSeconds, consistencySeconds } = configuration;
  const open = createApis(configuration);
  const offer = listOffer(configuration);
  const { entitlements: offered, check, roleOf } = createOffer(name, resources);
  // The id of a tenant never changes, and a token is for one tenant.
  const instance = `azure/${tenant}`;

  const placeOf = (entitlement: Entitlement): Place & { readonly allowPower?: boolean } => {
    const role = roleOf(entitlement);
    return { ...role, scope: resources[entitlement.resource]?.scope ?? "" };
  };

  async function identify(apis: Apis, principal: string, entitlement: Entitlement): Promise<HoldingIds> {
    const place = placeOf(entitlement);
    await verifyRole(apis.management, place);
    const person = await findPerson(apis.graph, principal);
    if (person === undefined) throw new ProviderError(name, "UNKNOWN_PRINCIPAL");
    return { instance, principal: person.id, entitlement: placeId(place) };
  }

  async function listGrants(entitlements: readonly Entitlement[]): Promise<Grant[]> {
    const { management, graph } = open();
    const asked = entitlements.map((entitlement) => ({ entitlement, place: placeOf(entitlement) }));
    const listHolders = createListing(management);
    const found: { readonly entitlement: Entitlement; readonly place: Place; readonly person: string }[] = [];
    for (const { entitlement, place } of asked)
      for (const person of await listHolders(place)) found.push({ entitlement, place, person });
    const names = await readNames(graph, [...new Set(found.map(({ person }) => person))]);
    return found.map(({ entitlement, place, person }) => ({
      principal: names.get(person) ?? person,
      entitlement,
      ids: { instance, principal: person, entitlement: placeId(place) },
      origin: "unknown",
    }));
  }

  /** The place of the recorded ids. Throws where they are of another tenant. */
  function findRecorded({ instance: recorded, entitlement }: HoldingIds): Place {
    const place = readPlaceId(entitlement);
    if (recorded !== instance || place === undefined) throw new ProviderError(name, "IDENTITY_CHANGED");
    return place;
  }

  const accessOf = (api: Api, ids: HoldingIds) =>
    roleAccess(api, { provider: name, place: findRecorded(ids), person: ids.principal }, configuration);
  const circumstances = (api: Api) => ({ api, now: now(), consistencySeconds });

  return {
    ...{ name, check, listGrants },
    powers: (entitlement) =>
      runsAt !== undefined && check(entitlement).length === 0 && overlap(placeOf(entitlement).scope, runsAt)
        ? [{ kind: "own-account" }]
        : [],
    identify: (principal, entitlement) => identify(open(), principal, entitlement),

    async traits() {
      return {
        // A person has a role at a scope once, whoever assigned it.
        ...{ container: "shared", nativeExpiry: "removed", sessions: "survive" },
        ...{ consistencySeconds, deadlineSeconds },
      };
    },

    async hold({ principal, entitlement, ids, until }: Holding) {
      const apis = open();
      if (!sameIds(await identify(apis, principal, entitlement), ids))
        throw new ProviderError(name, "IDENTITY_CHANGED");
      const { management } = apis;
      const changed = await holdTimed(accessOf(management, ids), circumstances(management), until);
      return { changed, sessionsEnded: 0 };
    },

    async revoke({ ids, until }: Holding) {
      const { management } = open();
      const changed = await revokeTimed(accessOf(management, ids), circumstances(management), until);
      return { changed, sessionsEnded: 0 };
    },

    async forget({ ids, until }: Holding) {
      const { management } = open();
      await forgetTimed(accessOf(management, ids), circumstances(management), until);
    },

    async *inventory() {
      for (const each of offered) yield* await listGrants([each]);
    },

    async listAbilities(entitlement) {
      const place = placeOf(entitlement);
      return describeRole(await requireRole(open().management, place));
    },

    describeRemoval({ principal, entitlement }) {
      const { role, scope } = placeOf(entitlement);
      return shellLine(
        ...["az", "role", "assignment", "delete", "--assignee", principal],
        ...["--role", role, "--scope", scope],
      );
    },

    ...connectByResource(usageOf(configuration)),

    async activity({ ids, until }: Holding, from: Date) {
      const { scope } = findRecorded(ids);
      const end = new Date(Math.min(until.getTime(), now().getTime()));
      return readActivity(open().management, { scope, person: ids.principal, from, until: end });
    },

    diagnose: () => diagnose(open().management, configuration, offer),
    async close() {},
  };
}

/** The line or page of the configuration; without one, the sign-in after which every tool of Azure has the role. */
const usageOf = ({ tenant, resources }: AzureConfiguration): Readonly<Record<string, Usage>> =>
  Object.fromEntries(
    Object.entries(resources).map(([resource, { command, link }]) => [
      resource,
      link === undefined ? { command: command ?? shellLine("az", "login", "--tenant", tenant) } : { link },
    ]),
  );
