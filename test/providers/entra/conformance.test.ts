import { entraAdapter } from "../../../src/providers/entra/adapter.ts";
import type { EntraConfiguration } from "../../../src/providers/entra/configuration.ts";
import { testProvider } from "../conformance.ts";
import { secret } from "./fake-cloud.ts";
import { createWorld, entitlement } from "./world.ts";

const [alice, eve, carol] = ["alice@acme.example", "eve@acme.example", "carol@acme.example"];
const hostile = ["o'brien#EXT#@acme.example", "x';%2e%2e^~!$filter=@acme.example"];

for (const membership of ["plain", "pim"] as const)
  testProvider(`entra, ${membership}`, async () => {
    const world = createWorld([alice, eve, carol, ...hostile], { membership }, 1);
    const { graph, cloud, group } = world;
    group.members.add(graph.idOf(carol));
    const other: Partial<EntraConfiguration> = {
      resources: { payroll: { roles: { other: { group: graph.addGroup().id } } } },
    };
    return {
      ...{ provider: world.open(), entitlement, abilities: entraAdapter.abilities, secrets: [secret] },
      principals: { first: alice, second: eve, hostile },
      unknown: {
        resource: { ...entitlement, resource: "payroll" },
        role: { ...entitlement, role: "owner" },
      },
      missing: "nobody@acme.example",
      standing: carol,
      until: new Date("2026-11-20T20:00:00Z"),
      fail(isFailing) {
        cloud.isDown = isFailing;
      },
      byHand: {
        give: async (principal) => void group.members.add(graph.idOf(principal)),
        take: async (principal) => void group.members.delete(graph.idOf(principal)),
      },
      canUse: async (principal) => group.members.has(graph.idOf(principal)),
      disturb(disturbance) {
        cloud.disturbance = disturbance === "partial" ? undefined : disturbance;
        graph.isBroken = disturbance === "partial";
        graph.pageSize = disturbance === "partial" ? 1 : 20;
      },
      async expire({ until }) {
        const before = graph.now;
        graph.now = new Date(until.getTime() + 1000);
        graph.expire();
        graph.now = before;
      },
      drop: {
        async principal(principal) {
          const id = graph.idOf(principal);
          graph.users.delete(id);
          for (const each of graph.groups.values()) each.members.delete(id);
        },
        entitlement: async () => void graph.groups.delete(group.id),
      },
      openUnmapped: () => world.open(other),
      hostile: [
        {
          id: "HH5",
          does: "gets another user principal name",
          play: async (principal) => void graph.users.set(graph.idOf(principal), "mallory@acme.example"),
          clean: async (principal) => void graph.users.set(graph.idOf("mallory@acme.example"), principal),
        },
      ],
      close: async () => {},
    };
  });
