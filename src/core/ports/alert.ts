import { type AlertCode, type Code, isAlertCode } from "../findings/catalogue/index.ts";
import type { Log } from "./log.ts";

/**
 * Logs that an operator must look. Operators filter the log for `"alert":true`; docs/troubleshooting.md explains each code. An alert about a
 * finding carries the code of the finding.
 */
export const raiseAlert = (
  log: Log,
  code: AlertCode | Code,
  fields: Readonly<Record<string, unknown>>,
  message: string,
  level: "warn" | "error" = "error",
): void => log[level]({ ...fields, alert: true, code }, message);

/** The alert that an error asks for in its field `alert`; `undefined` when the failure passes by itself. */
export const alertOf = (error: unknown): AlertCode | undefined =>
  error instanceof Error && "alert" in error && isAlertCode(error.alert) ? error.alert : undefined;
