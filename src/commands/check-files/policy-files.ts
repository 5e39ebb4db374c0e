import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { isPolicyPath } from "../../core/files/policy.ts";
import { isFolder } from "../input/given-file.ts";

/** Lists the policies of a checkout, as paths from its root. */
export async function findPolicyFiles(root: string): Promise<string[]> {
  if (!(await isFolder(join(root, "policies")))) return [];
  const names = await readdir(join(root, "policies"));
  return names
    .map((name) => `policies/${name}`)
    .filter(isPolicyPath)
    .sort();
}
