import { readDays } from "./duration.ts";

/** A rule of PIM's settings for a group or a role. */
export interface PolicyRule {
  readonly id?: string;
  readonly maximumDuration?: string | null;
  readonly enabledRules?: readonly string[];
}

/** What in the settings stands in the way of assignments that Hallpass makes. */
export interface Hindrance {
  /** The longest assignment, where it is short. */
  readonly limit?: string;
  /** Whoever assigns must pass multifactor authentication. No application can. */
  readonly asksForMfa: boolean;
}

/** A shorter limit gets in the way of leases. PIM begins with 180 days. */
const ENOUGH_DAYS = 7;

/** Reads the rules for active assignments that administrators make ("Overview of rules in PIM APIs": `Expiration_…` and `Enablement_Admin_Assignment`). */
export function findHindrance(rules: readonly PolicyRule[]): Hindrance {
  const find = (id: string): PolicyRule | undefined => rules.find((rule) => rule.id === id);
  const limit = find("Expiration_Admin_Assignment")?.maximumDuration ?? "";
  const days = readDays(limit);
  const enabled = find("Enablement_Admin_Assignment")?.enabledRules ?? [];
  return {
    ...(days !== undefined && days < ENOUGH_DAYS && { limit }),
    asksForMfa: enabled.includes("MultiFactorAuthentication"),
  };
}
