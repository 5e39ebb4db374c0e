import { readVariables } from "../../configuration/read-variables.ts";
import { type AccessReview, parseAccessReview, parseReviewPath } from "../../core/files/access-review.ts";
import type { BriefedReview } from "../../core/inventory/line-facts.ts";
import {
  isWhole,
  type PlannedReview,
  REVIEW_BRANCHES,
  teamOfBranch,
} from "../../core/inventory/planned-review.ts";
import { createBranch, findBranch, readWebPage } from "../../git/objects/branch.ts";
import { readSignatures } from "../../git/process/operator.ts";
import { openStore } from "../../git/repository.ts";
import { listOpenPulls, type OpenPull } from "../../github/setup/review-desk.ts";
import { gitHubRulesDesk } from "../../github/setup/rules-desk.ts";
import { gitHubSetupDesk, type SetupDesk } from "../../github/setup/setup-desk.ts";
import { describeReviewBody, describeReviewTitle, renderAccessReview } from "../../report/access-review.ts";
import { findDefaultBranch } from "../input/clone-branch.ts";
import { requireToken } from "../input/own-token.ts";
import { UsageError } from "../runner/failure.ts";
import { listOpenReviews } from "./open-reviews.ts";

/** Where reviews are opened. */
export interface ReviewPlace {
  /** The open reviews, by team: those that ask about the same access as a new one would. */
  readonly open: ReadonlyMap<string, string>;
  /** What has the branch of a review and is none of the team's, in a sentence each. */
  readonly strays: readonly string[];
  /** Opens one, and answers where: an address, or what to run. */
  openReview(review: BriefedReview): Promise<string>;
}

const TOKEN = {
  whose: "your token",
  example: "review start",
  otherwise: "With --offline GitHub is not asked.",
};

/** GitHub, with a person's token. Throws `UsageError` where the clone is not as GitHub is: the review would be of another inventory. */
export async function openOnline(
  dir: string,
  tip: string,
  planned: readonly PlannedReview[],
): Promise<ReviewPlace> {
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
  const pulls = await listOpenPulls(options, repository.branch, REVIEW_BRANCHES);
  const files = await Promise.all(pulls.map((pull) => readOpenFile(desk, pull)));
  return {
    ...sortOut(planned, files),
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

/** The review that a pull request adds; without it where it does anything else. */
async function readOpenFile(
  { readFiles }: Pick<SetupDesk, "readFiles">,
  { branch, url: where, head, paths }: OpenPull,
): Promise<OpenReview> {
  const team = teamOfBranch(branch);
  const [path = ""] = paths;
  if (paths.size !== 1 || team === undefined || parseReviewPath(path)?.team !== team) return { team, where };
  const text = (await readFiles(head, [path])).get(path);
  const review = text === undefined ? undefined : parseAccessReview(text, path).value;
  return { team, where, ...(review && { review }) };
}

interface OpenReview {
  readonly team: string | undefined;
  /** An address, or a branch. */
  readonly where: string;
  /** Absent where it is none. */
  readonly review?: AccessReview;
}

/** Whoever has write access can take the name of a branch: what counts is what is on it. */
function sortOut(
  planned: readonly PlannedReview[],
  all: readonly OpenReview[],
): Pick<ReviewPlace, "open" | "strays"> {
  const open = new Map<string, string>();
  const strays: string[] = [];
  for (const { team, where, review } of all) {
    const plan = planned.find((each) => each.team === team);
    if (plan === undefined) continue;
    if (review !== undefined && isWhole(review, plan)) open.set(plan.team, open.get(plan.team) ?? where);
    else
      strays.push(
        `${where} has the branch of a review of ${plan.team}, and not the lines that inventory/ asks for: it stands for none. Close it.`,
      );
  }
  return { open, strays };
}

/** The clone alone: a branch for each review, which a person pushes. */
export async function openOffline(
  dir: string,
  tip: string,
  planned: readonly PlannedReview[],
): Promise<ReviewPlace> {
  const store = await openStore(dir);
  const base = await findDefaultBranch(dir);
  const open = await listOpenReviews(store, tip);
  return {
    ...sortOut(
      planned,
      open.map(({ team, branch, review }) => ({ team, where: branch, ...(review && { review }) })),
    ),
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
