import { type AskSource, branchOf, type SourceText } from "../../core/asking/asked.ts";
import { type AskedFile, draftIssue, labelOffer, readAnswers } from "../../core/asking/issue-answers.ts";
import type { IssueNews } from "../../core/asking/issue-news.ts";
import { isEndCommand } from "../../core/decision/comment-command.ts";
import { judgeOffer } from "../../core/decision/judge-offer.ts";
import { parseRequest } from "../../core/files/request.ts";
import { isError } from "../../core/findings/finding.ts";
import { describeObstacle, ObstacleError } from "../../core/plan/obstacle.ts";
import type { AskIssues, Asking, OpenIssue } from "../../core/ports/asking.ts";
import { readSnapshot } from "../evidence/snapshot.ts";
import type { Deps } from "../round/deps.ts";
import { openFor } from "./open-for.ts";

type HearDeps = Pick<
  Deps,
  "repository" | "github" | "ledger" | "pin" | "trustedCommit" | "now" | "log" | "asking" | "issues"
>;

type Hearing = HearDeps & {
  readonly asking: Asking;
  readonly issues: AskIssues;
  readonly mayAnswer: MayAnswer;
};

/** Of one author in one sweep. The calls to GitHub are everybody's. */
const MOST_OF_ONE = 20;

/** The numbers of the open issues that people ask with, newest first: of each author the last ones. Logs when others are left out. */
export async function listAsking({ issues, log }: HearDeps): Promise<number[]> {
  const { issues: found, isWhole } = (await issues?.list()) ?? { issues: [], isWhole: true };
  const read = takeOfEach(found);
  if (!isWhole || read.length < found.length)
    log.warn(
      { step: "issues", listed: found.length, read: read.length, isWhole },
      "too many open issues have the form's label: the oldest wait until others are closed",
    );
  return read.map(({ number }) => number);
}

function takeOfEach(issues: readonly OpenIssue[]): OpenIssue[] {
  const taken = new Map<number, number>();
  return issues.filter(({ author }) => {
    const count = (taken.get(author) ?? 0) + 1;
    taken.set(author, count);
    return count <= MOST_OF_ONE;
  });
}

/** Whether an issue may be answered for the first time now. Each costs a branch and a pull request, and its author opens as many as they like. */
export type MayAnswer = (issue: OpenIssue) => boolean;

/**
 * Reads an issue, opens its pull request, and answers in it; closes the open pull request of an issue that was closed. Nothing happens twice, however often it is called. An issue that does not begin
 * as the form does is none of ours, unless it has the form's label: then it is closed, because it would be read for ever. Throws when a read or the opening fails, after it said so in the issue.
 */
export async function hearIssue(
  deps: HearDeps,
  number: number,
  mayAnswer: MayAnswer = () => true,
): Promise<void> {
  const { asking, issues } = deps;
  const issue = await issues?.find(number);
  if (asking === undefined || issues === undefined) return;
  if (issue === undefined) return withdraw({ ...deps, asking }, number);
  const news = await answerIssue({ ...deps, asking, issues, mayAnswer }, issue);
  if (news === undefined) return;
  await issues.tell(number, news);
  deps.log.info({ step: "ask", issue: number, kind: news.kind }, "answered");
  if (news.kind === "withdrawn") await withdraw({ ...deps, asking }, number);
}

/** Nothing is granted any more for an issue that was closed, so that its pull request would wait for nothing. */
async function withdraw(
  { asking, github, log }: Pick<Hearing, "asking" | "github" | "log">,
  issue: number,
): Promise<void> {
  // A branch is named by the issue's number alone.
  const pull = await asking.find(branchOf({ kind: "issue", number: issue, id: 0 }));
  if (pull?.state !== "open" || !(await github.readTask(issue))?.closed) return;
  await asking.withdraw(pull.number, issue);
  log.info({ step: "ask", issue, pull: pull.number }, "closed: its issue was closed");
}

type IssueSource = Extract<AskSource, { kind: "issue" }>;

async function answerIssue(deps: Hearing, issue: OpenIssue): Promise<IssueNews | undefined> {
  const { number, id } = issue;
  const source: IssueSource = { kind: "issue", number, id };
  const known = await deps.asking.find(branchOf(source));
  if (known?.state === "closed") return { kind: "closed", pull: known.number };
  if (known !== undefined && (await isWithdrawn(deps, source)))
    return { kind: "withdrawn", pull: known.number };
  // What becomes of a merged one is told by the notices.
  if (known?.state === "merged") return undefined;
  if (known !== undefined) return { kind: "opened", pull: known.number };
  if (!deps.mayAnswer(issue)) return undefined;
  const said = await deps.asking.readSource(source);
  const answers = said && readAnswers(said.body);
  if (said === undefined || (answers === undefined && !issue.isLabelled)) return undefined;
  if (said.changed)
    return { kind: "unusable", problem: "it was changed after it was written, or came from another place" };
  if (answers === undefined)
    return { kind: "unusable", problem: "it has the form's label, and does not begin as the form does" };
  if ("problem" in answers) return { kind: "unusable", problem: answers.problem };
  if (!(await deps.github.isActive(said.author)))
    return { kind: "unusable", problem: `${said.author.login} is no member of the organisation` };
  const file = draftIssue(answers, said.author, { number, at: said.at });
  return openOrExplain(deps, source, said, file, answers);
}

/** Its author wrote so there. Closing the issue is what ends the access, and whoever may close it can do the same. */
async function isWithdrawn({ asking, github }: Hearing, source: IssueSource): Promise<boolean> {
  const said = await asking.readSource(source);
  const comments = said ? await github.listComments(said.at, source.number) : [];
  return comments.some(
    ({ author, body, edited }) => author.id === said?.author.id && !edited && isEndCommand(body),
  );
}

async function openOrExplain(
  deps: Hearing,
  source: IssueSource,
  said: SourceText,
  file: AskedFile,
  answers: Parameters<typeof labelOffer>[0],
): Promise<IssueNews> {
  try {
    await deps.repository.fetch();
    const { rules } = await readSnapshot(deps);
    const { settings } = rules;
    if (settings === undefined || rules.findings.some(isError)) throw new ObstacleError(UNREADABLE);
    // A secret must not reach the branch, which keeps it for ever.
    const { value, findings } = parseRequest(file.text, file.path);
    const mistakes = [...findings, ...(value ? judgeOffer(value, answers.folder, rules) : [])].filter(
      isError,
    );
    if (mistakes.length > 0) return { kind: "mistakes", findings: mistakes };
    const title = `Access for ${said.author.login}: ${labelOffer(answers)}`;
    const { publicKey } = settings.ledger;
    const pull = await openFor(deps, { asker: said.author, source, at: said.at, file, title, publicKey });
    return { kind: "opened", pull: pull.number };
  } catch (error) {
    if (error instanceof ObstacleError) {
      const { why, next } = describeObstacle(error);
      await deps.issues.tell(source.number, { kind: "waits", why, next });
    }
    throw error;
  }
}

const UNREADABLE = {
  why: "the policies or the settings of this repository have mistakes.",
  next: "the owners of policies/ correct them.",
};
