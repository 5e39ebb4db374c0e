import type { Entitlement } from "../../core/access/entitlement.ts";
import type { ProviderTraits } from "../../core/access/traits.ts";
import type { Provider } from "../../core/ports/provider.ts";
import { createOffer } from "../adapter/entry/offer.ts";
import { accountId, parsePrincipal } from "./accounts/account.ts";
import type { MysqlConfiguration } from "./configuration.ts";
import type { Query } from "./connections/query.ts";
import { openSessions } from "./connections/sessions.ts";
import { describeConnection, describeRemoval } from "./describe.ts";
import { diagnose } from "./diagnosis/diagnose.ts";
import { hold, readPair } from "./hold.ts";
import { NO_RESOURCE, readInventory } from "./inventory.ts";
import { listGrants } from "./list-grants.ts";
import { forget, type RevokeRequest, revoke } from "./revoke.ts";
import { describeRights } from "./roles/abilities.ts";
import { readRights, requireRole, type Target } from "./roles/lent-role.ts";
import { roleId } from "./roles/members.ts";
import { instanceOf, readServer, type Server } from "./server.ts";
import { findSchedulerFault } from "./timers/scheduler.ts";

/** Grants roles of a MariaDB or MySQL server to standing accounts, and ends the accounts' sessions with the grant. See docs/providers/mysql.md. */
export function mysqlProvider(configuration: MysqlConfiguration): Provider {
  const { name, host, port, resources } = configuration;
  const { schema = "hallpass", accountHost = "%", nativeExpiry = "auto" } = configuration;
  const place = { schema, address: `${host}:${port}` };
  const { check, roleOf } = createOffer(name, resources);
  const sessions = openSessions(configuration);

  const parse = (principal: string) => parsePrincipal(principal, accountHost);

  const findTarget = (entitlement: Entitlement): Target => ({
    ...{ provider: name, schema },
    role: roleOf(entitlement),
  });

  const run = <Result>(work: (query: Query, server: Server) => Promise<Result>): Promise<Result> =>
    sessions.run(async (query) => work(query, await readServer(query, place)));

  const end = <Result>(
    ids: RevokeRequest["ids"],
    work: (query: Query, request: RevokeRequest) => Promise<Result>,
  ): Promise<Result> =>
    sessions.runEnding(async (query) => {
      const server = await readServer(query, place);
      // A fifth of the call's deadline; half is for the work.
      const goneMs = sessions.deadlineSeconds * 200;
      return work(query, { provider: name, server, schema, ids, goneMs });
    });

  return {
    name,
    check,
    traits: () =>
      run(async (query, { flavour }) => {
        const fault = nativeExpiry === "off" ? "off" : await findSchedulerFault(query, flavour, schema);
        return {
          ...traits,
          nativeExpiry: fault === undefined ? "timer" : "none",
          deadlineSeconds: sessions.deadlineSeconds,
        };
      }),
    identify: (principal, entitlement) =>
      run(async (query, server) => {
        const account = parse(principal);
        const role = await readPair(query, { server, target: findTarget(entitlement), account });
        return {
          instance: instanceOf(server),
          principal: accountId(account),
          entitlement: roleId(role),
        };
      }),
    async listGrants(entitlements) {
      const asked = () => entitlements.map((entitlement) => ({ entitlement, role: roleOf(entitlement) }));
      const grants = await run((query, server) => listGrants(query, name, server, accountHost, asked()));
      if (grants.length > 0) sessions.keepOne();
      return grants;
    },
    async hold(holding) {
      const receipt = await run((query, server) =>
        hold(query, {
          ...{ server, holding, mode: nativeExpiry },
          target: findTarget(holding.entitlement),
          account: parse(holding.principal),
        }),
      );
      sessions.keepOne();
      return receipt;
    },
    // Also works for access that is no longer in the configuration: the recorded ids suffice.
    revoke: ({ ids }) => end(ids, revoke),
    forget: ({ ids }) => end(ids, forget),
    listAbilities: (entitlement) =>
      run(async (query, server) => {
        const role = await requireRole(query, server, findTarget(entitlement));
        return describeRights(await readRights(query, server, role));
      }),
    async *inventory() {
      yield* await run((query, server) => readInventory(query, server, accountHost, configuration));
    },
    describeRemoval({ principal, entitlement }) {
      const role = entitlement.resource === NO_RESOURCE ? entitlement.role : roleOf(entitlement);
      return describeRemoval({ name: role, host: "" }, principal, accountHost);
    },
    connect({ principal, entitlement }) {
      return describeConnection(configuration, parse(principal), roleOf(entitlement));
    },
    diagnose: () =>
      run((query, server) => diagnose(query, server, { roles: listRoles(resources), schema, nativeExpiry })),
    close: () => sessions.close(),
  };
}

const traits: Omit<ProviderTraits, "nativeExpiry" | "deadlineSeconds"> = {
  container: "shared",
  sessions: "ended",
  consistencySeconds: 0,
};

const listRoles = (resources: MysqlConfiguration["resources"]): string[] =>
  Object.values(resources).flatMap(({ roles }) => Object.values(roles));
