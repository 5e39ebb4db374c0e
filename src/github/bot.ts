import { isIP } from "node:net";
import type { Octokit } from "@octokit/rest";
import { call } from "./http/error.ts";

/** The author of the app's commits. */
export interface BotIdentity {
  readonly name: string;
  readonly email: string;
}

/** No account can have an address in this domain (RFC 2606): GitHub shows these commits without an account. */
export const NOBODY: BotIdentity = { name: "hallpass", email: "hallpass@noreply.invalid" };

/** Reads the app ("Get the authenticated app"), then the account of its bot. */
export const readOwnBot = (octokit: Octokit, serverUrl: string): Promise<BotIdentity> =>
  call("read the app's own account", async () =>
    readBot(octokit, serverUrl, (await octokit.rest.apps.getAuthenticated()).data?.slug ?? ""),
  );

/** The number of the app's own account: that of its bot, which is not the app's. It is read once; a failure is not remembered. */
export function rememberOwnId(octokit: Octokit): () => Promise<number> {
  let known: number | undefined;
  return async () => {
    known ??= await call("read the app's own account", async () => {
      const slug = (await octokit.rest.apps.getAuthenticated()).data?.slug ?? "";
      return (await readBotAccount(octokit, slug)).id;
    });
    return known;
  };
}

/**
 * Reads the account of an app's bot. GitHub shows a commit under the account whose id begins its address: the bot's id, which is not
 * the app's (README of actions/create-github-app-token, "Configure git CLI for an app's bot user").
 */
export const readBot = (octokit: Octokit, serverUrl: string, slug: string): Promise<BotIdentity> =>
  call(`read the account of the app ${slug}`, async () => {
    const { id, login } = await readBotAccount(octokit, slug);
    return { name: login, email: `${id}+${login}@${mailDomain(serverUrl)}` };
  });

async function readBotAccount(octokit: Octokit, slug: string): Promise<{ id: number; login: string }> {
  const { data } = await octokit.rest.users.getByUsername({ username: `${slug}[bot]` });
  if (data.type !== "Bot") throw new Error(`${data.login} is no bot`);
  return data;
}

/** Each GitHub server has its own domain for such addresses; for a server without a host name it is unknown. */
function mailDomain(serverUrl: string): string {
  const { hostname } = new URL(serverUrl);
  return `users.noreply.${isIP(hostname) === 0 ? hostname : "github.com"}`;
}

/** Reads the account until it is known. A commit made before that has no account. */
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
