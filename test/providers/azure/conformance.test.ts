import type { Holding } from "../../../src/core/access/holding.ts";
import { azureAdapter } from "../../../src/providers/azure/adapter.ts";
import type { AzureConfiguration } from "../../../src/providers/azure/configuration.ts";
import { testProvider } from "../conformance.ts";
import { secret } from "../entra/fake-cloud.ts";
import { createWorld, entitlement, reader, scope } from "./world.ts";

const [alice, eve, carol] = ["alice@acme.example", "eve@acme.example", "carol@acme.example"];
const hostile = ["o'brien#EXT#@acme.example", "x';%2e%2e^~!$filter=@acme.example"];

/** With endAtOnce, PIM removes nothing in the first five minutes, as Microsoft says; and time goes by after each end. */
for (const endAtOnce of [false, true])
  testProvider(endAtOnce ? "azure with endAtOnce" : "azure", async () => {
    const world = createWorld([alice, eve, carol, ...hostile], { endAtOnce }, 1);
    const { arm, graph, cloud } = world;
    arm.isStrict = endAtOnce;
    const open = (change: Partial<AzureConfiguration> = {}) => {
      const provider = world.open({ runsAt: scope, ...change });
      return {
        ...provider,
        async revoke(holding: Holding) {
          const receipt = await provider.revoke(holding);
          if (endAtOnce) arm.now = new Date(arm.now.getTime() + 6 * 60_000);
          return receipt;
        },
      };
    };
    arm.assign(graph.idOf(carol));
    const rename = (from: string, to: string): void => void graph.users.set(graph.idOf(from), to);
    return {
      ...{ provider: open(), entitlement, abilities: azureAdapter.abilities, secrets: [secret] },
      principals: { first: alice, second: eve, hostile },
      unknown: {
        resource: { ...entitlement, resource: "payroll" },
        role: { ...entitlement, role: "owner" },
      },
      missing: "nobody@acme.example",
      told: [
        "manage resources by */read",
        "do what the description of Reader says: “View all resources, but does not allow you to make any changes.”",
      ],
      powers: [
        { entitlement, gives: [{ kind: "own-account" }] },
        { entitlement: { ...entitlement, resource: "payroll" }, gives: [] },
      ],
      standing: carol,
      until: new Date("2026-11-25T20:00:00Z"),
      fail(isFailing) {
        cloud.isDown = isFailing;
      },
      byHand: {
        give: async (principal) => arm.assign(graph.idOf(principal)),
        take: async (principal) => arm.unassign(graph.idOf(principal)),
      },
      canUse: async (principal) => arm.holds(graph.idOf(principal)),
      ...(endAtOnce && { disturbances: ["lost-answer", "fails-after"] as const }),
      disturb(disturbance) {
        cloud.disturbance = disturbance === "partial" ? undefined : disturbance;
        arm.isBroken = disturbance === "partial";
        arm.pageSize = disturbance === "partial" ? 1 : 20;
      },
      async expire({ until }) {
        const before = arm.now;
        arm.now = new Date(until.getTime() + 1000);
        arm.expire();
        arm.now = before;
      },
      drop: {
        async principal(principal) {
          const id = graph.idOf(principal);
          graph.users.delete(id);
          arm.unassign(id);
        },
        entitlement: async () => void arm.scopes.delete(scope),
      },
      openUnmapped: () => open({ resources: { other: { scope, roles: { other: { role: reader } } } } }),
      hostile: [
        {
          id: "HH5",
          does: "gets another user principal name",
          play: async (principal) => rename(principal, "mallory@acme.example"),
          clean: async (principal) => rename("mallory@acme.example", principal),
        },
      ],
      close: async () => {},
    };
  });
