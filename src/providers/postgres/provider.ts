import type { Entitlement } from "../../core/access/entitlement.ts";
import type { ProviderTraits } from "../../core/access/traits.ts";
import type { Provider } from "../../core/ports/provider.ts";
import { createOffer } from "../adapter/entry/offer.ts";
import { ProviderError } from "../adapter/error.ts";
import { listAbilities } from "./abilities.ts";
import {
  type FindVerifier,
  homeDatabase,
  type NativeExpiry,
  type PostgresConfiguration,
} from "./configuration.ts";
import { connectByPsql } from "./connect-by-psql.ts";
import { describeRemoval } from "./describe-removal.ts";
import { type Declared, diagnose } from "./diagnosis/diagnose.ts";
import { createLockRoom } from "./free-locks.ts";
import { hold } from "./hold.ts";
import { listInventory } from "./inventory.ts";
import { listGrants } from "./list-grants.ts";
import { holdLogin, identifyLogin } from "./logins/hold-login.ts";
import { loginName } from "./logins/login.ts";
import { readPair, type Target } from "./pair.ts";
import { forgetMembership, revoke } from "./revoke.ts";
import { instanceOf, readServer } from "./roles.ts";
import { createLockReserve } from "./sessions/lock-reserve.ts";
import type { Query } from "./sessions/query.ts";
import { openSessions } from "./sessions/sessions.ts";
import { readCron } from "./timers/cron.ts";
import { readActivity } from "./uses/activity.ts";

/**
 * Grants roles of a PostgreSQL server to login roles, standing ones or one made for each grant. From version 16 on our
 * grants to standing ones are told apart by their grantor, below 16 they cannot be. Ending a grant ends the person's
 * sessions. See docs/providers/postgres.md.
 */
export function postgresProvider(configuration: PostgresConfiguration): Provider {
  const { name, host, port, resources, nativeExpiry = "auto" } = configuration;
  const { logins = "standing", findVerifier = noVerifier } = configuration;
  const address = `${host}:${port}`;
  const { check } = createOffer(name, resources);
  const reserve = createLockReserve();
  const sessions = openSessions(configuration, reserve);
  const inLockRoom = createLockRoom(reserve);

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
          ...(logins === "per-grant" ? ofLogins : await ofMemberships(query, separate, nativeExpiry)),
          deadlineSeconds: sessions.deadlineSeconds,
        };
      }),
    identify: (principal, entitlement) =>
      sessions.run(async (query) => {
        const target = findTarget(entitlement);
        if (logins === "per-grant") {
          return identifyLogin(query, target, findVerifier, principal, entitlement);
        }
        const { role, member } = await readPair(query, target, principal);
        const instance = instanceOf(await readServer(query, address));
        return { instance, principal: member.id, entitlement: role.id };
      }),
    async listGrants(entitlements) {
      const grants = await sessions.run((query) =>
        listGrants(
          query,
          entitlements.map((entitlement) => ({ entitlement, target: findTarget(entitlement) })),
          logins,
        ),
      );
      if (grants.some(({ origin }) => origin !== "standing")) await sessions.keepOne();
      return grants;
    },
    async hold(holding) {
      const receipt = await sessions.run((query) => {
        const target = findTarget(holding.entitlement);
        return logins === "per-grant"
          ? holdLogin(query, target, findVerifier, holding)
          : hold(query, target, holding, nativeExpiry);
      });
      await sessions.keepOne();
      return receipt;
    },
    // Also works for access that is no longer in the configuration: the recorded ids suffice.
    revoke: ({ ids }) =>
      sessions.runEnding((query, limits) =>
        inLockRoom(query, ids, limits, () => revoke(query, name, address, ids, limits)),
      ),
    // A login made for the grant is ours: close it, too.
    forget: ({ ids }) =>
      sessions.runEnding(async (query, limits) => {
        if (logins === "per-grant") await revoke(query, name, address, ids, limits);
        else await forgetMembership(query, name, address, ids, limits);
      }),
    connect: ({ principal, entitlement }) => {
      const user = logins === "per-grant" ? loginName(principal, entitlement) : principal;
      return connectByPsql({ host, port, user, database: findTarget(entitlement).database });
    },
    // Another database has a catalogue of its own, and would need a connection of its own.
    listAbilities: async (entitlement) => {
      const { database, role } = findTarget(entitlement);
      if (database !== homeDatabase(configuration)) return undefined;
      return sessions.run((query) => listAbilities(query, role));
    },
    async activity(holding, from, given) {
      const { logFolder } = configuration;
      const offered = check(holding.entitlement).length === 0;
      const database = offered ? findTarget(holding.entitlement).database : undefined;
      const stop = new AbortController();
      const signal = given === undefined ? stop.signal : AbortSignal.any([given, stop.signal]);
      try {
        return await sessions.run((query) =>
          readActivity({ provider: name, query, logFolder, database, signal }, holding, from),
        );
      } finally {
        // The call may have been given up while the log was read.
        stop.abort();
      }
    },
    inventory: () => listInventory(sessions, configuration),
    describeRemoval: (grant) => describeRemoval(configuration, grant),
    diagnose: () => sessions.run((query) => diagnose(query, declare(configuration))),
    close: () => sessions.close(),
  };
}

const traits: Omit<ProviderTraits, "container" | "nativeExpiry" | "deadlineSeconds"> = {
  sessions: "ended",
  consistencySeconds: 0,
};

const noVerifier: FindVerifier = async () => undefined;

/** A login per grant belongs to that grant alone, and the server rejects it after its end. */
const ofLogins = { container: "separate", nativeExpiry: "enforced" } as const;

async function ofMemberships(
  query: Query,
  separate: boolean,
  mode: NativeExpiry,
): Promise<Pick<ProviderTraits, "container" | "nativeExpiry">> {
  const canPlant = mode !== "off" && (await readCron(query)).fault === undefined;
  return { container: separate ? "separate" : "shared", nativeExpiry: canPlant ? "timer" : "none" };
}

const declare = ({
  logins = "standing",
  nativeExpiry = "auto",
  ...configuration
}: PostgresConfiguration): Declared => ({
  logins,
  nativeExpiry,
  home: homeDatabase(configuration),
  roles: Object.values(configuration.resources).flatMap(({ roles }) => Object.values(roles)),
  databases: Object.values(configuration.resources).map(({ database }) => database),
});
