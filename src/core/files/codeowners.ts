import { LRUCache } from "lru-cache";
import { readText } from "../document/text.ts";
import { type Finding, mistake, warning } from "../findings/finding.ts";
import { describeCharacter, listInvisible } from "../text/characters.ts";
import { buildMatcher, type Matches } from "../text/glob.ts";

/** The places where GitHub looks, in this order. Only the first file found counts. Source: docs, "About code owners". */
export const CODEOWNERS_PATHS = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"] as const;

/** From this size on GitHub does not load the file. */
export const MAX_CODEOWNERS_BYTES = 3 * 1024 * 1024;

/** Findings shown of one file. */
const MAX_FINDINGS = 50;

export type Owner =
  | { readonly kind: "team"; readonly org: string; readonly slug: string }
  | { readonly kind: "user"; readonly login: string }
  /** Of an account that GitHub knows and does not name: it is matched to no approver. */
  | { readonly kind: "email"; readonly address: string };

interface OwnersLine {
  /** From 1. */
  readonly line: number;
  readonly text: string;
  readonly owners: readonly Owner[];
  readonly matches: Matches;
}

export interface CodeOwners {
  /**
   * Errors: lines GitHub skips, so that what they were meant to protect is open to an earlier line's owners. Warnings: lines that
   * count, with an owner that Hallpass cannot match to a person.
   */
  readonly findings: readonly Finding[];
  /** The lines that count, in the order of the file. */
  readonly lines: readonly OwnersLine[];
}

/** The owners of a path, and the line that names them. `owners` is empty when the line names none: the path then has no owner. */
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
  const known = answers.get(codeowners) ?? new LRUCache<string, Answer>({ max: MOST_ANSWERS });
  answers.set(codeowners, known);
  const before = known.get(path);
  if (before !== undefined) return before.owners;
  const found = codeowners.lines.findLast(({ matches }) => matches(path));
  const owners = found && { owners: found.owners, line: found.line, text: found.text };
  known.set(path, { owners });
  return owners;
}

interface Answer {
  readonly owners: PathOwners | undefined;
}

/** One decision asks for the owners of the same path several times, of a file that never changes. */
const answers = new WeakMap<CodeOwners, LRUCache<string, Answer>>();
const MOST_ANSWERS = 1000;

/** The mistake of more than one file. `paths`: those that are there, in GitHub's order. */
export const findSecond = (paths: readonly string[]): Finding[] =>
  paths.length < 2
    ? []
    : [
        mistake(
          "CODEOWNERS_TWICE",
          `There are ${paths.length} CODEOWNERS files: ${paths.join(", ")}. GitHub uses the first; Hallpass grants nothing while there are more.`,
          `Remove all but ${paths[0]}.`,
        ),
      ];

export function describeOwner(owner: Owner): string {
  if (owner.kind === "email") return owner.address;
  return owner.kind === "team" ? `@${owner.org}/${owner.slug}` : `@${owner.login}`;
}

function readLine(
  raw: string,
  place: NonNullable<Finding["place"]>,
): { line?: OwnersLine; findings: Finding[] } {
  const [pattern, ...names] = splitLine(raw);
  const problems = [...judgeText(raw), ...judgePattern(pattern ?? ""), ...names.flatMap(judgeOwner)];
  if (problems.length > 0) return { findings: problems.map((problem) => ({ ...problem, place })) };
  if (pattern === undefined) return { findings: [] };
  const owners = names.flatMap((name) => readOwner(name) ?? []);
  const text = raw.trim();
  const findings = owners.flatMap((owner): Finding[] =>
    owner.kind === "email" ? [{ ...unmatched(owner.address), place }] : [],
  );
  const matches = buildMatcher(pattern.replaceAll(ESCAPED_SPACE, " "));
  return { findings, line: { line: place.line, text, owners, matches } };
}

/**
 * GitHub reads `\ ` as a space that belongs to the path. It is in no page of its documentation: reported at
 * mszostok/codeowners-validator#71, sbdchd/codeowners#34 and hairyhenderson/go-codeowners#9.
 */
const ESCAPED_SPACE = "\\ ";

/** The pattern and the owners, without a comment. */
const splitLine = (raw: string): string[] =>
  raw.replace(/(^|(?<!\\)[ \t])#.*$/su, "").match(/(?:\\ |[^ \t\r])+/gu) ?? [];

function judgeText(raw: string): Finding[] {
  const hidden = listInvisible(raw.replaceAll("\t", "").replace(/\r$/, ""));
  const names = [...new Set(hidden)].map(describeCharacter).join(", ");
  const fix = "Remove them: what is reviewed must be what is read.";
  return hidden.length === 0
    ? []
    : [mistake("CODEOWNERS_INVISIBLE", `The line has characters that cannot be seen: ${names}.`, fix)];
}

const unsupported: readonly { readonly shape: RegExp; readonly what: string; readonly fix: string }[] = [
  { shape: /^!/, what: "takes paths out with !", fix: "Write a later line with the path and no owner." },
  { shape: /[[\]]/, what: "uses a range in [ ]", fix: "Write one line per case." },
  {
    shape: /\\/,
    what: "uses a backslash",
    fix: "Put ? in the place of the character. Only a space is escaped.",
  },
  { shape: /#/, what: "has a # inside", fix: "Put ? in the place of the #, or a space before a comment." },
  { shape: /\*{3}/, what: "has three stars in a row", fix: "Write * for one level, ** for any." },
  {
    shape: /^\/+$|\/\//,
    what: "has an empty part between slashes",
    fix: "Use single slashes; * stands for all files.",
  },
];

const judgePattern = (pattern: string): Finding[] =>
  unsupported
    .filter(({ shape }) => shape.test(pattern.replaceAll(ESCAPED_SPACE, "?")))
    .map(({ what, fix }) =>
      mistake(
        "CODEOWNERS_PATTERN",
        `The pattern ${JSON.stringify(pattern)} ${what}, which GitHub does not support: the line is skipped.`,
        fix,
      ),
    );

const judgeOwner = (name: string): Finding[] =>
  readOwner(name) !== undefined
    ? []
    : [
        mistake(
          "CODEOWNERS_OWNER",
          `The owner ${JSON.stringify(name)} is neither @user nor @organisation/team.`,
          "Name a team: @organisation/team.",
        ),
      ];

const unmatched = (address: string): Finding =>
  warning(
    "CODEOWNERS_EMAIL",
    `GitHub asks the account of ${JSON.stringify(address)}. Hallpass cannot tell which account that is: nothing that this line owns is approved.`,
    "Name a team: @organisation/team.",
  );

const ownerShape = /^@([A-Za-z0-9][A-Za-z0-9_-]{0,38})(?:\/([A-Za-z0-9_][A-Za-z0-9_-]{0,99}))?$/;

/** Docs, "About code owners": "You can also refer to a user by an email address". */
const emailShape = /^[^@\s\\]+@[^@\s\\]+\.[^@\s\\]+$/u;

/** GitHub compares names without regard to case; they are kept in lower case here. */
function readOwner(name: string): Owner | undefined {
  if (emailShape.test(name)) return { kind: "email", address: name };
  const [, account, team] = ownerShape.exec(name.toLowerCase()) ?? [];
  if (account === undefined) return undefined;
  return team === undefined ? { kind: "user", login: account } : { kind: "team", org: account, slug: team };
}
