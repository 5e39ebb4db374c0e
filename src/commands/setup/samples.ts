import { readFile } from "node:fs/promises";
import type { SetupFile } from "../../core/setup/blueprint.ts";

/** The files of this package that are the same in every access repository. */
const PATHS = ["access-requests/README.md"];

export const readSamples = (): Promise<SetupFile[]> =>
  Promise.all(
    PATHS.map(async (path) => ({
      path,
      text: await readFile(new URL(`../../../${path}`, import.meta.url), "utf8"),
    })),
  );
