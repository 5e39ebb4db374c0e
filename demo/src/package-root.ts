import { fileURLToPath } from "node:url";

/** The folder of Hallpass; right from `demo/src/` and from `demo/dist/`. */
export const packageRoot = fileURLToPath(new URL("../..", import.meta.url));
