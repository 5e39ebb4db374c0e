import { dirname, relative, resolve, sep } from "node:path";
import type { Parsed } from "../core/document.ts";
import { type Finding, isError } from "../core/finding.ts";
import { judgeOffer } from "../core/judge-offer.ts";
import { parsePolicy } from "../core/policy.ts";
import { type AccessRequest, parseRequest, parseRequestPath } from "../core/request.ts";
import { parseSettings } from "../core/settings.ts";
import { guessKind, type Kind } from "./document-kind.ts";
import { isFolder, readGiven } from "./given-file.ts";
import { findPolicyFiles } from "./policy-files.ts";

export interface Checked {
  /** As it was given. */
  readonly file: string;
  readonly kind: Kind;
  readonly ok: boolean;
  readonly findings: readonly Finding[];
}

/** Everything wrong with one file. Throws `UsageError` when it cannot be read. */
export async function checkFile(
  file: string,
  asked: { readonly root: string | undefined; readonly kind: Kind | undefined },
): Promise<Checked> {
  const bytes = await readGiven(file);
  const root = asked.root ?? (await findRoot(file));
  const path = relative(resolve(root ?? "."), resolve(file))
    .split(sep)
    .join("/");
  const kind = asked.kind ?? guessKind(path, new TextDecoder().decode(bytes));
  const findings = await findMistakes({ kind, bytes, file, path, root });
  return { file, kind, ok: !findings.some(isError), findings };
}

interface Given {
  readonly kind: Kind;
  readonly bytes: Uint8Array;
  readonly file: string;
  /** Inside the checkout. */
  readonly path: string;
  readonly root: string | undefined;
}

async function findMistakes({ kind, bytes, file, path, root }: Given): Promise<readonly Finding[]> {
  if (kind === "policy") return parsePolicy(bytes, file).findings;
  if (kind === "settings") return parseSettings(bytes, file).findings;
  const parsed = parseRequest(bytes, file);
  const misplaced = path.startsWith("access-requests/") && parseRequestPath(path) === undefined;
  return [
    ...parsed.findings,
    ...(misplaced ? [describePath(path)] : []),
    ...(await judge(parsed, path, root)),
  ];
}

/** What the checkout's policies say, when there are any and the request itself is sound. */
async function judge({ value, locate }: Parsed<AccessRequest>, path: string, root: string | undefined) {
  const folder = parseRequestPath(path)?.team;
  if (value === undefined || folder === undefined || root === undefined) return [];
  const files = await findPolicyFiles(root);
  const parsed = await Promise.all(
    files.map(async (name) => ({ name, ...parsePolicy(await readGiven(resolve(root, name)), name) })),
  );
  const policies = parsed.flatMap((policy) => policy.value ?? []);
  const unreadable = parsed
    .filter((policy) => policy.value === undefined)
    .map(({ name }) => describePolicy(name));
  const findings = judgeOffer(value, folder, policies).map((finding): Finding => {
    const place = locate(finding.at);
    return place === undefined ? finding : { ...finding, place };
  });
  return [...unreadable, ...findings];
}

const describePath = (path: string): Finding => ({
  code: "PATH_PATTERN",
  severity: "error",
  at: "",
  message: `${JSON.stringify(path)} is not a place for a request.`,
  fix: "Use access-requests/<team>/<name>.yaml, with lower-case letters, digits and . _ - only.",
});

const describePolicy = (name: string): Finding => ({
  code: "POLICY_UNREADABLE",
  severity: "error",
  at: "",
  message: `${name} has mistakes: while it has, nothing is granted.`,
  fix: `Run hallpass check ${name}.`,
});

/** The nearest folder around a file that holds `policies/`. */
async function findRoot(file: string): Promise<string | undefined> {
  for (let folder = dirname(resolve(file)); ; folder = dirname(folder)) {
    if (await isFolder(resolve(folder, "policies"))) return folder;
    if (folder === dirname(folder)) return undefined;
  }
}
