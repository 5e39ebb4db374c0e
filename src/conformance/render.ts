import type { Holding } from "../core/access/holding.ts";
import { maskSecrets } from "../core/text/secrets.ts";
import type { Outcome } from "./run.ts";

/** What one run of the suite saw. */
export interface SuiteReport {
  readonly outcomes: readonly Outcome[];
  /** What could not be revoked. */
  readonly left: readonly Holding[];
  /** How many calls of the provider it made. */
  readonly calls: number;
  /** It was told to stop before the last case. */
  readonly isStopped: boolean;
}

const WIDTH = "not claimed".length + 2;

/** One case: its result, and below it the reason of a failure. */
export function renderOutcome({ name, status, gap, error }: Outcome, secrets: readonly string[]): string {
  const line = `${status.padEnd(WIDTH)}${name}${gap === undefined ? "" : ` (${gap})`}\n`;
  if (status !== "failed") return line;
  const why = describeError(error, secrets)
    .trimEnd()
    .replaceAll("\n", `\n${" ".repeat(WIDTH)}`);
  return `${line}${" ".repeat(WIDTH)}${why}\n`;
}

/** The failure and its cause, without secrets. For the operator's terminal only. */
export function describeError(error: unknown, secrets: readonly string[]): string {
  const message = error instanceof Error ? error.message : String(error);
  const cause = error instanceof Error && error.cause instanceof Error ? ` (${error.cause.message})` : "";
  const masked = secrets.reduce((said, secret) => said.replaceAll(secret, "***"), `${message}${cause}`);
  return maskSecrets(masked);
}

/** The last lines: the totals, and what to revoke by hand. */
export function renderEnd({ outcomes, left, calls }: SuiteReport): string {
  const count = (status: Outcome["status"]) => outcomes.filter((each) => each.status === status).length;
  const sum = `${count("ok")} ok, ${count("failed")} failed, ${count("not claimed")} not claimed, with ${calls} calls of the provider.`;
  if (left.length === 0) return `\n${sum} All that it gave is revoked.\n`;
  const rest = left.map(({ principal, ids }) => `  - ${principal} (${ids.principal}, ${ids.entitlement})\n`);
  return `\n${sum}\nThis may still be held; take it by hand:\n${rest.join("")}`;
}

/** The same for a script. */
export const summarise = (
  { outcomes, left, calls, isStopped }: SuiteReport,
  secrets: readonly string[],
): object => ({
  cases: outcomes.map(({ name, status, gap, error }) => ({
    ...{ name, status },
    ...(gap !== undefined && { why: gap }),
    ...(status === "failed" && { why: describeError(error, secrets) }),
  })),
  left: left.map(({ principal, ids }) => ({ principal, ids })),
  ...{ calls, complete: !isStopped },
});
