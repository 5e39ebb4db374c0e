import { LRUCache } from "lru-cache";
import type { RepositoryRules } from "../../core/decision/evidence.ts";
import { MAX_DOCUMENT_BYTES } from "../../core/document/document.ts";
import {
  CODEOWNERS_PATHS,
  type CodeOwners,
  MAX_CODEOWNERS_BYTES,
  parseCodeowners,
} from "../../core/files/codeowners.ts";
import type { TreeFile } from "../../core/files/file-change.ts";
import { isPolicyPath, type Policy, parsePolicy } from "../../core/files/policy.ts";
import {
  MAX_SETTINGS_BYTES,
  parseSettings,
  SETTINGS_PATH,
  type Settings,
} from "../../core/files/settings.ts";
import { type Finding, mistake } from "../../core/findings/finding.ts";
import { judgeNamedRotas, type Rotas } from "../../core/on-call/on-call.ts";
import { MAX_ROTA_BYTES, parseRota, rotaNameOf } from "../../core/on-call/rota.ts";
import type { Repository } from "../../core/ports/repository.ts";
import { type ParseBlob, parseOnce } from "./parse-once.ts";

interface Read<T> {
  readonly value?: T;
  readonly findings: readonly Finding[];
  readonly id: string;
}

/** Reads policies, rotas, CODEOWNERS and settings at a commit. Mistakes in them are returned as findings; a failed read throws. */
export async function readRules(repository: Repository, commit: string): Promise<RepositoryRules> {
  const known = read.get(repository) ?? new LRUCache<string, RepositoryRules>({ max: MOST_COMMITS });
  read.set(repository, known);
  const before = known.get(commit);
  if (before !== undefined) return before;
  const rules = await readRulesAt(repository, commit);
  known.set(commit, rules);
  return rules;
}

/** A commit never changes, and one decision asks for the rules of the same few commits several times. */
const read = new WeakMap<Repository, LRUCache<string, RepositoryRules>>();
const MOST_COMMITS = 8;

async function readRulesAt(repository: Repository, commit: string): Promise<RepositoryRules> {
  const [policies, codeowners, settings] = await Promise.all([
    readPolicies(repository, commit),
    readCodeowners(repository, commit),
    readSettings(repository, commit),
  ]);
  return {
    commit,
    policies: policies.value?.policies ?? [],
    ...(policies.value && { policyBlobs: policies.value.blobs, rotas: policies.value.rotas }),
    codeowners: codeowners.value,
    settings: settings.value,
    findings: [...policies.findings, ...codeowners.findings, ...settings.findings],
    ids: { policies: policies.id, codeowners: codeowners.id, settings: settings.id },
  };
}

interface PolicyFiles {
  readonly policies: readonly Policy[];
  readonly blobs: ReadonlyMap<string, string>;
  readonly rotas: Rotas;
}

/** Of the folders read last, by the id of their tree: most commits change no policy, and decisions remember what they found out about a list. */
const policiesRead = new WeakMap<Repository, LRUCache<string, Read<PolicyFiles>>>();

async function readPolicies(repository: Repository, commit: string): Promise<Read<PolicyFiles>> {
  const id = (await repository.treeId(commit, "policies")) ?? "";
  const known =
    policiesRead.get(repository) ?? new LRUCache<string, Read<PolicyFiles>>({ max: MOST_COMMITS });
  policiesRead.set(repository, known);
  const before = known.get(id);
  if (before !== undefined) return before;
  const policies = await readPoliciesAt(repository, commit, id);
  known.set(id, policies);
  return policies;
}

/** Whoever proposes rules has them read. */
const MOST_POLICIES = 1000;

const explainMany = (count: number): Finding =>
  mistake("RULE_TOO_LARGE", `There are ${count} policies; the limit is ${MOST_POLICIES}.`, MEND);

