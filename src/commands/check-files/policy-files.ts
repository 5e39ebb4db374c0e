import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { isPolicyPath } from "../../core/files/policy.ts";
import { rotaNameOf } from "../../core/on-call/rota.ts";
import { isPolicyTestPath } from "../../core/policy-tests/test-file.ts";
import { isTemplatePath, TEMPLATES_FOLDER } from "../../core/templates/template.ts";
import { isFolder } from "../input/given-file.ts";

/** Lists the policies of a checkout, as paths from its root. */
export const findPolicyFiles = (root: string): Promise<string[]> =>
  listFolder(root, "policies", isPolicyPath);

/** Lists the tests of policies of a checkout, as paths from its root. */
export const findPolicyTests = (root: string): Promise<string[]> =>
  listFolder(root, "policies", isPolicyTestPath);

/** Lists the templates of a checkout, as paths from its root. */
export const findTemplates = (root: string): Promise<string[]> =>
  listFolder(root, TEMPLATES_FOLDER, isTemplatePath);

/** Lists the rotas of a checkout, as paths from its root. */
export const findRotaFiles = (root: string): Promise<string[]> =>
  listFolder(root, "policies/rota", (path) => rotaNameOf(path) !== undefined);

async function listFolder(
  root: string,
  folder: string,
  isWanted: (path: string) => boolean,
): Promise<string[]> {
  if (!(await isFolder(join(root, folder)))) return [];
  const names = await readdir(join(root, folder));
  return names
    .map((name) => `${folder}/${name}`)
    .filter(isWanted)
    .sort();
}
