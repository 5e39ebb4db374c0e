import { readFile, rename, writeFile } from "node:fs/promises";
import type { FromSchema } from "json-schema-to-ts";
import { buildValidator } from "../../core/document/schema.ts";

const schema = {
  type: "object",
  required: ["key", "since"],
  properties: { key: { type: "string" }, since: { type: "string" } },
} as const;

const isStart = buildValidator<FromSchema<typeof schema>>(schema);

/**
 * When the key with this name was first used, as the file remembers it: now, where it is new or the file cannot be read. A lost file makes
 * comments from before count without their seal, as long as GitHub shows no edit.
 */
export function rememberSealStart(
  file: string,
  key: string,
  now: () => Date,
  onError: (error: unknown) => void,
): () => Promise<Date> {
  let start: Promise<Date> | undefined;
  const find = async (): Promise<Date> => {
    const known = await readStart(file, key);
    if (known !== undefined) return known;
    const since = now();
    await writeStart(file, key, since).catch(onError);
    return since;
  };
  // Not before it is asked for: a command that only looks, with a new key, starts nothing.
  return () => {
    start ??= find();
    return start;
  };
}

async function readStart(file: string, key: string): Promise<Date | undefined> {
  try {
    const read: unknown = JSON.parse(await readFile(file, "utf8"));
    const since = isStart(read) && read.key === key ? new Date(read.since) : undefined;
    return since === undefined || Number.isNaN(since.getTime()) ? undefined : since;
  } catch {
    return undefined;
  }
}

async function writeStart(file: string, key: string, since: Date): Promise<void> {
  await writeFile(`${file}.next`, JSON.stringify({ key, since: since.toISOString() }), { mode: 0o600 });
  await rename(`${file}.next`, file);
}
