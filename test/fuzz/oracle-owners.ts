import ignore from "ignore";

/** Owners of a path, in lower case, as CODEOWNERS writes them; undefined when the file has anything wrong with it. */
export function ownersIn(text: string, path: string): readonly string[] | undefined {
  const lines = readLines(text);
  if (lines.includes(undefined)) return undefined;
  return lines.findLast((line) => line?.pattern !== undefined && owns(line.pattern, path))?.owners ?? [];
}

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
  const words = plain.split(" ").filter((word) => word !== "");
  const comment = words.findIndex((word) => word.startsWith("#"));
  const [pattern, ...owners] = comment < 0 ? words : words.slice(0, comment);
  if (pattern === undefined) return { pattern, owners };
  const isOdd = /^!|[[\]\\#]|\/\/|^\/$|\*{3}/.test(pattern);
  const areNames = owners.every((owner) =>
    /^@[a-z0-9][a-z0-9_-]{0,38}(\/[a-z0-9_][a-z0-9_-]{0,99})?$/i.test(owner),
  );
  return isOdd || !areNames ? undefined : { pattern, owners: owners.map((owner) => owner.toLowerCase()) };
}

/** By gitignore's rules, but a last `*` stays on its level. Source: docs, "About code owners". */
function owns(pattern: string, path: string): boolean {
  if (!ignore.isPathValid(path) || !ignore({ ignorecase: false }).add(pattern).ignores(path)) return false;
  const isFlat = /\/\*$/.test(pattern) && !pattern.includes("**");
  return !isFlat || path.split("/").length === pattern.replace(/^\//, "").split("/").length;
}
