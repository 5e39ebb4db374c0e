import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { MAX_DOCUMENT_BYTES } from "../../core/document/document.ts";
import { isMeant, isRequestFile, isRuleFile } from "../../core/files/pull-kind.ts";
import { isMisplacedRequest } from "../../core/files/request.ts";

/** Folders of other programs: git's own, and packages. */
const SKIPPED: ReadonlySet<string> = new Set([".git", "node_modules"]);

/** Lists YAML files that read as requests outside `access-requests/`, as paths from the root of the checkout. */
export async function findMisplacedFiles(root: string): Promise<string[]> {
  const found = await Promise.all(
    (await listYaml(root, "")).map(async (path) => ((await isMisplaced(root, path)) ? [path] : [])),
  );
  return found.flat().sort();
}

async function listYaml(root: string, folder: string): Promise<string[]> {
  const entries = await readdir(join(root, folder), { withFileTypes: true });
  const found = await Promise.all(
    entries.map(async (entry) => {
      const path = `${folder}${entry.name}`;
      if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : await listYaml(root, `${path}/`);
      const isOurs = isRequestFile({ path }) || isRuleFile({ path });
      return entry.isFile() && isMeant({ path }) && !isOurs ? [path] : [];
    }),
  );
  return found.flat();
}

async function isMisplaced(root: string, path: string): Promise<boolean> {
  const file = join(root, path);
  if ((await stat(file)).size > MAX_DOCUMENT_BYTES) return false;
  return isMisplacedRequest(path, await readFile(file, "utf8"));
}
