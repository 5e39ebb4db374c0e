import { draftIssue, readAnswers } from "../../src/core/asking/issue-answers.ts";
import { addRules } from "../../src/operations/evidence/snapshot.ts";
import { type OpenDeps, openFor, type Wish } from "../../src/operations/opening/open-for.ts";
import { readView } from "../../src/operations/round/view.ts";
import type { InProcess } from "./in-process.ts";
import { issueText } from "./issue-form.ts";
import { at } from "./local-github.ts";

export interface AskedIssue {
  readonly issue: number;
  readonly wish: Wish;
}

/** Somebody opens an issue with the form: the wish that Hallpass reads out of it. */
export async function askInIssue(
  app: InProcess,
  login = "alice",
  fields: Parameters<typeof issueText>[0] = {},
): Promise<AskedIssue> {
  const { data } = await app.as(login).issues.create({ ...at, title: "Access", body: issueText(fields) });
  return { issue: data.number, wish: await readWish(app, data.number) };
}

export const openWish = async (app: InProcess, wish: Wish): Promise<number> =>
  (await openFor(opening(app), wish)).number;

/** What the app has to open pull requests with. */
export function opening({ deps }: InProcess): OpenDeps {
  const { asking } = deps;
  if (asking === undefined) throw new Error("This app opens no pull requests.");
  return { ...deps, asking };
}

export async function readWish({ as, deps }: InProcess, number: number): Promise<Wish> {
  const { asking } = deps;
  const { data } = await as("alice").issues.get({ ...at, issue_number: number });
  const source = { kind: "issue", number, id: data.id } as const;
  const said = await asking?.readSource(source);
  if (said === undefined) throw new Error(`#${number} is no issue.`);
  const answers = readAnswers(said.body);
  if (answers === undefined || "problem" in answers) throw new Error(JSON.stringify(answers));
  await deps.repository.fetch();
  const { rules } = await addRules(deps, await readView(deps));
  const file = draftIssue(answers, said.author, { number, at: said.at });
  const publicKey = rules.settings?.ledger.publicKey ?? "";
  return { asker: said.author, source, at: said.at, file, title: "Access for alice", publicKey };
}
