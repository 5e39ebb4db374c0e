import type { Finding } from "../../core/findings/finding.ts";
import { dayOf } from "../../core/inventory/planned-review.ts";
import { listReviewStatus, type ReviewMerge, type ReviewStatus } from "../../core/inventory/review-status.ts";
import { readGit } from "../../git/process/command.ts";
import type { Store } from "../../git/process/store.ts";
import { openStore } from "../../git/repository.ts";
import { surveyReviews } from "../../operations/plan-reviews.ts";
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
  const merges = new Map<string, ReviewMerge>();
  for (const { path } of done) {
    const commit = await repository.findAddition(tip, path);
    if (commit !== undefined) merges.set(path, await readMerge(store, commit));
  }
  const open = await listOpenReviews(store, tip);
  const teams = planned.map(({ team }) => team);
  return { tip, rows: listReviewStatus({ teams, open, done, merges }, dayOf(now)), findings, isPartial };
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
