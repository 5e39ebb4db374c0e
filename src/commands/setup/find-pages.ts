import { readVariables } from "../../configuration/read-variables.ts";
import type { AccessPages } from "../../core/asking/pages.ts";

/** The pages of a repository at GitHub, or at the GitHub of GITHUB_SERVER_URL. Throws `ConfigError`. */
export function findPages(repository: string, defaultBranch = "main"): AccessPages {
  const named = { ...process.env, HALLPASS_REPOSITORY: repository };
  const { serverUrl, repository: name } = readVariables(named, ["serverUrl", "repository"]);
  return { serverUrl, ...name, defaultBranch };
}
