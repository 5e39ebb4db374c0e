import type { Finding } from "../../core/findings/finding.ts";
import { dayOf } from "../../core/inventory/planned-review.ts";
import type { DoneReview } from "../../core/inventory/review-outcome.ts";
import { listReviewStatus, type ReviewMerge, type ReviewStatus } from "../../core/inventory/review-status.ts";
import type { Repository } from "../../core/ports/repository.ts";
import { readGit } from "../../git/process/command.ts";
import type { Store } from "../../git/process/store.ts";
import { openRepository, openStore } from "../../git/repository.ts";
import { surveyReviews } from "../../operations/plan-reviews.ts";
import { readReviews } from "../../operations/standing/read-reviews.ts";
import { openCloneRepository } from "../input/clone-ledger.ts";
import { listOpenReviews } from "./open-reviews.ts";

export interface CloneReviews {
  /** The commit of the default branch. */
  readonly tip: string;
  readonly rows: readonly ReviewStatus[];
  /** Of rules, inventory and reviews. */
  readonly findings: readonly Finding[];
  /** For some of these, rows may be missing. */
  readonly isPartial: boolean;
}

/** Every access review that the clone knows, and the teams without one. */
export async function readReviewStatus(dir: string, now: Date): Promise<CloneReviews> {
  const repository = await openCloneRepository(dir);
  const { tip, planned, done, findings, isPartial } = await surveyReviews(repository, now, 0);
  const store = await openStore(dir);
  const merges = await readMerges(store, repository, tip, done);
  const open = await listOpenReviews(store, tip);
  const teams = planned.map(({ team }) => team);
  return { tip, rows: listReviewStatus({ teams, open, done, merges }, dayOf(now)), findings, isPartial };
}

/** The access reviews on a commit of the default branch, and what git says of their merges: nothing of a branch, and nothing later. */
export async function readDoneReviews(dir: string, branch: string, head: string): Promise<DoneReviews> {
  const repository = await openRepository({ dir, defaultBranch: branch });
  const { reviews: done, findings } = await readReviews(repository, head);
  const merges = await readMerges(await openStore(dir), repository, head, done);
  return { rows: listReviewStatus({ teams: [], open: [], done, merges }, ""), findings };
}

export interface DoneReviews {
  readonly rows: readonly ReviewStatus[];
  /** Of files that cannot be read: their reviews are missing. */
  readonly findings: readonly Finding[];
}

async function readMerges(
  store: Store,
  repository: Pick<Repository, "findAddition">,
  tip: string,
  done: readonly DoneReview[],
): Promise<ReadonlyMap<string, ReviewMerge>> {
  const merges = new Map<string, ReviewMerge>();
  for (const { path } of done) {
    const commit = await repository.findAddition(tip, path);
    if (commit !== undefined) merges.set(path, await readMerge(store, commit));
  }
  return merges;
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
