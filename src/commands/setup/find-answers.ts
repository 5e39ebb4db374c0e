import { writeFile } from "node:fs/promises";
import { stringify } from "yaml";
import { type Answers, parseAnswers } from "../../core/setup/answers.ts";
import { checkAnswers } from "../../core/setup/check-answers.ts";
import { isFile, readGiven } from "../input/given-file.ts";
import { canAsk } from "../input/prompt.ts";
import { describeFinding } from "../output/finding-lines.ts";
import { UsageError } from "../runner/failure.ts";
import { askAnswers } from "./ask-answers.ts";

interface Search {
  readonly file: string;
  /** The repository that was named, where one was. */
  readonly repository: string | undefined;
  /** undefined where GitHub is not asked. */
  readonly listTeams: (() => Promise<readonly string[]>) | undefined;
  /** Whether asked answers are written to the file. */
  readonly keeps: boolean;
}

/** The answers of the file, or those that a person gives on the terminal. Throws `UsageError`. */
export async function findAnswers(search: Search): Promise<Answers> {
  const { file, repository, listTeams, keeps } = search;
  if (await isFile(file)) return readAnswers(file, repository);
  if (listTeams === undefined || repository === undefined || !canAsk())
    throw new UsageError(
      `${file} is not there: name the answers with --answers, or run this on a terminal, which asks for them.`,
    );
  const answers = await askAnswers(repository, await listTeams());
  if (keeps) await writeFile(file, stringify(answers, { lineWidth: 0 }));
  return answers;
}

async function readAnswers(file: string, repository: string | undefined): Promise<Answers> {
  const { value, findings } = parseAnswers(new TextDecoder().decode(await readGiven(file)), file);
  const found = value === undefined ? findings : [...findings, ...checkAnswers(value, file)];
  if (value === undefined || found.length > 0)
    throw new UsageError(found.map(describeFinding).join("\n"), { fix: `Correct ${file}.` });
  if (repository !== undefined && value.repository.toLowerCase() !== repository.toLowerCase())
    throw new UsageError(`${file} is about ${value.repository}, not about ${repository}: name another file.`);
  return value;
}
