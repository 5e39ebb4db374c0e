import { CODEOWNERS_PATHS } from "./codeowners.ts";
import { SETTINGS_PATH } from "./settings.ts";

/** Folders and files that Hallpass or GitHub finds by their exact name. */
const FOLDERS = ["access-requests", "policies", ".github"] as const;
const FILES: readonly string[] = [...CODEOWNERS_PATHS, SETTINGS_PATH];

/**
 * Our folder or file that a path can be mistaken for: by a reader, or by a file system that ignores case, trailing spaces or characters
 * without width. undefined: the path is our own, or similar to none of ours.
 */
export function findLookAlike(path: string): string | undefined {
  if (path === ".github") return ".github/";
  const seen = skeleton(path);
  const folder = FOLDERS.find(
    (name) => isLikeWithin(seen, skeleton(name)) || isShortName(path.split("/", 1)[0] ?? "", name),
  );
  if (folder !== undefined && !isWithin(path, folder)) return `${folder}/`;
  return FILES.find((file) => path !== file && isLike(seen, skeleton(file)));
}

const isWithin = (path: string, folder: string): boolean => path === folder || path.startsWith(`${folder}/`);

const isLikeWithin = (seen: string, folder: string): boolean =>
  isLike(seen.split("/").slice(0, folder.split("/").length).join("/"), folder);

/**
 * True if the two differ only by non-ASCII characters, one for one: no table lists all letters that look alike in some font. At least half
 * of the characters must be equal, so that a word of another script is not taken for ours.
 */
function isLike(seen: string, wanted: string): boolean {
  const [some, all] = [[...seen], [...wanted]];
  const same = all.filter((character, index) => character === some[index]).length;
  const isFolded = some.every((character, index) => character === all[index] || character > "\u007f");
  return some.length === all.length && isFolded && same * 2 >= all.length;
}

/** NTFS offers `ACCESS~1` for `access-requests`. */
const isShortName = (path: string, name: string): boolean =>
  /^[^~]{4,6}~\d+$/u.test(path) &&
  name.replace(/^\./u, "").startsWith(path.replace(/~\d+$/u, "").toLowerCase());

/** Two names with the same skeleton are hard to tell apart. As in UTS #39, for the letters our names are made of. */
function skeleton(path: string): string {
  const folded = [
    ...path
      .normalize("NFKD")
      .replace(/[\p{M}\p{Cf}\p{Cc}\p{DI}\p{Co}]/gu, "")
      .toLowerCase(),
  ]
    .map((character) => confusable.get(character) ?? character)
    .join("");
  return folded
    .split(/[/\\]+/u)
    .map(skeletonOfName)
    .filter((name) => name !== "")
    .join("/");
}

/** Windows drops dots and spaces at the end, and takes what follows a colon for a stream of the file. */
const skeletonOfName = (name: string): string =>
  name
    .replace(/:.*$/su, "")
    .replace(/[\s.]+$/u, "")
    .replace(/\.ymi$/u, ".yami")
    .replace(/vv/gu, "w")
    .replace(/[\s_\p{Pd}−˗۔⁃➖ⲻ]+/gu, "");

/** Source: Unicode, confusables.txt. Compatibility forms (full width, mathematical letters) are folded before. */
const confusable: ReadonlyMap<string, string> = new Map(
  Object.entries({
    a: "аαɑᴀ",
    b: "ЬьᏏ",
    c: "сϲᴄᏟ",
    d: "ԁɗᏧ",
    e: "еєҽ℮ᴇεɛ",
    f: "ƒғ",
    g: "ɡցԍ",
    h: "һհᏂ",
    // One class: an upper-case i, a small L and a one look the same.
    i: "іıɩιɪӏlⅼ1|ǀו",
    k: "кκᴋ",
    n: "пոռɴ",
    o: "оοօσᴏ0ѳө",
    p: "рρ",
    q: "ԛգ",
    r: "гᴦɼ",
    s: "ѕꜱ",
    t: "тτᴛ",
    u: "υսᴜц",
    w: "ԝѡաᴡω",
    y: "уүγʏ",
    ".": "․·",
    "/": "∕⁄╱",
  }).flatMap(([plain, others]) => [...others].map((other): [string, string] => [other.toLowerCase(), plain])),
);
