import {
  MAX_REVIEW_BYTES,
  parseAccessReview,
  parseReviewPath,
  REVIEWS_FOLDER,
} from "../../core/files/access-review.ts";
import type { TreeFile } from "../../core/files/file-change.ts";
import { isReviewFile } from "../../core/files/pull-kind.ts";
import { type Finding, isError, mistake } from "../../core/findings/finding.ts";
import type { DoneReview } from "../../core/inventory/review-outcome.ts";
import type { Repository } from "../../core/ports/repository.ts";

export interface CommittedReviews {
  readonly reviews: readonly DoneReview[];
  /** Of files that cannot be used: what they say is unknown. */
  readonly findings: readonly Finding[];
}

type Source = Pick<Repository, "listFiles" | "readBlob">;

/** The access reviews at a commit. */
export async function readReviews(repository: Source, commit: string): Promise<CommittedReviews> {
  const files = (await repository.listFiles(commit, REVIEWS_FOLDER)).filter(isReviewFile);
  const reads = await Promise.all(files.map((file) => readReview(repository, file)));
  return {
    reviews: reads.flatMap((read) => read.reviews),
    findings: reads.flatMap(({ findings }) => findings),
  };
}

async function readReview(
  repository: Source,
  { path, mode, size, blob }: TreeFile,
): Promise<CommittedReviews> {
  const place = parseReviewPath(path);
  if (place === undefined || mode !== "100644" || size > MAX_REVIEW_BYTES)
    return { reviews: [], findings: [unusable(path, mode, size)] };
  const { value, findings } = parseAccessReview(await repository.readBlob(blob, MAX_REVIEW_BYTES), path);
  return {
    reviews: value === undefined ? [] : [{ path, ...place, review: value }],
    findings: findings.filter(isError),
  };
}

const unusable = (path: string, mode: string, size: number): Finding =>
  mistake(
    "REVIEW_PLACE",
    `${path} has git mode ${mode} and ${size} bytes; an access review is inventory/reviews/<team>/<date>.yaml with 100644 and at most ${MAX_REVIEW_BYTES}.`,
    "Take it out of the folder, in a pull request that the owners of inventory/ approve.",
  );
