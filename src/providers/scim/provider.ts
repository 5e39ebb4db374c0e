import type { Entitlement } from "../../core/access/entitlement.ts";
import type { Grant } from "../../core/access/grant.ts";
import { type Holding, type HoldingIds, sameIds } from "../../core/access/holding.ts";
import type { Provider } from "../../core/ports/provider.ts";
import { toPhrases } from "../../core/text/phrases.ts";
import { connectByResource } from "../adapter/entry/connect.ts";
import { createOffer } from "../adapter/entry/offer.ts";
import { ProviderError } from "../adapter/error.ts";
import { type Api, DEADLINE_SECONDS, openApi } from "./api.ts";
import type { ScimConfiguration } from "./configuration.ts";
import { diagnose } from "./diagnose.ts";
import { findGroup, isNested, readGroup } from "./groups.ts";
import { addMember, removeMember } from "./membership.ts";
import { createServiceReader } from "./service.ts";
import { findUser, nameUsers, readUser } from "./users.ts";

/** Lends membership of a group at a SCIM 2.0 server (RFC 7643, RFC 7644): docs/providers/scim.md. */
export function scimProvider(configuration: ScimConfiguration): Provider {
  const { name, url, resources, consistencySeconds = 0, now } = configuration;
  const { deadlineSeconds = DEADLINE_SECONDS, principals: { attribute } = { attribute: "userName" } } =
    configuration;
  const readService = createServiceReader(now);
  const open = () => openApi(configuration);
  const instance = instanceOf(url);
  const { entitlements, check, roleOf: groupOf } = createOffer(name, resources);

  async function identify(api: Api, principal: string, entitlement: Entitlement): Promise<HoldingIds> {
    const group = groupOf(entitlement);
    if ((await findGroup(api, group)) === undefined)
      throw api.fail("UNKNOWN_ENTITLEMENT", `There is no group ${group}.`);
    const user = await findUser(api, await readService(api), attribute, principal);
    if (user === undefined) throw new ProviderError(name, "UNKNOWN_PRINCIPAL");
    return { instance, principal: user.id, entitlement: group };
  }

  async function listGrants(asked: readonly Entitlement[]): Promise<Grant[]> {
    const api = open();
    const grants: Grant[] = [];
    for (const [entitlement, id] of asked.map((each) => [each, groupOf(each)] as const))
      grants.push(...(await listMembers(api, entitlement, id)));
    return grants;
  }

  async function listMembers(api: Api, entitlement: Entitlement, id: string): Promise<Grant[]> {
    const group = await readGroup(api, await readService(api), id);
    if (group === undefined) throw api.fail("UNKNOWN_ENTITLEMENT", `There is no group ${id}.`);
    // A server may keep the same member twice.
    const members = [...new Map(group.members.map((member) => [member.value, member])).values()];
    const people = members.filter((member) => !isNested(member)).map(({ value }) => value);
    const names = await nameUsers(api, attribute, people);
    return members.map((member) => ({
      principal: names.get(member.value) ?? `${isNested(member) ? "group" : "user"}:${member.value}`,
      entitlement,
      ids: { instance, principal: member.value, entitlement: id },
      origin: "unknown",
    }));
  }

  /** A token of another tenant sees none of ours: only who sees something of them knows that the group is gone. */
  async function requireSight(api: Api, { principal }: HoldingIds): Promise<void> {
    if ((await readUser(api, principal)) !== undefined) return;
    for (const entitlement of entitlements)
      if ((await findGroup(api, groupOf(entitlement))) !== undefined) return;
    throw new ProviderError(name, "IDENTITY_CHANGED");
  }

  return {
    name,
    check,
    listGrants,
    identify: (principal, entitlement) => identify(open(), principal, entitlement),

    async traits() {
      return {
        // A member carries no mark of who added it.
        container: "shared",
        nativeExpiry: "none",
        // SCIM knows no sessions.
        sessions: "survive",
        consistencySeconds,
        deadlineSeconds,
      };
    },

    async hold({ principal, entitlement, ids }: Holding) {
      const api = open();
      const found = await identify(api, principal, entitlement);
      if (!sameIds(found, ids)) throw new ProviderError(name, "IDENTITY_CHANGED");
      const place = { api, service: await readService(api), group: ids.entitlement, consistencySeconds };
      return { changed: await addMember(place, ids.principal), sessionsEnded: 0 };
    },

    async revoke({ ids }: Holding) {
      if (ids.instance !== instance) throw new ProviderError(name, "IDENTITY_CHANGED");
      const api = open();
      const place = { api, service: await readService(api), group: ids.entitlement, consistencySeconds };
      const changed = await removeMember(place, ids.principal);
      if (changed === undefined) await requireSight(api, ids);
      return { changed: changed ?? false, sessionsEnded: 0 };
    },

    async listAbilities(entitlement) {
      const group = groupOf(entitlement);
      const api = open();
      const found = await findGroup(api, group);
      if (found === undefined) throw api.fail("UNKNOWN_ENTITLEMENT", `There is no group ${group}.`);
      return toPhrases([`use whatever was given to the group ${found.value.displayName ?? group}`]);
    },

    async *inventory() {
      for (const entitlement of entitlements) yield* await listGrants([entitlement]);
    },

    ...connectByResource(resources),

    async diagnose() {
      const api = open();
      return diagnose({
        api,
        service: await readService(api),
        where: name,
        groups: entitlements.map((each) => ({ ...each, id: groupOf(each) })),
      });
    },

    async close() {},
  };
}

/** SCIM names no tenant, so the address stands for it; ids are never given again (RFC 7643, section 3.1). */
function instanceOf(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname.replace(/\/$/u, "")}`;
}
