import type { Story } from "../../core/audit/stories.ts";
import { MAX_DOCUMENT_BYTES } from "../../core/document/document.ts";
import type { Repository } from "../../core/ports/repository.ts";

/** A file that a story rests on, as it was then. */
export interface StoryText {
  readonly what: "request" | "policy";
  readonly blob: string;
  /** Absent: it cannot be read in this clone. */
  readonly text?: string;
}

/** What was asked for and the policies that applied, word by word. */
export async function readTexts(repository: Repository, { parts, refusal }: Story): Promise<StoryText[]> {
  const requests = parts.flatMap(({ proof }) => proof?.blob ?? []);
  const policies = parts.flatMap(({ lease }) => lease.policy?.blob ?? []);
  const wanted = [
    ...[...new Set([...requests, ...(refusal ? [refusal.blob] : [])])].map(
      (blob) => ["request", blob] as const,
    ),
    ...[...new Set(policies)].map((blob) => ["policy", blob] as const),
  ];
  return Promise.all(
    wanted.map(async ([what, blob]) => ({ what, blob, ...(await readText(repository, blob)) })),
  );
}

const readText = (repository: Repository, blob: string): Promise<{ readonly text?: string }> =>
  repository.readBlob(blob, MAX_DOCUMENT_BYTES).then(
    (bytes) => ({ text: new TextDecoder().decode(bytes) }),
    () => ({}),
  );

/** Each line is indented, so that no line of a file looks like one of ours. */
export const renderTexts = (texts: readonly StoryText[]): string =>
  texts
    .map(({ what, blob, text }) =>
      text === undefined
        ? `\nthe ${what}, blob ${blob}, cannot be read in this clone: fetch first\n`
        : `\nthe ${what}, blob ${blob}:\n${indent(text)}`,
    )
    .join("");

const indent = (text: string): string =>
  text
    .trimEnd()
    .split("\n")
    .map((line) => `    ${line}\n`)
    .join("");
