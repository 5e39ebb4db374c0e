import type { Octokit } from "@octokit/rest";
import { type Finding, mistake } from "../core/findings/finding.ts";
import type { GitHub } from "../core/ports/github.ts";
import type { RepositoryName } from "./http/client.ts";
import { GitHubError, statusOf } from "./http/error.ts";

/** The errors that GitHub finds in CODEOWNERS, over REST ("List CODEOWNERS errors"). */
export const ownersErrors = (octokit: Octokit, name: RepositoryName): Pick<GitHub, "listOwnersErrors"> => ({
  listOwnersErrors: async (commit) => {
    try {
      const { data } = await octokit.rest.repos.codeownersErrors({ ...name, ref: commit });
      return data.errors.map(({ kind, line, column, path, source }) =>
        toFinding(
          `GitHub finds "${kind}" in line ${line} of ${path}: ${JSON.stringify((source ?? "").trim())}.`,
          { file: path, line, column },
        ),
      );
    } catch (error) {
      if (statusOf(error) !== 404)
        throw new GitHubError(`list what is wrong with CODEOWNERS at ${commit}`, error);
      return [toFinding(`GitHub finds no CODEOWNERS at ${commit}.`)];
    }
  },
});

const toFinding = (message: string, place?: NonNullable<Finding["place"]>): Finding => ({
  ...mistake(
    "CODEOWNERS_ERROR",
    message,
    "Ask the owners of .github/ to correct it: a team that was renamed, was deleted or may not write owns nothing.",
  ),
  ...(place && { place }),
});
