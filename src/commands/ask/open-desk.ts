import { readVariables } from "../../configuration/read-variables.ts";
import { gitHubDesk } from "../../github/asking/desk.ts";
import { findRepository } from "../input/access-repository.ts";
import { requireToken } from "../input/own-token.ts";
import type { Tracker } from "./read-request.ts";

/** The variables that a person's desk is opened from, for the help. */
export const deskEnvironment = {
  GH_TOKEN:
    "your token, such as `gh auth token` prints; a fine-grained one needs the repository permissions Contents and Pull requests: write, and Members: read of the organisation",
  HALLPASS_REPOSITORY: "the access repository, as owner/name",
  GITHUB_API_URL: "the address of the REST API, for GitHub Enterprise",
} as const;

/** GitHub with the person's own token. Throws `UsageError` and `ConfigError`. */
export async function openDesk(given: string | undefined): Promise<Tracker> {
  const token = requireToken({ whose: "your own token", example: "request" });
  const named = given ?? process.env.HALLPASS_REPOSITORY ?? (await findRepository());
  const { repository, apiUrl } = readVariables({ ...process.env, HALLPASS_REPOSITORY: named }, [
    "repository",
    "apiUrl",
  ]);
  return gitHubDesk({ name: repository, apiUrl, token, now: () => new Date() });
}
