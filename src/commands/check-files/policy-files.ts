import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { isPolicyPath } from "../../core/files/policy.ts";
import { isPolicyTestPath } from "../../core/policy-tests/test-file.ts";
import { isFolder } from "../input/given-file.ts";

/** Lists the policies of a checkout, as paths from its root. */
export const findPolicyFiles = (root: string): Promise<string[]> => listPolicyFolder(root, isPolicyPath);

/** Lists the tests of policies of a checkout, as paths from its root. */
export const findPolicyTests = (root: string): Promise<string[]> => listPolicyFolder(root, isPolicyTestPath);

async function listPolicyFolder(root: string, isWanted: (path: string) => boolean): Promise<string[]> {
  if (!(await isFolder(join(root, "policies")))) return [];
  const names = await readdir(join(root, "policies"));
  return names
    .map((name) => `policies/${name}`)
    .filter(isWanted)
    .sort();
}
