import { chmod, readFile, writeFile } from "node:fs/promises";
import { parseEnvFile } from "../input/env-file.ts";

/** The variables of the file; none when there is no file. */
export async function readEnvLines(file: string): Promise<ReadonlyMap<string, string>> {
  return parseEnvFile(await readOrNothing(file)).values;
}

/** Adds those variables that the file lacks, and answers their names. Lines that are there stay. Its owner alone may read it. */
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
    await writeFile(file, `${before}${lines}`, { mode: 0o600 });
  }
  if (text !== "" || missing.length > 0) await chmod(file, 0o600);
  return missing.map(([name]) => name);
}

/** As `node --env-file` reads it: a line end in double quotes is `\n`; single quotes keep every other character. */
function quote(value: string): string {
  if (/^[\w./:@+-]*$/u.test(value)) return value;
  if (value.includes("\n") && !value.includes('"')) return `"${value.replaceAll("\n", "\\n")}"`;
  return `'${value}'`;
}

async function readOrNothing(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return "";
    throw error;
  }
}
