import { describeCharacter, listInvisible } from "./characters.ts";
import type { Finding } from "./finding.ts";
import { buildMatcher, type Matches } from "./glob.ts";
import { readText } from "./text.ts";

/** Where GitHub looks, in this order; the first file found is the only one used. Source: docs, "About code owners". */
export const CODEOWNERS_PATHS = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"] as const;

/** From this size on GitHub does not load the file. */
export const MAX_CODEOWNERS_BYTES = 3 * 1024 * 1024;

/** Findings shown of one file. */
const MAX_FINDINGS = 50;

export type Owner =
  | { readonly kind: "team"; readonly org: string; readonly slug: string }
  | { readonly kind: "user"; readonly login: string };

interface OwnersLine {
  /** From 1. */
  readonly line: number;
  readonly text: string;
  readonly owners: readonly Owner[];
  readonly matches: Matches;
}

export interface CodeOwners {
  /** Lines GitHub skips: whatever they were meant to protect is open to an earlier line's owners. */
  readonly findings: readonly Finding[];
  /** The lines that count, in the order of the file. */
  readonly lines: readonly OwnersLine[];
}

/** Who owns a path, and the line that says so. No owners: the line takes the path out of everybody's hands. */
export interface PathOwners {
  readonly owners: readonly Owner[];
  readonly line: number;
  readonly text: string;
}

/** Reads a CODEOWNERS file as GitHub does: a line it cannot use is skipped, and is a finding here. Never throws. */
export function parseCodeowners(source: string | Uint8Array, file: string): CodeOwners {
  const { text, findings } = readText(source, file, MAX_CODEOWNERS_BYTES - 1);
  if (text === undefined) return { findings, lines: [] };
  const read = text.split("\n").map((line, index) => readLine(line, { file, line: index + 1, column: 1 }));
  return {
    findings: read.flatMap((line) => line.findings).slice(0, MAX_FINDINGS),
    lines: read.flatMap(({ line }) => (line === undefined ? [] : [line])),
  };
}

/** The last matching line wins; undefined when no line matches. `path` is relative to the repository, no leading slash. */
export function findOwners(codeowners: CodeOwners, path: string): PathOwners | undefined {
  const found = codeowners.lines.findLast(({ matches }) => matches(path));
  return found && { owners: found.owners, line: found.line, text: found.text };
}

export const describeOwner = (owner: Owner): string =>
  owner.kind === "team" ? `@${owner.org}/${owner.slug}` : `@${owner.login}`;

function readLine(
  raw: string,
  place: NonNullable<Finding["place"]>,
): { line?: OwnersLine; findings: Finding[] } {
  const [pattern, ...names] = raw
    .replace(/(^|[ \t])#.*$/s, "")
    .split(/[ \t\r]/)
    .filter((word) => word !== "");
  const problems = [...judgeText(raw), ...judgePattern(pattern ?? ""), ...names.flatMap(judgeOwner)];
  if (problems.length > 0)
    return { findings: problems.map((words) => ({ severity: "error", at: "", place, ...words })) };
  if (pattern === undefined) return { findings: [] };
  const owners = names.flatMap((name) => readOwner(name) ?? []);
  const text = raw.trim();
  return { findings: [], line: { line: place.line, text, owners, matches: buildMatcher(pattern) } };
}

type Words = Pick<Finding, "code" | "message" | "fix">;

function judgeText(raw: string): Words[] {
  const hidden = listInvisible(raw.replaceAll("\t", "").replace(/\r$/, ""));
  const names = [...new Set(hidden)].map(describeCharacter).join(", ");
  const fix = "Remove them: what is reviewed must be what is read.";
  return hidden.length === 0
    ? []
    : [
        {
          code: "CODEOWNERS_INVISIBLE",
          message: `The line has characters that cannot be seen: ${names}.`,
          fix,
        },
      ];
}

const unsupported: readonly { readonly shape: RegExp; readonly what: string; readonly fix: string }[] = [
  { shape: /^!/, what: "takes paths out with !", fix: "Write a later line with the path and no owner." },
  { shape: /[[\]]/, what: "uses a range in [ ]", fix: "Write one line per case." },
  { shape: /\\/, what: "uses a backslash", fix: "Put ? in the place of the character." },
  { shape: /#/, what: "has a # inside", fix: "Put ? in the place of the #, or a space before a comment." },
  { shape: /\*{3}/, what: "has three stars in a row", fix: "Write * for one level, ** for any." },
  {
    shape: /^\/+$|\/\//,
    what: "has an empty part between slashes",
    fix: "Use single slashes; * stands for all files.",
  },
];

const judgePattern = (pattern: string): Words[] =>
  unsupported
    .filter(({ shape }) => shape.test(pattern))
    .map(({ what, fix }) => ({
      code: "CODEOWNERS_PATTERN",
      message: `The pattern ${JSON.stringify(pattern)} ${what}, which GitHub does not support: the line is skipped.`,
      fix,
    }));

function judgeOwner(name: string): Words[] {
  if (readOwner(name) !== undefined) return [];
  const isEmail = /^[^@]+@[^@]+$/.test(name);
  return [
    {
      code: isEmail ? "CODEOWNERS_EMAIL" : "CODEOWNERS_OWNER",
      message: isEmail
        ? `The owner ${JSON.stringify(name)} is an e-mail address; who it belongs to can change unseen.`
        : `The owner ${JSON.stringify(name)} is neither @user nor @organisation/team.`,
      fix: "Name a team: @organisation/team.",
    },
  ];
}

const ownerShape = /^@([A-Za-z0-9][A-Za-z0-9_-]{0,38})(?:\/([A-Za-z0-9_][A-Za-z0-9_-]{0,99}))?$/;

/** GitHub compares names without regard to case; they are kept in lower case here. */
function readOwner(name: string): Owner | undefined {
  const [, account, team] = ownerShape.exec(name.toLowerCase()) ?? [];
  if (account === undefined) return undefined;
  return team === undefined ? { kind: "user", login: account } : { kind: "team", org: account, slug: team };
}
