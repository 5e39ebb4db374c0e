import type { Surface } from "../entry.ts";

/** Where the codes of the installation are seen. */
export const seenByDoctor: readonly Surface[] = ["`hallpass doctor`", "log", "pull request check"];
