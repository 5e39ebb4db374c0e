import { mysqlProvider } from "../../src/providers/mysql/provider.ts";
import type { ProviderFixture } from "../providers/conformance.ts";
import { until } from "../support/until.ts";
import { openGate } from "./gate.ts";
import {
  asAdmin,
  canRead,
  canUse,
  configure,
  entitlement,
  hostile,
  type Orders,
  openSession,
  quote,
  ROLE,
} from "./orders.ts";
import { playsOn } from "./plays.ts";

/** What the conformance suite needs of a server on which carol holds the role by hand. Stops the server at the end. */
export async function fixtureOf(server: Orders): Promise<ProviderFixture> {
  await asAdmin(server, `GRANT ${ROLE} TO carol@'%'`);
  const gate = await openGate(server);
  const through = { host: gate.host, port: gate.port, deadlineSeconds: 4 };
  const provider = mysqlProvider(configure(server, through));
  const elsewhere = { payroll: { roles: { clerk: "payroll_clerk" } } };
  return {
    provider,
    entitlement,
    unknown: { resource: { ...entitlement, resource: "payroll" }, role: { ...entitlement, role: "owner" } },
    principals: { first: "alice", second: "eve", hostile },
    missing: "nobody",
    standing: "carol",
    fail: gate.close,
    byHand: {
      give: async (principal) => void (await asAdmin(server, `GRANT ${ROLE} TO ${quote(principal)}@'%'`)),
      take: async (principal) => void (await asAdmin(server, `REVOKE ${ROLE} FROM ${quote(principal)}@'%'`)),
    },
    canUse: (principal) => canUse(server, principal),
    openSession: async (principal) => {
      const connection = await openSession(server, principal);
      return {
        isAlive: () => canRead(connection),
        close: async () => connection.destroy(),
      };
    },
    drop: {
      principal: async (principal) => void (await asAdmin(server, `DROP USER ${quote(principal)}@'%'`)),
      entitlement: async () => void (await asAdmin(server, `DROP ROLE ${ROLE}`)),
    },
    // With a short end, because the server's clock cannot be moved.
    expire: async (holding) => {
      await provider.hold({ ...holding, until: new Date(Date.now() + 1_000) });
      await until(
        "the server ends the grant by itself",
        () => canUse(server, holding.principal),
        (can) => !can,
      );
    },
    disturb: gate.disturb,
    disturbances: ["lost-answer", "partial", "slow"],
    openUnmapped: () => mysqlProvider(configure(server, { resources: elsewhere })),
    hostile: playsOn(server),
    secrets: [server.hallpass.password, ...server.passwords.values()],
    close: async () => {
      await provider.close();
      await gate.stop();
      await server.stop();
    },
  };
}
