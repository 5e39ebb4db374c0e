import { type BotIdentity, readBot } from "../../github/bot.ts";
import { Broken } from "../finding.ts";
import { patiently } from "../patience.ts";
import type { Setting } from "../setting.ts";
import type { Trail } from "../trail.ts";
import { requireRequest } from "./request.ts";

/** Like the program's ledger: a root commit by the app's bot, pushed without force, then one more. */
export async function pushLedger(setting: Setting, trail: Trail): Promise<string> {
  requireRequest(trail);
  const { app, git, requester, approver, ledgerBranch, name } = setting;
  const ref = `refs/heads/${ledgerBranch}`;
  const bot = await findBot(setting);
  const draft = { ...bot, message: "A smoke test of the ledger", path: "ledger.json" };
  const root = await git.commit({ ...draft, text: "1\n" });
  const next = await git.commit({ ...draft, text: "2\n", parent: root });
  const other = await git.commit({ ...draft, text: "3\n" });
  const token = await app.token();
  await refuse(git.push(requester.token, `${root}:${ref}`), `${requester.login} created ${ledgerBranch}`);
  await take(git.push(token, `${root}:${ref}`), "the app may not create it");
  await take(git.push(token, `${next}:${ref}`), "the app may not add to it");
  const third = await git.commit({ ...draft, text: "4\n", parent: next });
  await refuse(git.push(approver.token, `${third}:${ref}`), `${approver.login} wrote to it`);
  await refuse(git.push(token, `${other}:${ref}`, "--force"), "the app rewrote it");
  await refuse(git.push(token, `:${ref}`), "the app deleted it");
  const { data } = await app.octokit.rest.repos.getCommit({ ...name, ref: next });
  const author = data.author?.login ?? "nobody";
  if (author !== `${setting.slug}[bot]`)
    throw new Broken(`GitHub shows ${author} as the author of the ledger`);
  return `${ledgerBranch} by ${author}; others, rewriting and deleting are refused`;
}

async function take(push: Promise<string | undefined>, problem: string): Promise<void> {
  const refused = await push;
  if (refused !== undefined) throw new Broken(`${problem}: ${refused}`);
}

async function refuse(push: Promise<string | undefined>, problem: string): Promise<void> {
  if ((await push) === undefined) throw new Broken(problem);
}

/** Like the program's own commits. */
export const findBot = ({ app, serverUrl, slug, sleep }: Setting): Promise<BotIdentity> =>
  patiently(sleep, () => readBot(app.octokit, serverUrl, slug));
