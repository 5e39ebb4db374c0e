import { isIP } from "node:net";
import type { Octokit } from "@octokit/rest";
import { call } from "./http/error.ts";

/** How the commits of an app are signed off. */
export interface BotIdentity {
  readonly name: string;
  readonly email: string;
}

/** Of a domain that no account can have an address in (RFC 2606): commits are shown without an account. */
export const NOBODY: BotIdentity = { name: "hallpass", email: "hallpass@noreply.invalid" };

/** "Get the authenticated app", then its account. */
export const readOwnBot = (octokit: Octokit, serverUrl: string): Promise<BotIdentity> =>
  call("read the app's own account", async () => {
    const { data } = await octokit.rest.apps.getAuthenticated();
    return readBot(octokit, serverUrl, data?.slug ?? "");
  });

/**
 * The account of an app's bot. GitHub shows a commit as that of the account whose id its address begins with: the bot's own, which is
 * not the app's (README of actions/create-github-app-token, "Configure git CLI for an app's bot user").
 */
export const readBot = (octokit: Octokit, serverUrl: string, slug: string): Promise<BotIdentity> =>
  call(`read the account of the app ${slug}`, async () => {
    const { data } = await octokit.rest.users.getByUsername({ username: `${slug}[bot]` });
    if (data.type !== "Bot") throw new Error(`${data.login} is no bot`);
    return { name: data.login, email: `${data.id}+${data.login}@${mailDomain(serverUrl)}` };
  });

/** A server has one of its own; that of one without a name is not known. */
function mailDomain(serverUrl: string): string {
  const { hostname } = new URL(serverUrl);
  return `users.noreply.${isIP(hostname) === 0 ? hostname : "github.com"}`;
}

/** Asked for until it is known; a commit that cannot wait is nobody's. */
export function rememberBot(
  read: () => Promise<BotIdentity>,
  onFailure: (error: unknown) => void,
): () => Promise<BotIdentity> {
  let known: BotIdentity | undefined;
  return async () => {
    try {
      known ??= await read();
      return known;
    } catch (error) {
      onFailure(error);
      return NOBODY;
    }
  };
}
