import {
  CODEOWNERS_PATHS,
  type CodeOwners,
  MAX_CODEOWNERS_BYTES,
  parseCodeowners,
} from "../core/codeowners.ts";
import type { RepositoryRules } from "../core/evidence.ts";
import type { Finding } from "../core/finding.ts";
import { type Policy, parsePolicy } from "../core/policy.ts";
import type { Repository, TreeFile } from "../core/ports/repository.ts";
import { MAX_SETTINGS_BYTES, parseSettings, SETTINGS_PATH, type Settings } from "../core/settings.ts";

const MAX_POLICY = 64 * 1024;

interface Read<T> {
  readonly value?: T;
  readonly findings: readonly Finding[];
  readonly id: string;
}

/** Policies, CODEOWNERS and settings at a commit. What is wrong with them comes back as findings; a failed read throws. */
export async function readRules(repository: Repository, commit: string): Promise<RepositoryRules> {
  const [policies, codeowners, settings] = await Promise.all([
    readPolicies(repository, commit),
    readCodeowners(repository, commit),
    readSettings(repository, commit),
  ]);
  return {
    commit,
    policies: policies.value ?? [],
    codeowners: codeowners.value,
    settings: settings.value,
    findings: [...policies.findings, ...codeowners.findings, ...settings.findings],
    ids: { policies: policies.id, codeowners: codeowners.id, settings: settings.id },
  };
}

async function readPolicies(repository: Repository, commit: string): Promise<Read<Policy[]>> {
  const files = await repository.listFiles(commit, "policies");
  const found = files.filter(({ path }) => /^policies\/[^/]+\.yaml$/u.test(path));
  const parsed = await Promise.all(
    found.map(async (file) => parsePolicy(await readPlain(repository, file, MAX_POLICY), file.path)),
  );
  return {
    value: parsed.flatMap(({ value }) => (value === undefined ? [] : [value])),
    findings: parsed.flatMap(({ findings }) => findings),
    id: (await repository.treeId(commit, "policies")) ?? "",
  };
}

async function readCodeowners(repository: Repository, commit: string): Promise<Read<CodeOwners>> {
  const places = await Promise.all(CODEOWNERS_PATHS.map((path) => repository.findFile(commit, path)));
  const [file, ...others] = places.filter((place) => place !== undefined);
  const id = [file, ...others].map((place) => place?.blob ?? "").join(" ");
  if (file === undefined) return { findings: [missing(".github/CODEOWNERS")], id };
  if (others.length > 0) return { findings: [secondCodeowners([file, ...others])], id };
  const value = parseCodeowners(await readPlain(repository, file, MAX_CODEOWNERS_BYTES), file.path);
  return { value, findings: value.findings, id };
}

async function readSettings(repository: Repository, commit: string): Promise<Read<Settings>> {
  const file = await repository.findFile(commit, SETTINGS_PATH);
  if (file === undefined) return { findings: [missing(SETTINGS_PATH)], id: "" };
  const parsed = parseSettings(await readPlain(repository, file, MAX_SETTINGS_BYTES), SETTINGS_PATH);
  return { ...parsed, id: file.blob };
}

async function readPlain(repository: Repository, file: TreeFile, limit: number): Promise<Uint8Array> {
  if (file.mode !== "100644")
    throw new Error(`${file.path} has git mode ${file.mode}; a rule is a plain file.`);
  return repository.readBlob(file.blob, limit);
}

const missing = (path: string): Finding => ({
  code: "RULE_FILE_MISSING",
  severity: "error",
  at: "",
  message: `${path} does not exist on the default branch.`,
  fix: "Ask the owners of .github/ to add it.",
});

const secondCodeowners = (files: readonly TreeFile[]): Finding => ({
  code: "CODEOWNERS_TWICE",
  severity: "error",
  at: "",
  message: `There are ${files.length} CODEOWNERS files: ${files.map(({ path }) => path).join(", ")}. Only one counts.`,
  fix: "Ask the owners of .github/ to remove all but .github/CODEOWNERS.",
});
