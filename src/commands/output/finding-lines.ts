import type { Finding } from "../../core/findings/finding.ts";
import { pageOf } from "../../core/findings/page.ts";

/** One finding for a terminal: where and what, then what to do and where its code is explained. */
export function describeFinding({ code, severity, place, message, fix }: Finding): string {
  const where = place === undefined ? "" : `${place.file}:${place.line}:${place.column}  `;
  return `${where}${code}${severity === "warning" ? " (warning)" : ""}  ${message}\n  fix: ${fix}\n  docs: ${pageOf(code)}`;
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
  docs: pageOf(code),
});
