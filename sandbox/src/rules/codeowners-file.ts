import ignore from "ignore";
import { readFileAt } from "../git/objects.ts";
import type { Repository } from "../model.ts";

/** The places where GitHub looks. Only the first file found counts. */
const places = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"] as const;

/** "About code owners": GitHub does not load a file of 3 MB or more, so all paths are without owners. */
const largestFile = 3 * 1024 * 1024;

export interface OwnersLine {
  /** From 1. */
  readonly number: number;
  readonly text: string;
  readonly pattern: string;
  /** The owners as written, with their `@`. */
  readonly owners: readonly string[];
  /** GitHub skips a line with an unusable pattern and reports it. */
  readonly readable: boolean;
  readonly matches: (path: string) => boolean;
}

export interface OwnersFile {
  readonly path: string;
  readonly lines: readonly OwnersLine[];
}

/** The CODEOWNERS file that counts at a commit; undefined if there is none. */
export async function readOwnersFile(
  repository: Repository,
  commit: string,
): Promise<OwnersFile | undefined> {
  for (const path of places) {
    const text = await readFileAt(repository.store, commit, path);
    if (text === undefined) continue;
    return { path, lines: Buffer.byteLength(text) < largestFile ? parseLines(text) : [] };
  }
  return undefined;
}

function parseLines(text: string): OwnersLine[] {
  return text.split(/\r?\n/).flatMap((line, index) => {
    const [pattern = "", ...owners] = splitLine(line);
    if (pattern === "") return [];
    const readable = isPattern(pattern);
    const matches = readable ? buildMatcher(pattern) : () => false;
    return [{ number: index + 1, text: line, pattern, owners, readable, matches }];
  });
}

/** The words of a line without its comment. `\ ` is a space in a path, as users of GitHub report. */
const splitLine = (line: string): readonly string[] =>
  line.replace(/(^|(?<!\\)\s)#.*$/, "").match(/(?:\\ |\S)+/g) ?? [];

/**
 * "About code owners": escaping a leading `#`, negating with `!` and ranges with `[ ]` do not work. Only the space is known to be
 * escapable. Three asterisks are GitHub's own example of an invalid pattern ("List CODEOWNERS errors").
 */
const isPattern = (pattern: string): boolean => !/^!|\[|\]|\\(?! )|\*{3}/.test(pattern);

function buildMatcher(pattern: string): (path: string) => boolean {
  const matcher = ignore({ ignorecase: false }).add(pattern);
  // Unlike in gitignore, `docs/*` owns the files in the folder, but not the folders below it.
  const flat = pattern.endsWith("/*") && !pattern.includes("**");
  const depth = pattern.split("/").filter(Boolean).length;
  return (path) =>
    ignore.isPathValid(path) && matcher.ignores(path) && (!flat || path.split("/").length === depth);
}
