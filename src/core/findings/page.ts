import type { AlertCode, Code } from "./catalogue/index.ts";

/** The page that explains every code. */
export const TROUBLESHOOTING = "docs/troubleshooting.md";

/** Where a code is explained: each has a heading of its own. */
export const pageOf = (code: Code | AlertCode): string => `${TROUBLESHOOTING}#${code.toLowerCase()}`;
