import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { RulesText } from "../../core/additions/addition.ts";
import { CODEOWNERS_PATHS } from "../../core/files/codeowners.ts";
import { isPolicyPath } from "../../core/files/policy.ts";
import { SETTINGS_PATH } from "../../core/files/settings.ts";
import type { SetupDesk } from "../../github/setup/setup-desk.ts";
import { findPolicyFiles } from "../check-files/policy-files.ts";
import { isFile } from "../input/given-file.ts";

/** Policies, CODEOWNERS, settings, and those of `others` that are there: of a commit at GitHub. */
export async function readRulesAt(
  desk: Pick<SetupDesk, "listFiles" | "readFiles">,
  commit: string,
  others: readonly string[],
): Promise<RulesText> {
  const policies = (await desk.listFiles(commit, "policies")).map((each) => `policies/${each}`);
  return desk.readFiles(commit, listPaths(policies.filter(isPolicyPath), others));
}

/** The same of a folder. */
export async function readRulesIn(folder: string, others: readonly string[]): Promise<RulesText> {
  const paths = listPaths(await findPolicyFiles(folder), others);
  const texts = await Promise.all(paths.map((path) => readText(join(folder, path))));
  return new Map(
    paths.flatMap((path, index) => {
      const text = texts[index];
      return text === undefined ? [] : [[path, text] as const];
    }),
  );
}

const listPaths = (policies: readonly string[], others: readonly string[]): string[] => [
  ...new Set([...policies, ...CODEOWNERS_PATHS, SETTINGS_PATH, ...others]),
];

const readText = async (file: string): Promise<string | undefined> =>
  (await isFile(file)) ? readFile(file, "utf8") : undefined;
