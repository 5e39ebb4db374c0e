import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { isFolder } from "../input/given-file.ts";

/** The policies of a checkout, as paths from its root; none when it has no such folder. */
export async function findPolicyFiles(root: string): Promise<string[]> {
  if (!(await isFolder(join(root, "policies")))) return [];
  const names = await readdir(join(root, "policies"));
  return names
    .filter((name) => /\.ya?ml$/u.test(name))
    .sort()
    .map((name) => `policies/${name}`);
}
