import type { Entitlement } from "../access/entitlement.ts";

/** A request before it is a file. */
export interface Draft {
  readonly entitlement: Entitlement;
  readonly login: string;
  /** A duration, as a request writes it: `1h`. */
  readonly duration: string;
  /** Text on one line. */
  readonly reason: string;
}

const MAX_NAME = 100;

/**
 * The name of the file without folder and `.yaml`, such as `2026-11-20-alice-orders-readonly-7f3a`. `mark` makes it new: small letters
 * and digits. Characters that no file of a request may have become hyphens.
 */
export function nameDraft(
  { entitlement: { resource, role }, login }: Pick<Draft, "entitlement" | "login">,
  mark: string,
  now: Date,
): string {
  const date = now.toISOString().slice(0, 10);
  const middle = `${login}-${resource}-${role}`.toLowerCase().replace(/[^a-z0-9_]+/gu, "-");
  return `${date}-${middle.slice(0, MAX_NAME - date.length - mark.length - 2)}-${mark}`;
}

/** The text of the file. */
export const writeDraft = ({
  entitlement: { provider, resource, role },
  login,
  duration,
  reason,
}: Draft): string =>
  [
    `subject: ${scalar(login)}`,
    "entitlements:",
    `  - { provider: ${scalar(provider)}, resource: ${scalar(resource)}, role: ${scalar(role)} }`,
    `duration: ${duration}`,
    `reason: ${JSON.stringify(reason)}`,
    "",
  ].join("\n");

/** YAML reads some plain words as numbers, times or booleans: the core schema of YAML 1.2, and the words of YAML 1.1. */
const scalar = (text: string): string =>
  /^[a-z][\w-]*$/iu.test(text) && !/^(?:true|false|null|yes|no|on|off|y|n)$/iu.test(text)
    ? text
    : JSON.stringify(text);
