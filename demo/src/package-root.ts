import { fileURLToPath } from "node:url";

/** The folder of Hallpass, for both `demo/src/` and `demo/dist/`. */
export const packageRoot = fileURLToPath(new URL("../..", import.meta.url));
