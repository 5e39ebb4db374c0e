import { readFile } from "node:fs/promises";

/** Of the package. The same from `src/` and from `dist/`. */
export async function readVersion(): Promise<string> {
  const about: unknown = JSON.parse(
    await readFile(new URL("../../../package.json", import.meta.url), "utf8"),
  );
  return typeof about === "object" && about !== null && "version" in about
    ? String(about.version)
    : "unknown";
}
