import type { AlertCode, Code } from "./catalogue/index.ts";

/** The page that explains every code. */
export const TROUBLESHOOTING = "docs/troubleshooting.md";

/** The address of a code's explanation. Each code has a heading. */
export const pageOf = (code: Code | AlertCode): string => `${TROUBLESHOOTING}#${code.toLowerCase()}`;
