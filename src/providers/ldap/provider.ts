import type { Entitlement } from "../../core/access/entitlement.ts";
import type { Grant, Receipt } from "../../core/access/grant.ts";
import { type Holding, type HoldingIds, sameIds } from "../../core/access/holding.ts";
import type { ProviderTraits } from "../../core/access/traits.ts";
import type { Provider } from "../../core/ports/provider.ts";
import { connectByResource } from "../adapter/entry/connect.ts";
import { createOffer } from "../adapter/entry/offer.ts";
import { powersOf, readPowers } from "../adapter/entry/powers.ts";
import { ProviderError } from "../adapter/error.ts";
import { describeGroup } from "./abilities.ts";
import { DEADLINE_SECONDS, type LdapConfiguration } from "./configuration.ts";
import { RESULT, resultCodeOf } from "./connection/failure.ts";
import { diagnose } from "./diagnosis/diagnose.ts";
import { type Directory, withDirectory } from "./identity/directory.ts";
import { findLendable, findTarget, type Target } from "./identity/groups.ts";
import { findPrincipal, type Person } from "./identity/principals.ts";
import { listOtherGroups } from "./inventory.ts";
import { holdMembership } from "./membership/hold-membership.ts";
import { hasLinkTtl } from "./membership/link-ttl.ts";
import { listMemberships } from "./membership/list-memberships.ts";
import { revokeMembership } from "./membership/revoke-membership.ts";
import { holdEntry } from "./per-grant/hold-entry.ts";
import { listEntries } from "./per-grant/list-entries.ts";
import { requireDynamicEntries } from "./per-grant/place.ts";
import { revokeEntry } from "./per-grant/revoke-entry.ts";

/**
 * Lends membership of a group in an LDAP directory: as a value of the group, or as a dynamic entry for each grant that the server removes
 * by itself. Groups and people are known by ids that no renaming changes. See docs/providers/ldap.md.
 */
export function ldapProvider(configuration: LdapConfiguration, now: () => Date): Provider {
  const { name, resources, mode = "member", inventoryBase } = configuration;
  const powers = readPowers(configuration.powers);
  const isPerGrant = mode === "dynamic-group";
  const list = isPerGrant ? listEntries : listMemberships;
  const { entitlements, check, roleOf: uuidOf } = createOffer(name, resources);

  async function identify(directory: Directory, principal: string, uuid: string): Promise<Identified> {
    if (isPerGrant) requireDynamicEntries(directory);
    const target = await findLendable(directory, uuid);
    const person = await findPrincipal(directory, principal);
    return {
      target,
      person,
      ids: { instance: directory.instance, principal: person.id, entitlement: target.id },
    };
  }

  async function hold(directory: Directory, holding: Holding): Promise<Receipt> {
    const { target, person, ids } = await identify(directory, holding.principal, uuidOf(holding.entitlement));
    if (!sameIds(ids, holding.ids)) throw new ProviderError(name, "IDENTITY_CHANGED");
    const carryOut = isPerGrant ? holdEntry : holdMembership;
    return await carryOut(directory, target, person, holding, now()).catch((error: unknown) => {
      // Person, group or entry was moved or removed between two steps.
      if (resultCodeOf(error) === RESULT.noSuchObject) throw new ProviderError(name, "BUSY", error);
      throw error;
    });
  }

  async function listGrants(directory: Directory, entitlements: readonly Entitlement[]): Promise<Grant[]> {
    const grants: Grant[] = [];
    for (const entitlement of entitlements) {
      const target = await findTarget(directory, uuidOf(entitlement));
      grants.push(...(await list(directory, entitlement, target)));
    }
    return grants;
  }

  return {
    name,
    check,
    powers: (entitlement) => powersOf(powers, entitlement),
    traits: () => withDirectory(configuration, (directory) => readTraits(directory)),
    identify: async (principal, entitlement) => {
      const uuid = uuidOf(entitlement);
      return withDirectory(
        configuration,
        async (directory) => (await identify(directory, principal, uuid)).ids,
      );
    },
    listGrants: async (asked) => {
      for (const entitlement of asked) uuidOf(entitlement);
      return withDirectory(configuration, (directory) => listGrants(directory, asked));
    },
    hold: (holding) => withDirectory(configuration, (directory) => hold(directory, holding)),
    // Also works for access that is no longer in the configuration: the recorded ids suffice.
    revoke: ({ ids }) =>
      withDirectory(configuration, async (directory) => {
        if (ids.instance !== directory.instance) throw new ProviderError(name, "IDENTITY_CHANGED");
        return isPerGrant ? revokeEntry(directory, ids) : revokeMembership(directory, ids);
      }),
    listAbilities: async (entitlement) => {
      const uuid = uuidOf(entitlement);
      return withDirectory(configuration, (directory) => describeGroup(directory, uuid));
    },
    async *inventory() {
      yield* await withDirectory(configuration, async (directory) => {
        const grants = await listGrants(directory, entitlements);
        const known = new Set(grants.map(({ ids }) => ids.entitlement));
        if (inventoryBase !== undefined)
          for await (const grant of listOtherGroups(directory, inventoryBase, known)) grants.push(grant);
        return grants;
      });
    },
    ...connectByResource(resources),
    diagnose: () => withDirectory(configuration, diagnose),
    close: async () => {},
  };
}

interface Identified {
  readonly target: Target;
  readonly person: Person;
  readonly ids: HoldingIds;
}

async function readTraits(directory: Directory): Promise<ProviderTraits> {
  const { deadlineSeconds = DEADLINE_SECONDS, consistencySeconds = 0, mode } = directory.configuration;
  const isPerGrant = mode === "dynamic-group";
  const ends = isPerGrant ? directory.hasDynamicEntries : await hasLinkTtl(directory);
  return {
    container: isPerGrant ? "separate" : "shared",
    nativeExpiry: ends ? "removed" : "none",
    // A bind is not looked at again, and a Kerberos ticket keeps the groups it was made with.
    sessions: "survive",
    ...{ consistencySeconds, deadlineSeconds },
  };
}
