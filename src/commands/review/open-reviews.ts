import {
  MAX_REVIEW_BYTES,
  parseAccessReview,
  parseReviewPath,
  REVIEWS_FOLDER,
} from "../../core/files/access-review.ts";
import { REVIEW_BRANCHES } from "../../core/inventory/planned-review.ts";
import type { OpenFile } from "../../core/inventory/review-status.ts";
import { listFiles, readBlob } from "../../git/objects/objects.ts";
import { readGit } from "../../git/process/command.ts";
import type { Store } from "../../git/process/store.ts";

/**
 * The reviews on the branches of the clone and of its remote as last fetched: all of them, since nothing says which of two branches with the
 * same file is meant. `tip`: of the default branch.
 */
export async function listOpenReviews(store: Store, tip: string): Promise<OpenFile[]> {
  const done = new Set((await listFiles(store, tip, REVIEWS_FOLDER)).map(({ path }) => path));
  const places = [`refs/remotes/origin/${REVIEW_BRANCHES}/`, `refs/heads/${REVIEW_BRANCHES}/`];
  const rows = await readGit(store, ["for-each-ref", "--format=%(objectname) %(refname)", ...places]);
  const found = new Map<string, OpenFile>();
  for (const row of rows.split("\n").filter(Boolean)) {
    const [commit = "", ref = ""] = row.split(" ");
    const branch = ref.replace(/^refs\/(?:remotes\/origin|heads)\//u, "");
    for (const file of await listFiles(store, commit, REVIEWS_FOLDER)) {
      const place = parseReviewPath(file.path);
      if (place === undefined || done.has(file.path)) continue;
      const isReadable = file.mode === "100644" && file.size <= MAX_REVIEW_BYTES;
      const { value } = isReadable
        ? parseAccessReview(await readBlob(store, file.blob, MAX_REVIEW_BYTES), file.path)
        : {};
      // The remote's comes last in the order of names, and is newer than the branch of that name that was made here.
      found.set(JSON.stringify([file.path, branch]), {
        ...place,
        path: file.path,
        branch,
        ...(value && { review: value }),
      });
    }
  }
  const order = ({ path, branch }: OpenFile): string => `${path} ${branch}`;
  return [...found.values()].toSorted((a, b) => (order(a) < order(b) ? -1 : 1));
}
