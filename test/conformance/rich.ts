import type { HostilePlay, ProviderFixture } from "../../src/conformance/index.ts";
import type { Activity } from "../../src/core/access/activity.ts";
import { type Holding, idsKey } from "../../src/core/access/holding.ts";
import type { ProviderTraits } from "../../src/core/access/traits.ts";
import type { Provider } from "../../src/core/ports/provider.ts";
import type { MemorySystem } from "../../src/providers/memory/system.ts";
import { standMemory } from "../providers/memory-fixture.ts";

export type Rich = ProviderFixture & {
  readonly system: MemorySystem;
  /** Whose grant has lost its mark. */
  readonly stripped: Set<string>;
  /** The plays that a holder made and that are not cleaned up. */
  readonly played: Set<string>;
};

const ids = ["HH1", "HH2", "HH3", "HH4", "HH5", "HH6"];

/** A memory provider with every ability, so that each case of the suite runs on it. */
export function standRich(container: "separate" | "shared" = "separate"): Rich {
  const memory = standMemory(container);
  const { provider, system, canUse } = memory;
  const expired = new Set<string>();
  const stripped = new Set<string>();
  const played = new Set<string>();
  const hostile = ids.map(
    (id): HostilePlay => ({
      id,
      does: `plays ${id}`,
      play: async () => void played.add(id),
      clean: async () => void played.delete(id),
    }),
  );
  return {
    ...memory,
    ...{ stripped, played, hostile },
    abilities: {
      ...{ system: "a memory with all abilities", container: [container], nativeExpiry: ["enforced"] },
      ...{ sessions: ["ended"], tested: "in process" },
    },
    told: ["SELECT on 2 tables: orders, refunds"],
    provider: {
      ...provider,
      listAbilities: (entitlement) =>
        system.reach(() =>
          provider.check(entitlement).length > 0 ? undefined : ["SELECT on 2 tables: orders, refunds"],
        ),
      traits: async (): Promise<ProviderTraits> => ({
        ...(await provider.traits()),
        ...{ nativeExpiry: "enforced", consistencySeconds: 0.1, deadlineSeconds: 0.2 },
      }),
      hold(holding) {
        expired.delete(holding.principal);
        return provider.hold(holding);
      },
      connect: ({ principal }) => ({
        kind: "command",
        text: `memory --user '${principal.replaceAll("'", `'\\''`)}'`,
      }),
      activity: async (_, from): Promise<Activity[]> =>
        [new Date("2026-01-01T00:00:00Z"), new Date("2026-01-01T00:00:01Z")]
          .filter((at) => at >= from)
          .map((at) => ({ at, action: "SELECT on orders" })),
      diagnose: () => system.reach((): [] => []),
    },
    canUse: async (principal) => !expired.has(principal) && ((await canUse?.(principal)) ?? false),
    expire: async ({ principal }) => void expired.add(principal),
    stripMark: async (principal) => void stripped.add(principal),
  };
}

/** The same fixture with another provider. */
export const broken = (rich: Rich, change: (provider: Provider) => Partial<Provider>): Rich => ({
  ...rich,
  provider: { ...rich.provider, ...change(rich.provider) },
});

/** The key under which the system has the access of a holding. */
export const keyOf = ({ ids }: Holding): string => idsKey(ids);
