import type { Entitlement } from "../../core/access/entitlement.ts";
import type { Grant } from "../../core/access/grant.ts";
import { type Holding, type HoldingIds, sameIds } from "../../core/access/holding.ts";
import type { Provider } from "../../core/ports/provider.ts";
import { connectByResource } from "../adapter/entry/connect.ts";
import { createOffer } from "../adapter/entry/offer.ts";
import { ProviderError } from "../adapter/error.ts";
import { createGoogleApi, type GoogleApi } from "../adapter/google/api.ts";
import { DIRECTORY_SCOPE, findEmail } from "../adapter/google/directory.ts";
import { createAccounts, findAccount } from "../adapter/google/people.ts";
import { shellLine } from "../adapter/shell-word.ts";
import { CONSISTENCY_SECONDS, DEADLINE_SECONDS, type GoogleGroupConfiguration } from "./configuration.ts";
import { diagnose } from "./diagnose.ts";
import { holdMembership } from "./grant.ts";
import { describeGroup, findGroup, type Group, isDynamic, isGroupName, readGroup } from "./groups.ts";
import { findMember, isPerson, listMembers, nameOf, removeMember } from "./members.ts";

const GROUPS_SCOPE = "https://www.googleapis.com/auth/cloud-identity.groups";

/** Gives and takes membership of Google groups: docs/providers/google-group.md. */
export function googleGroupProvider(configuration: GoogleGroupConfiguration): Provider {
  const { name, resources, people = "directory", expiry = "removed" } = configuration;
  const { deadlineSeconds = DEADLINE_SECONDS, consistencySeconds = CONSISTENCY_SECONDS } = configuration;
  const scopes = people === "directory" ? [GROUPS_SCOPE, DIRECTORY_SCOPE] : [GROUPS_SCOPE];
  const open = createGoogleApi({ ...configuration, provider: name, scopes, deadlineSeconds });
  const listAccounts = createAccounts({ people, now: configuration.now });
  const { entitlements: offer, check, roleOf: addressOf } = createOffer(name, resources);

  async function findOffered(api: GoogleApi, entitlement: Entitlement): Promise<Group> {
    const group = await findGroup(api, addressOf(entitlement));
    if (group === undefined) throw new ProviderError(name, "UNKNOWN_ENTITLEMENT");
    return group;
  }

  async function identify(api: GoogleApi, principal: string, entitlement: Entitlement): Promise<HoldingIds> {
    const group = await findOffered(api, entitlement);
    if (isDynamic(group)) throw api.fail("REFUSED", "A query fills the group.");
    const account = await findAccount(api, people, principal);
    if (account === undefined) throw new ProviderError(name, "UNKNOWN_PRINCIPAL");
    return { instance: group.parent, principal: account, entitlement: group.name };
  }

  async function list(entitlements: readonly Entitlement[]): Promise<Grant[]> {
    for (const entitlement of entitlements) addressOf(entitlement);
    const api = open();
    const grants: Grant[] = [];
    for (const entitlement of entitlements) {
      const group = await findOffered(api, entitlement);
      const members = await listMembers(api, group.name);
      const accounts = await listAccounts(api, members.filter(isPerson).map(nameOf));
      for (const member of members) {
        const principal = nameOf(member);
        const id = (isPerson(member) ? accounts.get(principal) : undefined) ?? principal;
        const ids = { instance: group.parent, principal: id, entitlement: group.name };
        grants.push({ principal, entitlement, ids, origin: "unknown" });
      }
    }
    return refuseRepeated(name, grants);
  }

  /** The group by its recorded name; `undefined` where it was deleted. Throws where it is not the recorded customer's. */
  async function findRecorded(api: GoogleApi, ids: HoldingIds): Promise<Group | undefined> {
    if (!isGroupName(ids.entitlement)) throw new ProviderError(name, "IDENTITY_CHANGED");
    const group = await readGroup(api, ids.entitlement);
    if (group !== undefined && group.parent !== ids.instance)
      throw new ProviderError(name, "IDENTITY_CHANGED");
    return group;
  }

  return {
    name,
    check,
    listGrants: list,
    identify: (principal, entitlement) => identify(open(), principal, entitlement),

    async traits() {
      return {
        // A membership carries no mark of who made it.
        ...{ container: "shared", nativeExpiry: expiry, sessions: "survive" },
        ...{ consistencySeconds, deadlineSeconds },
      };
    },

    async hold({ principal, entitlement, ids, until }: Holding) {
      const api = open();
      if (!sameIds(await identify(api, principal, entitlement), ids))
        throw new ProviderError(name, "IDENTITY_CHANGED");
      const end = expiry === "none" ? undefined : until;
      return holdMembership(api, { group: ids.entitlement, email: principal, until: end });
    },

    // By the recorded ids: the person may have another address by now, and the entry another group.
    async revoke({ ids }: Holding) {
      const api = open();
      const group = await findRecorded(api, ids);
      const email = /^\d+$/u.test(ids.principal) ? await findEmail(api, ids.principal) : ids.principal;
      const member =
        group === undefined || email === undefined ? undefined : await findMember(api, group.name, email);
      const changed = member !== undefined && (await removeMember(api, member));
      return { changed, sessionsEnded: 0 };
    },

    listAbilities: async (entitlement) =>
      describeGroup(await findOffered(open(), entitlement), addressOf(entitlement)),

    async *inventory() {
      yield* await list(offer);
    },

    describeRemoval: ({ principal, entitlement }) =>
      shellLine(
        ...["gcloud", "identity", "groups", "memberships", "delete"],
        ...[`--group-email=${addressOf(entitlement)}`, `--member-email=${principal}`],
      ),

    ...connectByResource(resources),
    diagnose: () => diagnose(open(), configuration),
    async close() {},
  };
}

/** The pages of a list are read one after another: one that moved on meanwhile is read again later. */
function refuseRepeated(provider: string, grants: readonly Grant[]): Grant[] {
  const keys = new Set(grants.map(({ ids }) => `${ids.entitlement} ${ids.principal}`));
  if (keys.size < grants.length)
    throw new ProviderError(provider, "BUSY", new Error("A list names a member twice."));
  return [...grants];
}
