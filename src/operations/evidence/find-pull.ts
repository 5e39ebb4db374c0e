import type { PullRequest } from "../../core/decision/github-facts.ts";
import type { Deps } from "../round/deps.ts";

/** Finds the pull request that was merged as this commit of the default branch. */
export async function findMergedPull(
  { github }: Pick<Deps, "github">,
  commit: string,
): Promise<PullRequest | undefined> {
  const numbers = await github.listPullsOf(commit);
  const pulls = await Promise.all(numbers.map((number) => github.readPull(number)));
  return pulls.find((candidate) => candidate?.merged?.commit === commit);
}

/** The same, and fetches its head. */
export async function findPullOf(
  { github, repository }: Pick<Deps, "github" | "repository">,
  commit: string,
): Promise<PullRequest | undefined> {
  const pull = await findMergedPull({ github }, commit);
  if (pull !== undefined && (await repository.pullHead(pull.number)) !== pull.head.sha)
    await repository.fetch([pull.number]);
  return pull;
}
