import { addDays } from "date-fns/addDays";
import type { Evidence, RepositoryRules } from "../../core/decision/evidence.ts";
import { findReviewFile } from "../../core/decision/rules/access-review.ts";
import {
  MAX_REVIEW_BYTES,
  parseAccessReview,
  parseReviewPath,
  REVIEWS_FOLDER,
} from "../../core/files/access-review.ts";
import type { FileChange } from "../../core/files/file-change.ts";
import { listReviewLines } from "../../core/inventory/review-lines.ts";
import type { Repository } from "../../core/ports/repository.ts";
import { readBaselines } from "./read-baselines.ts";

interface About {
  readonly changes: readonly FileChange[];
  /** The tip of the default branch, and its rules. */
  readonly tip: string;
  readonly rules: Pick<RepositoryRules, "policies">;
  readonly at: Date;
}

/** The access review that a pull request adds, and the lines that `inventory/` of the default branch asks for. */
export async function gatherReview(
  repository: Repository,
  { changes, tip, rules, at }: About,
): Promise<Pick<Evidence, "review">> {
  const change = findReviewFile(changes);
  if (change === undefined || !change.mode.startsWith("100") || change.size > MAX_REVIEW_BYTES) return {};
  const { path, blob } = change;
  const team = parseReviewPath(path)?.team;
  const [source, inventory, files] = await Promise.all([
    repository.readBlob(blob, MAX_REVIEW_BYTES),
    readBaselines(repository, tip),
    repository.listFiles(tip, REVIEWS_FOLDER),
  ]);
  const baselines = inventory.files.map(({ baseline }) => baseline);
  return {
    review: {
      path,
      parsed: parseAccessReview(source, path),
      expected: (team !== undefined && listReviewLines(rules.policies, baselines).get(team)) || [],
      findings: inventory.findings,
      earlier: files.flatMap((file) => {
        const place = parseReviewPath(file.path);
        return place !== undefined && place.team === team ? [place.day] : [];
      }),
      // Days begin earlier in some places than in UTC.
      lastDay: addDays(at, 1).toISOString().slice(0, 10),
    },
  };
}
