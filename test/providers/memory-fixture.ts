import { idsKey } from "../../src/core/access/holding.ts";
import type { Provider } from "../../src/core/ports/provider.ts";
import { ProviderError } from "../../src/providers/adapter/error.ts";
import { memoryAdapter } from "../../src/providers/memory/adapter.ts";
import { memoryProvider } from "../../src/providers/memory/provider.ts";
import { createMemorySystem, type MemorySystem, type Reach } from "../../src/providers/memory/system.ts";
import type { Disturbance, ProviderFixture } from "./conformance.ts";

const entitlement = { provider: "memory", resource: "orders", role: "readonly" };
const power = { kind: "github-team", id: 7 } as const;
const standing = "carol";
/** Beyond what a caller waits for. */
const LATE_MS = 50;
export const SECRET = "hunter2-of-the-system";

/** A system in memory that fails as it is told. */
interface Weather {
  readonly reach: Reach;
  fail(isFailing: boolean): void;
  disturb(disturbance: Disturbance | undefined): void;
}

function createWeather(): Weather {
  let isFailing = false;
  let now: Disturbance | undefined;
  const cause = new Error(`login with ${SECRET} failed`);
  const failWith = (code: "UNREACHABLE" | "TIMEOUT" | "THROTTLED" | "UNEXPECTED", pause = 0): never => {
    throw new ProviderError("memory", code, cause, pause);
  };
  return {
    async reach(work) {
      if (isFailing) return failWith("UNREACHABLE");
      if (now === "throttled") return failWith("THROTTLED", 7);
      if (now === "slow") {
        setTimeout(work, LATE_MS);
        return failWith("TIMEOUT");
      }
      const answer = work();
      if (now === "lost-answer") return failWith("TIMEOUT");
      if (now === "fails-after") return failWith("UNREACHABLE");
      return now === "partial" && Array.isArray(answer) ? failWith("UNEXPECTED") : answer;
    },
    fail: (failing) => {
      isFailing = failing;
    },
    disturb: (disturbance) => {
      now = disturbance;
    },
  };
}

/** The memory provider with all that the suite can try on it. */
export function standMemory(
  container: "separate" | "shared",
): ProviderFixture & { readonly system: MemorySystem } {
  const { reach, fail, disturb } = createWeather();
  const system = createMemorySystem(reach);
  const open = (resources: Record<string, string[]>, people = [standing]): Provider =>
    memoryProvider({
      ...{ name: "memory", resources, container, system },
      powers: [{ resource: "orders", role: "readonly", power }],
      standing: people.map((principal) => ({ principal, entitlement })),
    });
  const provider = open({ orders: ["readonly"] });
  const unknown = {
    resource: { ...entitlement, resource: "payroll" },
    role: { ...entitlement, role: "owner" },
  };
  const idsOf = (principal: string) => ({
    instance: "memory:memory",
    principal,
    entitlement: "orders/readonly",
  });
  const keyOf = (principal: string) => idsKey(idsOf(principal));
  const canUse = async (principal: string): Promise<boolean> =>
    system.ours.has(keyOf(principal)) || system.others.has(keyOf(principal));
  const drop = async (id: string, isOfIt: (key: string) => boolean): Promise<void> => {
    system.deleted.add(id);
    for (const grants of [system.ours, system.others])
      for (const key of [...grants.keys()]) if (isOfIt(key)) grants.delete(key);
  };
  return {
    ...{ provider, system, entitlement, standing, fail, disturb, canUse },
    unknown,
    powers: [
      { entitlement, gives: [power] },
      { entitlement: unknown.role, gives: [] },
    ],
    principals: { first: "alice", second: "eve", hostile: `x"; drop role alice; --` },
    missing: "",
    abilities: memoryAdapter.abilities,
    secrets: [SECRET],
    byHand: {
      async give(principal) {
        system.others.set(keyOf(principal), { principal, entitlement, ids: idsOf(principal) });
      },
      async take(principal) {
        system.others.delete(keyOf(principal));
      },
    },
    // A session here lasts as long as the access: there is no connection to keep.
    openSession: async (principal) => ({ isAlive: () => canUse(principal), close: async () => {} }),
    openUnmapped: () => open({ payroll: ["clerk"] }, []),
    drop: {
      principal: (principal) => drop(principal, (key) => key === keyOf(principal)),
      entitlement: () => drop("orders/readonly", () => true),
    },
    close: () => provider.close(),
  };
}
