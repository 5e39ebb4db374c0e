import { readVariables } from "../../configuration/read-variables.ts";
import type { BriefedReview } from "../../core/inventory/line-facts.ts";
import { REVIEW_BRANCHES, teamOfBranch } from "../../core/inventory/planned-review.ts";
import { createBranch, findBranch, readWebPage } from "../../git/objects/branch.ts";
import { readSignatures } from "../../git/process/operator.ts";
import { openStore } from "../../git/repository.ts";
import { listOpenPulls } from "../../github/setup/review-desk.ts";
import { gitHubRulesDesk } from "../../github/setup/rules-desk.ts";
import { gitHubSetupDesk } from "../../github/setup/setup-desk.ts";
import { describeReviewBody, describeReviewTitle, renderAccessReview } from "../../report/access-review.ts";
import { findDefaultBranch } from "../input/clone-branch.ts";
import { requireToken } from "../input/own-token.ts";
import { UsageError } from "../runner/failure.ts";
import { listOpenReviews } from "./open-reviews.ts";

/** Where reviews are opened. */
export interface ReviewPlace {
  /** The open reviews, by team. */
  readonly open: ReadonlyMap<string, string>;
  /** Opens one, and answers where: an address, or what to run. */
  openReview(review: BriefedReview): Promise<string>;
}

const TOKEN = {
  whose: "your token",
  example: "review start",
  otherwise: "With --offline GitHub is not asked.",
};

/** GitHub, with a person's token. Throws `UsageError` where the clone is not as GitHub is: the review would be of another inventory. */
export async function openOnline(dir: string, tip: string): Promise<ReviewPlace> {
  const token = requireToken(TOKEN);
  const { repository: name, apiUrl } = readVariables(
    { ...process.env, HALLPASS_REPOSITORY: await findName(dir) },
    ["repository", "apiUrl"],
  );
  const options = { name, apiUrl, token, now: () => new Date() };
  const [desk, rules] = [gitHubSetupDesk(options), gitHubRulesDesk(options)];
  const repository = await desk.findRepository();
  if (repository?.commit === undefined)
    throw new UsageError(`There is no ${name.owner}/${name.repo} with a commit that this token may see.`);
  if (repository.commit !== tip)
    throw new UsageError(
      `The clone has ${repository.branch} at ${tip}, and GitHub at ${repository.commit}. Run git -C ${dir} fetch, then run this again.`,
    );
  const pulls = await listOpenPulls(options, REVIEW_BRANCHES);
  return {
    open: new Map(
      pulls.flatMap(({ branch, url }) => {
        const team = teamOfBranch(branch);
        return team === undefined ? [] : [[team, url] as const];
      }),
    ),
    openReview: async (review) => {
      const files = [{ path: review.path, text: renderAccessReview(review) }];
      const { branch } = review;
      // Left by a pull request that was closed.
      const free = (await rules.hasBranch(branch)) ? `${branch}-${Date.now().toString(36)}` : branch;
      const [message, body] = [describeReviewTitle(review), describeReviewBody(review)];
      return desk.openPull({ repository, files, message, body }, free);
    },
  };
}

async function findName(dir: string): Promise<string | undefined> {
  const named = process.env.HALLPASS_REPOSITORY;
  if (named !== undefined && named !== "") return named;
  const page = await readWebPage(await openStore(dir));
  return /^https?:\/\/[^/]+\/([^/]+\/[^/]+)$/u.exec(page ?? "")?.[1];
}

/** The clone alone: a branch for each review, which a person pushes. */
export async function openOffline(dir: string, tip: string): Promise<ReviewPlace> {
  const store = await openStore(dir);
  const base = await findDefaultBranch(dir);
  const open = await listOpenReviews(store, tip);
  return {
    open: new Map(open.map(({ team, branch }) => [team, branch])),
    openReview: async (review) => {
      const { branch, path } = review;
      const place = await findBranch(store, branch);
      if (place !== undefined) throw new UsageError(`The branch ${branch} exists already. Delete it first.`);
      const message = `${describeReviewTitle(review)}\n\nThe standing access of ${review.team}, to be kept or removed line by line.\n`;
      const files = [{ path, text: renderAccessReview(review) }];
      await createBranch(store, { branch, from: tip, files, message, ...(await readSignatures(store)) });
      return `git push origin ${branch} && gh pr create --base ${base} --head ${branch} --fill`;
    },
  };
}
