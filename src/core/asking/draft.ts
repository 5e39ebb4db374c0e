import type { Entitlement } from "../access/entitlement.ts";

/** A request before it is a file. */
export interface Draft {
  /** At least one. */
  readonly entitlements: readonly [Entitlement, ...Entitlement[]];
  readonly login: string;
  /** A duration, as a request writes it: `1h`. */
  readonly duration: string;
  /** Text on one line. */
  readonly reason: string;
  /** The id of the request that it extends. */
  readonly extends?: string;
  /** When it begins, as a request writes it: `2026-11-20T22:00Z`. */
  readonly start?: string;
  /** The issue whose closing ends it. */
  readonly untilClosed?: number;
  /** An emergency: it needs no approval before. */
  readonly breakGlass?: true;
}

const MAX_NAME = 100;

/**
 * The name of the file without folder and `.yaml`, such as `2026-11-20-alice-orders-readonly-7f3a`, after the first access. `mark` makes it
 * new: small letters and digits. Characters that no file of a request may have become hyphens.
 */
export function nameDraft(
  { entitlements: [{ resource, role }, ...others], login }: Pick<Draft, "entitlements" | "login">,
  mark: string,
  now: Date,
): string {
  const date = now.toISOString().slice(0, 10);
  const rest = others.length === 0 ? "" : `-and-${others.length}`;
  const middle = `${login}-${resource}-${role}${rest}`.toLowerCase().replace(/[^a-z0-9_]+/gu, "-");
  return `${date}-${middle.slice(0, MAX_NAME - date.length - mark.length - 2)}-${mark}`;
}

/** The text of the file. */
export const writeDraft = ({
  entitlements,
  login,
  duration,
  reason,
  extends: base,
  start,
  untilClosed,
  breakGlass,
}: Draft): string =>
  [
    `subject: ${scalar(login)}`,
    "entitlements:",
    ...entitlements.map(writeEntitlement),
    `duration: ${duration}`,
    ...(start === undefined ? [] : [`start: ${JSON.stringify(start)}`]),
    ...(untilClosed === undefined ? [] : [`until: { closed: ${untilClosed} }`]),
    ...(breakGlass ? ["breakGlass: true"] : []),
    `reason: ${JSON.stringify(reason)}`,
    ...(base === undefined ? [] : [`extends: ${JSON.stringify(base)}`]),
    "",
  ].join("\n");

const writeEntitlement = ({ provider, resource, role }: Entitlement): string =>
  `  - { provider: ${scalar(provider)}, resource: ${scalar(resource)}, role: ${scalar(role)} }`;

/** YAML reads some plain words as numbers, times or booleans: the core schema of YAML 1.2, and the words of YAML 1.1. */
const scalar = (text: string): string =>
  /^[a-z][\w-]*$/iu.test(text) && !/^(?:true|false|null|yes|no|on|off|y|n)$/iu.test(text)
    ? text
    : JSON.stringify(text);
