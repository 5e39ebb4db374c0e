import type { Holding } from "../../../src/core/access/holding.ts";
import { entraAdapter } from "../../../src/providers/entra/adapter.ts";
import type { EntraConfiguration } from "../../../src/providers/entra/configuration.ts";
import { testProvider } from "../conformance.ts";
import { secret } from "./fake-cloud.ts";
import { createWorld, entitlement } from "./world.ts";

const [alice, eve, carol] = ["alice@acme.example", "eve@acme.example", "carol@acme.example"];
const hostile = ["o'brien#EXT#@acme.example", "x';%2e%2e^~!$filter=@acme.example"];

interface Way {
  readonly membership: "plain" | "pim";
  /** PIM removes nothing in the first five minutes, as Microsoft says; and time goes by after each end. */
  readonly isStrict: boolean;
}

const ways: Readonly<Record<string, Way>> = {
  plain: { membership: "plain", isStrict: false },
  pim: { membership: "pim", isStrict: false },
  "pim with endAtOnce": { membership: "pim", isStrict: true },
};

for (const [name, { membership, isStrict }] of Object.entries(ways))
  testProvider(`entra, ${name}`, async () => {
    const world = createWorld([alice, eve, carol, ...hostile], { membership, endAtOnce: isStrict }, 1);
    const { graph, cloud, group } = world;
    graph.isStrict = isStrict;
    if (isStrict) cloud.permissions = [...cloud.permissions, "GroupMember.ReadWrite.All"];
    const open = (change: Partial<EntraConfiguration> = {}) => {
      const powers = [{ resource: "orders", role: "readonly", githubTeam: 7 }];
      const provider = world.open({ powers, ...change });
      return {
        ...provider,
        async revoke(holding: Holding) {
          const receipt = await provider.revoke(holding);
          if (isStrict) graph.now = new Date(graph.now.getTime() + 6 * 60_000);
          return receipt;
        },
      };
    };
    group.members.add(graph.idOf(carol));
    group.description = "Reads orders.";
    const other: Partial<EntraConfiguration> = {
      resources: { payroll: { roles: { other: { group: graph.addGroup().id } } } },
    };
    return {
      ...{ provider: open(), entitlement, abilities: entraAdapter.abilities, secrets: [secret] },
      principals: { first: alice, second: eve, hostile },
      unknown: {
        resource: { ...entitlement, resource: "payroll" },
        role: { ...entitlement, role: "owner" },
      },
      missing: "nobody@acme.example",
      told: [
        "use whatever was given to the group Orders, reading",
        "do what the group's description says: “Reads orders.”",
      ],
      powers: [
        { entitlement, gives: [{ kind: "github-team", id: 7 }] },
        { entitlement: { ...entitlement, resource: "payroll" }, gives: [] },
      ],
      standing: carol,
      until: new Date("2026-11-25T20:00:00Z"),
      fail(isFailing) {
        cloud.isDown = isFailing;
      },
      byHand: {
        give: async (principal) => void group.members.add(graph.idOf(principal)),
        take: async (principal) => void group.members.delete(graph.idOf(principal)),
      },
      canUse: async (principal) => group.members.has(graph.idOf(principal)),
      ...(isStrict && { disturbances: ["lost-answer", "fails-after"] as const }),
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
      openUnmapped: () => open(other),
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
