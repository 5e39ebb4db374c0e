import { writeFile } from "node:fs/promises";
import { stringify } from "yaml";
import { type Answers, parseAnswers } from "../../core/setup/answers.ts";
import { checkAnswers } from "../../core/setup/check-answers.ts";
import { isFile, readGiven } from "../input/given-file.ts";
import { canAsk } from "../input/prompt.ts";
import { describeFinding } from "../output/finding-lines.ts";
import { UsageError } from "../runner/failure.ts";
import { askAnswers, type Choices } from "./ask-answers.ts";

interface Search {
  readonly file: string;
  /** The repository that was named, where one was. */
  readonly repository: string | undefined;
  /** undefined where GitHub is not asked. */
  readonly listChoices: (() => Promise<Choices>) | undefined;
  /** Whether asked answers are written to the file. */
  readonly keeps: boolean;
}

/** The answers of the file, or those that a person gives on the terminal. Throws `UsageError`. */
export async function findAnswers(search: Search): Promise<Answers> {
  const { file, repository, listChoices, keeps } = search;
  if (await isFile(file)) return readAnswers(file, repository);
  if (listChoices === undefined || repository === undefined || !canAsk())
    throw new UsageError(
      `${file} is not there: name the answers with --answers, or run this on a terminal, which asks for them.`,
    );
  const text = stringify(await askAnswers(repository, await listChoices()), { lineWidth: 0 });
  if (keeps) await writeFile(file, text);
  return judgeAnswers(text, file);
}

async function readAnswers(file: string, repository: string | undefined): Promise<Answers> {
  const value = judgeAnswers(new TextDecoder().decode(await readGiven(file)), file);
  if (repository !== undefined && value.repository.toLowerCase() !== repository.toLowerCase())
    throw new UsageError(`${file} is about ${value.repository}, not about ${repository}: name another file.`);
  return value;
}

/** Answers of a terminal are judged as those of a file: a folder may be named by two teams. Throws `UsageError` with every mistake. */
function judgeAnswers(source: string, file: string): Answers {
  const { value, findings } = parseAnswers(source, file);
  const found = value === undefined ? findings : [...findings, ...checkAnswers(value, file)];
  if (value !== undefined && found.length === 0) return value;
  throw new UsageError(found.map(describeFinding).join("\n"), { fix: `Correct ${file}.` });
}
