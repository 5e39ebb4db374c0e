import { hash } from "node:crypto";
import type { Places } from "../../core/pages/places.ts";

/** Where the pages for people lie. */
export const places: Places = {
  overview: "README.md",
  person: (login) => `people/${nameFile(login.toLowerCase())}.md`,
  resource: ({ provider, resource }) => `resources/${nameFile(provider)}/${nameFile(resource)}.md`,
  day: (at) => `${at.toISOString().slice(0, 10).replaceAll("-", "/")}.md`,
};

const PAGE =
  /^(?:README|people\/[a-z0-9][a-z0-9._-]*|resources\/[a-z0-9][a-z0-9._-]*\/[a-z0-9][a-z0-9._-]*|\d{4}\/\d{2}\/\d{2})\.md$/u;

/** A page is no part of the state. */
export const isPage = (path: string): boolean => PAGE.test(path);

/** Lower case alone, because some file systems take `A` for `a`; and nothing that a name with a digest could be taken for. */
const PLAIN = /^(?!.*-[0-9a-f]{32}$)[a-z0-9]+(?:[._-][a-z0-9]+)*$/u;

/** Names that Windows keeps for devices, with any ending ("Naming Files, Paths, and Namespaces"). */
const DEVICE = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)/u;

const LONGEST = 64;

/** A safe name of a file, another one for each text. */
function nameFile(text: string): string {
  if (text.length <= LONGEST && PLAIN.test(text) && !DEVICE.test(text)) return text;
  const begin = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, "-")
    .slice(0, 40)
    .replace(/^-|-$/gu, "");
  return `${begin || "x"}-${hash("sha256", text).slice(0, 32)}`;
}
