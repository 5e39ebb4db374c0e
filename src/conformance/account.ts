import { setTimeout as pause } from "node:timers/promises";
import type { Provider } from "../core/ports/provider.ts";
import type { Abilities } from "../providers/adapter/abilities.ts";
import type { Fixture } from "./contract/fixture.ts";
import type { Plan } from "./plan.ts";

/** A name that the configuration of no account has. */
const UNKNOWN = "hallpass-conformance-unknown";

export interface Account {
  readonly provider: Provider;
  readonly use: Plan["use"];
  readonly abilities: Abilities;
  readonly secrets: readonly string[];
  now(): Date;
}

/** What is held ends after this time even if the clean-up fails, where the system ends grants by itself. */
const HOUR_MS = 3_600_000;

/** What the suite can do at a real account: everything through the provider, nothing behind its back. */
export function fixtureOfAccount({ provider, use, abilities, secrets, now }: Account): Fixture {
  const { resource, role, principals, hostile = [], standing, missing, told, gives, expirySeconds } = use;
  const [first = "", second = ""] = principals;
  const entitlement = { provider: provider.name, resource, role };
  const unknown = {
    resource: { ...entitlement, resource: UNKNOWN },
    role: { ...entitlement, role: UNKNOWN },
  };
  const until = new Date(now().getTime() + HOUR_MS);
  return {
    ...{ provider, entitlement, abilities, secrets, until },
    principals: { first, second, hostile },
    ...(provider.check(unknown.resource).length > 0 && { unknown }),
    ...(standing !== undefined && { standing }),
    ...(missing !== undefined && { missing }),
    ...(told !== undefined && { told }),
    ...(gives !== undefined && { powers: [{ entitlement, gives }] }),
    ...(expirySeconds !== undefined && {
      async expire(holding) {
        // Halfway: a system that looks for ended grants now and then gets as long again.
        const end = new Date(now().getTime() + expirySeconds * 500);
        await provider.hold({ ...holding, until: end });
        await pause(expirySeconds * 1000);
      },
    }),
    close: () => provider.close(),
  };
}