async function readPoliciesAt(
  repository: Repository,
  commit: string,
  id: string,
): Promise<Read<PolicyFiles>> {
  const files = await repository.listFiles(commit, "policies");
  const found = files.filter(({ path }) => isPolicyPath(path));
  if (found.length > MOST_POLICIES) return { findings: [explainMany(found.length)], id };
  const parsed = await Promise.all(
    found.map((file) => readPlain(repository, file, MAX_DOCUMENT_BYTES, parsePolicyOnce)),
  );
  const blobs = found.flatMap(({ blob }, index) => {
    const name = parsed[index]?.value?.name;
    return name === undefined ? [] : [[name, blob] as const];
  });
  const policies = parsed.flatMap(({ value }) => value ?? []);
  const rotas = await readRotas(repository, files, policies);
  return {
    value: { policies, blobs: new Map(blobs), rotas: rotas.value },
    findings: [...parsed.flatMap(({ findings }) => findings), ...rotas.findings],
    id,
  };
}

/** They lie within the folder of the policies, so that its tree names them too: they are owned and adopted with it. */
async function readRotas(
  repository: Repository,
  files: readonly TreeFile[],
  policies: readonly Policy[],
): Promise<{ readonly value: Rotas; readonly findings: readonly Finding[] }> {
  const named = files.flatMap((file) => {
    const name = rotaNameOf(file.path);
    return name === undefined ? [] : [{ name, file }];
  });
  const read = await Promise.all(
    named.map(async ({ name, file }) => ({
      name,
      ...(await readPlain(repository, file, MAX_ROTA_BYTES, parseRotaOnce)),
    })),
  );
  return {
    value: new Map(read.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value] as const]))),
    findings: [
      ...read.flatMap(({ findings }) => findings),
      ...judgeNamedRotas(policies, new Set(named.map(({ name }) => name))),
    ],
  };
}

async function readCodeowners(repository: Repository, commit: string): Promise<Read<CodeOwners>> {
  const places = await Promise.all(CODEOWNERS_PATHS.map((path) => repository.findFile(commit, path)));
  const [file, ...others] = places.filter((place) => place !== undefined);
  const id = places.map((place) => place?.blob ?? "").join(" ");
  if (file === undefined) return { findings: [missing(".github/CODEOWNERS")], id };
  if (others.length > 0) return { findings: [secondCodeowners([file, ...others])], id };
  return { ...(await readPlain(repository, file, MAX_CODEOWNERS_BYTES, parseCodeownersOnce)), id };
}

async function readSettings(repository: Repository, commit: string): Promise<Read<Settings>> {
  const file = await repository.findFile(commit, SETTINGS_PATH);
  if (file === undefined) return { findings: [missing(SETTINGS_PATH)], id: "" };
  return { ...(await readPlain(repository, file, MAX_SETTINGS_BYTES, parseSettingsOnce)), id: file.blob };
}

/** A link or an oversized file is a mistake like any other, and stops grants. */
async function readPlain<T>(
  repository: Repository,
  { path, mode, size, blob }: TreeFile,
  limit: number,
  parse: ParseBlob<Omit<Read<T>, "id">>,
): Promise<Omit<Read<T>, "id">> {
  if (mode !== "100644")
    return {
      findings: [mistake("RULE_NOT_A_PLAIN_FILE", `${path} has git mode ${mode}; a rule has 100644.`, MEND)],
    };
  if (size > limit)
    return {
      findings: [mistake("RULE_TOO_LARGE", `${path} has ${size} bytes; the limit is ${limit}.`, MEND)],
    };
  return parse(path, blob, () => repository.readBlob(blob, limit));
}

const parsePolicyOnce = parseOnce(parsePolicy);
const parseRotaOnce = parseOnce(parseRota);
const parseSettingsOnce = parseOnce(parseSettings);
const parseCodeownersOnce = parseOnce((bytes, path) => {
  const value = parseCodeowners(bytes, path);
  return { value, findings: value.findings };
});

const MEND = "Ask the owners of policies/ and .github/ to correct it.";

const missing = (path: string): Finding =>
  mistake(
    "RULE_FILE_MISSING",
    `${path} does not exist on the default branch.`,
    "Ask the owners of .github/ to add it.",
  );

const secondCodeowners = (files: readonly TreeFile[]): Finding =>
  mistake(
    "CODEOWNERS_TWICE",
    `There are ${files.length} CODEOWNERS files: ${files.map(({ path }) => path).join(", ")}. Only one counts.`,
    "Ask the owners of .github/ to remove all but .github/CODEOWNERS.",
  );
