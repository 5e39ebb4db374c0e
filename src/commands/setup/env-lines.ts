import { randomBytes } from "node:crypto";
import { chmod, readFile, realpath, rename, rm, writeFile } from "node:fs/promises";
import { parseEnvFile } from "../input/env-file.ts";

/** The variables of the file; none when there is no file. */
export async function readEnvLines(file: string): Promise<ReadonlyMap<string, string>> {
  return parseEnvFile(await readOrNothing(file)).values;
}

/**
 * Adds those variables that the file lacks, and answers their names. Lines that are there stay. Its owner alone may read it, also before the first
 * secret is in it; a crash leaves the old or the new one.
 */
export async function addEnvLines(
  file: string,
  wanted: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  const text = await readOrNothing(file);
  const { values } = parseEnvFile(text);
  const missing = Object.entries(wanted).filter(([name]) => !values.has(name));
  if (missing.length > 0) {
    const lines = missing.map(([name, value]) => `${name}=${quote(value)}\n`).join("");
    const before = text === "" || text.endsWith("\n") ? text : `${text}\n`;
    await replaceFile(file, `${before}${lines}`);
  } else if (text !== "") await chmod(file, 0o600);
  return missing.map(([name]) => name);
}

/**
 * Writes another value in the place of one that stands in the file word for word, and changes nothing else. False, and no change, where that cannot
 * be done. The file is replaced at once: a crash leaves the old or the new one.
 */
export async function changeEnvValue(file: string, name: string, from: string, to: string): Promise<boolean> {
  const text = await readFile(file, "utf8");
  const begin = new RegExp(`^[ \\t]*(?:export[ \\t]+)?${name}[ \\t]*=[ \\t]*(["'\`]?)`, "gmu");
  const [match, ...others] = text.matchAll(begin);
  if (match === undefined || others.length > 0) return false;
  const at = match.index + match[0].length;
  const sign = match[1] ?? "";
  if (!text.startsWith(`${from}${sign}`, at)) return false;
  const written = sign === "" ? quote(to) : `${to}${sign}`;
  const changed = `${text.slice(0, at)}${written}${text.slice(at + from.length + sign.length)}`;
  const wanted = new Map([...parseEnvFile(text).values, [name, to]]);
  if (!isSame(parseEnvFile(changed).values, wanted)) return false;
  await replaceFile(file, changed);
  return true;
}

/** By a file of a name of its own, made for its owner alone: whoever holds the old one open reads nothing new. A link stays one. */
async function replaceFile(file: string, text: string): Promise<void> {
  const place = await realpath(file).catch(() => file);
  const fresh = `${place}.${randomBytes(6).toString("hex")}.new`;
  try {
    await writeFile(fresh, text, { mode: 0o600, flag: "wx" });
    await rename(fresh, place);
  } finally {
    await rm(fresh, { force: true });
  }
}

const isSame = (a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean =>
  a.size === b.size && [...a].every(([name, value]) => b.get(name) === value);

/**
 * As `node --env-file` reads it: a line end in double quotes is `\n`; other quotes keep every other character. Throws for a value that no quotes
 * can hold; its text is not in the message.
 */
function quote(value: string): string {
  if (/^[\w./:@+-]*$/u.test(value)) return value;
  const forms = [
    ...(value.includes("\n") ? [`"${value.replaceAll("\n", "\\n")}"`] : []),
    ...["'", "`", '"'].map((sign) => `${sign}${value}${sign}`),
  ];
  const form = forms.find((each) => parseEnvFile(`A=${each}\nB=1\n`).values.get("A") === value);
  if (form !== undefined) return form;
  throw new Error("A value has every kind of quotes, so that a file of NAME=value lines cannot hold it.");
}

async function readOrNothing(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return "";
    throw error;
  }
}
