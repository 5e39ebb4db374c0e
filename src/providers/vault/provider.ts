import type { Entitlement } from "../../core/access/entitlement.ts";
import type { Grant, Receipt } from "../../core/access/grant.ts";
import { type Holding, type HoldingIds, sameIds } from "../../core/access/holding.ts";
import type { Provider } from "../../core/ports/provider.ts";
import { connectByResource } from "../adapter/entry/connect.ts";
import { createOffer } from "../adapter/entry/offer.ts";
import { ProviderError } from "../adapter/error.ts";
import { describePolicies } from "./abilities.ts";
import { type Api, type Login, openApi } from "./api.ts";
import { DEADLINE_SECONDS, type VaultConfiguration } from "./configuration.ts";
import { diagnose } from "./diagnose.ts";
import { createEntityNames, findEntity } from "./entities.ts";
import { deleteGroup, type Group, groupName, listGroupNames, putGroup, readGroup } from "./groups.ts";

/** Lends policies of Vault or OpenBao to a person's entity, by an identity group of its own for each grant. See docs/providers/vault.md. */
export function vaultProvider(configuration: VaultConfiguration): Provider {
  const { name, namespace = "", resources, consistencySeconds = 0 } = configuration;
  const login: Login = {};
  const open = () => openApi(configuration, login);
  const { entitlements: offered, check, roleOf: policiesOf } = createOffer(name, resources);

  /** A role with other policies is another entitlement. */
  const idOf = (entitlement: Entitlement, policies: readonly string[] = policiesOf(entitlement)): string =>
    `${entitlement.resource}/${entitlement.role}:${policies.toSorted().join()}`;

  const readInstance = async (api: Api): Promise<string> => `${await api.readClusterId()}/${namespace}`;

  async function identify(api: Api, principal: string, entitlement: Entitlement): Promise<HoldingIds> {
    const id = idOf(entitlement);
    const instance = await readInstance(api);
    const entity = await findEntity(api, name, principal);
    if (entity === undefined) throw new ProviderError(name, "UNKNOWN_PRINCIPAL");
    return { instance, principal: entity.id, entitlement: id };
  }

  async function listGrants(asked: readonly Entitlement[]): Promise<Grant[]> {
    const api = open();
    asked.forEach(policiesOf);
    const instance = await readInstance(api);
    const nameOf = createEntityNames(api, name);
    const grants: Grant[] = [];
    for (const groupId of await listGroupNames(api, name)) {
      // Deleted since it was listed.
      const group = await readGroup(api, name, groupId);
      for (const found of group === undefined ? [] : explainGroup(group, asked, instance))
        grants.push({ ...found, principal: (await nameOf(found.ids.principal)) ?? found.ids.principal });
    }
    return grants;
  }

  /**
   * The grants that a group of ours makes. A member for whom it was not made was added by somebody else. The configuration may have given the
   * role other policies since: the group has those it was made with.
   */
  function explainGroup(
    group: Group,
    asked: readonly Entitlement[],
    instance: string,
  ): Omit<Grant, "principal">[] {
    const findOwn = (principal: string, entitlement: Entitlement): HoldingIds | undefined =>
      [idOf(entitlement), idOf(entitlement, group.policies)]
        .map((id) => ({ instance, principal, entitlement: id }))
        .find((ids) => groupName(name, ids) === group.name);
    const isOwner = (principal: string): boolean =>
      offered.some((each) => findOwn(principal, each) !== undefined);
    const gives = (entitlement: Entitlement): boolean =>
      policiesOf(entitlement).every((policy) => group.policies.includes(policy));
    return group.members.flatMap((principal) =>
      asked.flatMap((entitlement): Omit<Grant, "principal">[] => {
        const ids = findOwn(principal, entitlement);
        if (ids !== undefined) return [{ entitlement, ids, origin: "ours" }];
        const others = { instance, principal, entitlement: idOf(entitlement) };
        return gives(entitlement) && !isOwner(principal)
          ? [{ entitlement, ids: others, origin: "standing" }]
          : [];
      }),
    );
  }

  async function revoke({ ids }: Pick<Holding, "ids">): Promise<Receipt> {
    const api = open();
    if (ids.instance !== (await readInstance(api))) throw new ProviderError(name, "IDENTITY_CHANGED");
    return { changed: await deleteGroup(api, name, ids), sessionsEnded: 0 };
  }

  return {
    name,
    check,
    identify: async (principal, entitlement) => identify(open(), principal, entitlement),
    listGrants,
    traits: async () => ({
      ...{ container: "separate", nativeExpiry: "none", sessions: "survive", consistencySeconds },
      deadlineSeconds: configuration.deadlineSeconds ?? DEADLINE_SECONDS,
    }),
    async hold({ principal, entitlement, ids }) {
      const api = open();
      if (!sameIds(await identify(api, principal, entitlement), ids))
        throw new ProviderError(name, "IDENTITY_CHANGED");
      const { resource, role } = entitlement;
      const metadata = { principal, resource, role, made_by: "hallpass" };
      const changed = await putGroup(api, name, { ids, policies: policiesOf(entitlement), metadata });
      return { changed, sessionsEnded: 0 };
    },
    // Also works for access that is no longer in the configuration: the recorded ids suffice.
    revoke,
    // The group is left where its member was taken out, or merged into another entity, which is a member then.
    async forget(holding) {
      await revoke(holding);
    },
    listAbilities: async (entitlement) => describePolicies(open(), policiesOf(entitlement)),
    async *inventory() {
      yield* await listGrants(offered);
    },
    diagnose: () => diagnose(open(), name),
    ...connectByResource(resources),
    close: async () => {},
  };
}
