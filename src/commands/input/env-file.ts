import { parseEnv } from "node:util";

/** The values of a file of NAME=value lines, and the numbers of the lines that are wrong. */
export interface EnvFile {
  readonly values: ReadonlyMap<string, string>;
  readonly wrong: readonly number[];
}

/** Node parses the values; this finds the lines that it would skip silently. */
export function parseEnvFile(text: string): EnvFile {
  const lines = text.replaceAll("\r", "").split("\n");
  const wrong: number[] = [];
  const kept: string[] = [];
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index]?.trimStart() ?? "";
    if (line === "" || line.startsWith("#")) continue;
    if (!line.includes("=")) {
      wrong.push(index + 1);
      continue;
    }
    const more = countMore(line, lines.slice(index + 1));
    kept.push(line, ...lines.slice(index + 1, index + 1 + more));
    index += more;
  }
  const entries = Object.entries(parseEnv(kept.join("\n")));
  return {
    values: new Map(entries.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))),
    wrong,
  };
}

/** Counts the following lines of a value in quotes, up to the closing quote. */
function countMore(line: string, after: readonly string[]): number {
  const value = line.slice(line.indexOf("=") + 1).trimStart();
  const quote = ['"', "'", "`"].find((each) => value.startsWith(each));
  if (quote === undefined || value.includes(quote, 1)) return 0;
  return after.findIndex((next) => next.includes(quote)) + 1;
}
