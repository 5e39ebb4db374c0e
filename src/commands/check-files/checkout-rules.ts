import { join } from "node:path";
import type { Parsed } from "../../core/document/document.ts";
import { CODEOWNERS_PATHS, type CodeOwners, parseCodeowners } from "../../core/files/codeowners.ts";
import { type Policy, parsePolicy } from "../../core/files/policy.ts";
import { parseSettings, SETTINGS_PATH, type Settings } from "../../core/files/settings.ts";
import type { Finding } from "../../core/findings/finding.ts";
import { judgeNamedRotas, type Rotas } from "../../core/on-call/on-call.ts";
import { parseRota, type Rota, rotaNameOf } from "../../core/on-call/rota.ts";
import { isFile, readGiven } from "../input/given-file.ts";
import { findPolicyFiles, findRotaFiles } from "./policy-files.ts";

/** The rules of a checkout, each as it was read. Paths are from its root. */
export interface CheckoutRules {
  readonly policies: readonly { readonly path: string; readonly parsed: Parsed<Policy> }[];
  readonly rotas: readonly { readonly path: string; readonly parsed: Parsed<Rota> }[];
  /** The CODEOWNERS files that are there, in GitHub's order; the first is read. */
  readonly owners: readonly string[];
  readonly codeowners: CodeOwners | undefined;
  /** `undefined`: there is no such file. */
  readonly settings: Parsed<Settings> | undefined;
}

/** Reads policies, CODEOWNERS and settings of a checkout. */
export async function readCheckoutRules(root: string): Promise<CheckoutRules> {
  const read = async <T>(path: string, parse: (bytes: Uint8Array, file: string) => T): Promise<T> =>
    parse(await readGiven(join(root, path)), path);
  const owners = await listPresent(root, CODEOWNERS_PATHS);
  const settings = await listPresent(root, [SETTINGS_PATH]);
  const paths = await findPolicyFiles(root);
  const rotas = await findRotaFiles(root);
  return {
    policies: await Promise.all(paths.map(async (path) => ({ path, parsed: await read(path, parsePolicy) }))),
    rotas: await Promise.all(rotas.map(async (path) => ({ path, parsed: await read(path, parseRota) }))),
    owners,
    codeowners: owners[0] === undefined ? undefined : await read(owners[0], parseCodeowners),
    settings: settings[0] === undefined ? undefined : await read(settings[0], parseSettings),
  };
}

/** The mistakes in each of the files. */
export const listRuleFindings = ({ policies, rotas, codeowners, settings }: CheckoutRules): Finding[] => [
  ...policies.flatMap(({ parsed }) => parsed.findings),
  ...rotas.flatMap(({ parsed }) => parsed.findings),
  ...judgeRotasOf({ policies, rotas }),
  ...(codeowners?.findings ?? []),
  ...(settings?.findings ?? []),
];

/** Rotas that a policy names and that are not there. */
export const judgeRotasOf = ({ policies, rotas }: Pick<CheckoutRules, "policies" | "rotas">): Finding[] =>
  judgeNamedRotas(
    policies.flatMap(({ parsed }) => parsed.value ?? []),
    new Set(rotas.flatMap(({ path }) => rotaNameOf(path) ?? [])),
  );

/** The rotas that could be read, by name. */
export const rotasOf = ({ rotas }: Pick<CheckoutRules, "rotas">): Rotas =>
  new Map(
    rotas.flatMap(({ path, parsed: { value } }) => {
      const name = rotaNameOf(path);
      return name === undefined || value === undefined ? [] : [[name, value] as const];
    }),
  );

/** Those of the paths that are files of the checkout. */
export async function listPresent(root: string, paths: readonly string[]): Promise<string[]> {
  const found = await Promise.all(paths.map((path) => isFile(join(root, path))));
  return paths.filter((_, index) => found[index]);
}
