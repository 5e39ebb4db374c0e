import type { Finding } from "../../core/findings/finding.ts";

/** One finding for a terminal: where, what, and under it what to do. */
export function describeFinding({ code, severity, place, message, fix }: Finding): string {
  const where = place === undefined ? "" : `${place.file}:${place.line}:${place.column}  `;
  return `${where}${code}${severity === "warning" ? " (warning)" : ""}  ${message}\n  fix: ${fix}`;
}

/** One finding for a script. */
export const toRecord = ({ code, severity, at, place, message, fix }: Finding) => ({
  code,
  severity,
  line: place?.line ?? null,
  column: place?.column ?? null,
  at,
  message,
  fix,
});
