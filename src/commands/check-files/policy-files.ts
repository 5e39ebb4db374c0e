import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { isFolder } from "../input/given-file.ts";

/** Lists the policies of a checkout, as paths from its root. */
export async function findPolicyFiles(root: string): Promise<string[]> {
  if (!(await isFolder(join(root, "policies")))) return [];
  const names = await readdir(join(root, "policies"));
  return names
    .filter((name) => /\.ya?ml$/u.test(name))
    .sort()
    .map((name) => `policies/${name}`);
}
