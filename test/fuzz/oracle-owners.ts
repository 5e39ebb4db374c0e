import ignore from "ignore";

/** Owners of a path, in lower case, as CODEOWNERS writes them; undefined when the file has anything wrong with it. */
export const ownersIn = (text: string, path: string): readonly string[] | undefined =>
  readLines(text).includes(undefined) ? undefined : ownersLeftIn(text, path);

/** The same where lines with anything wrong are skipped, as GitHub does. */
export const ownersLeftIn = (text: string, path: string): readonly string[] =>
  readLines(text).findLast((line) => line?.pattern !== undefined && owns(line.pattern, path))?.owners ?? [];

/** Every owner of every path. */
export const allOwnersIn = (text: string): readonly string[] =>
  readLines(text).flatMap((line) => line?.owners ?? []);

/** As a file of bytes gives them. */
const readLines = (text: string) => Buffer.from(text).toString("utf8").split("\n").map(readLine);

interface Line {
  readonly pattern: string | undefined;
  readonly owners: readonly string[];
}

/** undefined = GitHub would skip it, or take it for something else. */
function readLine(line: string): Line | undefined {
  const plain = line.replaceAll("\t", " ").replace(/\r$/, "");
  if (/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u.test(plain)) return undefined;
  const words = plain.match(/(?:\\ |[^ ])+/gu) ?? [];
  const comment = words.findIndex((word) => word.startsWith("#"));
  const [pattern, ...owners] = comment < 0 ? words : words.slice(0, comment);
  if (pattern === undefined) return { pattern, owners };
  const isOdd = /^!|[[\]\\#]|\/\/|^\/$|\*{3}/.test(pattern.replaceAll("\\ ", "x"));
  const areNames = owners.every((owner) =>
    /^(@[a-z0-9][a-z0-9_-]{0,38}(\/[a-z0-9_][a-z0-9_-]{0,99})?|[^@\\]+@[^@\\]+\.[^@\\]+)$/i.test(owner),
  );
  return isOdd || !areNames ? undefined : { pattern, owners: owners.map((owner) => owner.toLowerCase()) };
}

/** A name that no folder on the way has. */
const LEAF = "~leaf";

/** By gitignore's rules, but a last `*` stays on its level. Source: docs, "About code owners". */
function owns(pattern: string, path: string): boolean {
  if (!ignore.isPathValid(path)) return false;
  const [asked, of] = pattern.endsWith("/*") ? [pattern + LEAF, path + LEAF] : [pattern, path];
  return ignore({ ignorecase: false }).add(asked).ignores(of);
}
