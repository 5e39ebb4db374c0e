import type { Entitlement } from "../core/entitlement.ts";
import type { Provider, ProviderTraits } from "../core/ports/provider.ts";
import { type AllowedRoles, checkAllowed } from "./allowed.ts";
import { ProviderError } from "./error.ts";
import { homeDatabase, type PostgresConfiguration } from "./postgres/configuration.ts";
import { readCron } from "./postgres/cron.ts";
import { type Declared, diagnose } from "./postgres/diagnose.ts";
import { hold } from "./postgres/hold.ts";
import { listInventory } from "./postgres/inventory.ts";
import { listGrants } from "./postgres/list-grants.ts";
import { readPair, type Target } from "./postgres/pair.ts";
import { revoke } from "./postgres/revoke.ts";
import { instanceOf, readServer } from "./postgres/roles.ts";
import { openSessions, type Query } from "./postgres/sessions.ts";

/**
 * Grants roles of a PostgreSQL server to login roles. From version 16 on our grants are told apart by their grantor,
 * below 16 they cannot be. Ending a grant ends the person's sessions. See docs/providers/postgres.md.
 */
export function postgresProvider(configuration: PostgresConfiguration): Provider {
  const { name, host, port, resources, nativeExpiry = "auto" } = configuration;
  const address = `${host}:${port}`;
  const allowed = listAllowed(resources);
  const sessions = openSessions(configuration);

  const check = (entitlement: Entitlement) => checkAllowed(allowed, entitlement);

  function findTarget(entitlement: Entitlement): Target {
    const resource = check(entitlement).length > 0 ? undefined : resources[entitlement.resource];
    const role = resource?.roles[entitlement.role];
    if (resource === undefined || role === undefined) throw new ProviderError(name, "UNKNOWN_ENTITLEMENT");
    return { provider: name, address, database: resource.database, role };
  }

  return {
    name,
    check,
    traits: () =>
      sessions.run(async (query) => {
        const { separate } = await readServer(query, address);
        return {
          ...traits,
          container: separate ? "separate" : "shared",
          nativeExpiry: nativeExpiry !== "off" && (await canPlant(query)) ? "timer" : "none",
          deadlineSeconds: sessions.deadlineSeconds,
        };
      }),
    identify: (principal, entitlement) =>
      sessions.run(async (query) => {
        const { role, member } = await readPair(query, findTarget(entitlement), principal);
        const instance = instanceOf(await readServer(query, address));
        return { instance, principal: member.id, entitlement: role.id };
      }),
    listGrants: (entitlements) =>
      sessions.run((query) =>
        listGrants(
          query,
          entitlements.map((entitlement) => ({ entitlement, target: findTarget(entitlement) })),
        ),
      ),
    hold: (holding) =>
      sessions.run((query) => hold(query, findTarget(holding.entitlement), holding, nativeExpiry)),
    // Works for what the configuration names no longer: the recorded ids say all there is to say.
    revoke: ({ ids }) => sessions.run((query) => revoke(query, name, address, ids)),
    inventory: () => listInventory(sessions, configuration),
    diagnose: () => sessions.run((query) => diagnose(query, declare(configuration))),
    close: () => sessions.close(),
  };
}

const traits: Omit<ProviderTraits, "container" | "nativeExpiry" | "deadlineSeconds"> = {
  sessions: "ended",
  consistencySeconds: 0,
};

const canPlant = async (query: Query): Promise<boolean> => (await readCron(query)).fault === undefined;

const listAllowed = (resources: PostgresConfiguration["resources"]): AllowedRoles =>
  Object.fromEntries(
    Object.entries(resources).map(([resource, { roles }]) => [resource, Object.keys(roles)]),
  );

const declare = ({ nativeExpiry = "auto", ...configuration }: PostgresConfiguration): Declared => ({
  nativeExpiry,
  home: homeDatabase(configuration),
  roles: Object.values(configuration.resources).flatMap(({ roles }) => Object.values(roles)),
  databases: Object.values(configuration.resources).map(({ database }) => database),
});
