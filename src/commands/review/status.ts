import { dayOf } from "../../core/inventory/planned-review.ts";
import {
  isOverdue,
  listReviewStatus,
  type ReviewMerge,
  type ReviewStatus,
} from "../../core/inventory/review-status.ts";
import { readGit } from "../../git/process/command.ts";
import type { Store } from "../../git/process/store.ts";
import { openStore } from "../../git/repository.ts";
import { surveyReviews } from "../../operations/plan-reviews.ts";
import { renderReviewStatus } from "../../report/access-review-status.ts";
import { openCloneRepository } from "../input/clone-ledger.ts";
import { describeFinding, toRecord } from "../output/finding-lines.ts";
import { complain, print, printJson } from "../output/terminal.ts";
import { chooseExitCode } from "../runner/exit-codes.ts";
import { listOpenReviews } from "./open-reviews.ts";

interface Given {
  readonly repository?: string;
  readonly json?: boolean;
}

/** Prints every review of the clone. Resolves to the exit code: 1 where one is overdue. */
export async function showStatus({ repository: dir = ".", json }: Given): Promise<number> {
  const now = new Date();
  const repository = await openCloneRepository(dir);
  const { tip, planned, done, findings } = await surveyReviews(repository, now, 0);
  const store = await openStore(dir);
  const merges = new Map<string, ReviewMerge>();
  for (const { path } of done) {
    const commit = await repository.findAddition(tip, path);
    if (commit !== undefined) merges.set(path, await readMerge(store, commit));
  }
  const open = await listOpenReviews(store, tip);
  const teams = planned.map(({ team }) => team);
  const rows: ReviewStatus[] = listReviewStatus({ teams, open, done, merges }, dayOf(now));
  if (json === true) printJson({ tip, reviews: rows, findings: findings.map(toRecord) });
  else print(renderReviewStatus(rows));
  for (const finding of findings) complain(`${describeFinding(finding)}\n`);
  return chooseExitCode(rows.some(isOverdue), findings.length === 0);
}

/** GitHub ends the subject of a squash commit with the number of its pull request. */
async function readMerge(store: Store, commit: string): Promise<ReviewMerge> {
  const text = await readGit(store, ["show", "--no-patch", "--format=%ct%n%an%n%s", commit, "--"]);
  const [seconds = "", author = "", subject = ""] = text.split("\n");
  const pull = /\(#(\d{1,9})\)$/u.exec(subject)?.[1];
  return {
    ...{ commit, author, at: new Date(Number(seconds) * 1000) },
    ...(pull !== undefined && { pull: Number(pull) }),
  };
}
