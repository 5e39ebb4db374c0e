import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import type { Answers } from "../../core/setup/answers.ts";
import { listTeams, type SetupFile } from "../../core/setup/blueprint.ts";
import { isInRules } from "../../core/setup/rule-files.ts";
import { writeFiles } from "../output/write-files.ts";
import { UsageError } from "../runner/failure.ts";
import { findPages } from "./find-pages.ts";
import type { Place } from "./place.ts";
import { readRulesIn } from "./read-rules.ts";

/** A folder, to be pushed by hand. The answers name the ids of teams and people, because GitHub is not asked. */
export const openOffline = (folder: string, answers: Answers): Place => ({
  repository: answers.repository,
  readPages: async () => findPages(answers.repository),
  readNumbers: async () => ({
    teams: requireIds(listTeams(answers), answers.teams ?? {}),
    people: Object.entries(answers.people ?? {}).map(([name, id]) => ({ name, id })),
  }),
  readIdentities: async () => {
    throw new UsageError(
      `The answers take accounts from the SAML identities (accounts: ${answers.accounts}), which GitHub alone tells: run this without --offline, or write accounts: login or none.`,
    );
  },
  readRules: (others) => readRulesIn(folder, others),
  findTip: async () => undefined,
  listForeign: (written) => listForeign(folder, written),
  plan: async () => [],
  apply: async (files) => {
    await writeFiles(folder, files);
    return {
      variables: {},
      commit: undefined,
      next: [
        `Push ${folder} to the default branch of ${answers.repository}.`,
        "Give each team that asks or approves the role Write on the repository.",
        "Write the repository's id into HALLPASS_REPOSITORY_ID, and the commit you pushed into HALLPASS_TRUSTED_COMMIT.",
      ],
    };
  },
});

/** Read as the folder is, before git has an id for anything. */
async function listForeign(folder: string, written: readonly SetupFile[]): Promise<string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(orNothing);
  const texts = new Map(written.map(({ path, text }) => [path, text]));
  const rules = found
    .filter((each) => !each.isDirectory())
    .map((each) => ({ path: relative(folder, join(each.parentPath, each.name)), isPlain: each.isFile() }))
    .filter(({ path }) => isInRules(path));
  const foreign = await Promise.all(
    rules.map(
      async ({ path, isPlain }) =>
        !isPlain || texts.get(path) !== (await readFile(join(folder, path), "utf8")),
    ),
  );
  return rules.filter((_, index) => foreign[index]).map(({ path }) => path);
}

function orNothing(error: unknown): never[] {
  if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
  throw error;
}

function requireIds(
  slugs: readonly string[],
  ids: Readonly<Record<string, number>>,
): ReadonlyMap<string, number> {
  const missing = slugs.filter((slug) => !Object.hasOwn(ids, slug));
  if (missing.length > 0)
    throw new UsageError(
      `Write the ids of these teams into the answers, under teams: ${missing.join(", ")}. Such as: gh api orgs/ORG/teams/${missing[0]} --jq .id`,
    );
  return new Map(slugs.map((slug) => [slug, ids[slug] ?? 0]));
}
