import { subMinutes } from "date-fns/subMinutes";
import { commentRecord } from "../../github/comment-record.ts";
import { Broken } from "../finding.ts";
import { lookFor, patiently } from "../patience.ts";
import type { Setting } from "../setting.ts";
import type { Trail } from "../trail.ts";
import { requireRequest } from "./request.ts";

const textOf = (run: string): string => `Smoke test ${run}: “as it was written”.`;

export async function writeComment(setting: Setting, trail: Trail): Promise<string> {
  const { number } = requireRequest(trail);
  const { name, requester, sleep, run } = setting;
  const { issues } = requester.octokit.rest;
  const { data } = await patiently(sleep, () =>
    issues.createComment({ ...name, issue_number: number, body: textOf(run) }),
  );
  return `comment ${data.id}`;
}

const LIMIT_MS = 60_000;

export async function listDeliveries({ app, sleep, repositoryId }: Setting): Promise<string> {
  const found = await lookFor(sleep, LIMIT_MS, async () => {
    const { data } = await app.octokit.rest.apps.listWebhookDeliveries({ per_page: 100 });
    const own = data.filter(({ repository_id }) => repository_id === repositoryId);
    return own.length === 0 ? undefined : own;
  });
  if (found === undefined)
    throw new Broken("none of this repository: has the app a webhook, and is it subscribed to events?");
  const longest = Math.max(...found.value.map(({ id }) => String(id).length));
  return `${found.value.length} of this repository, ids of up to ${longest} digits`;
}

/** By the program's own adapter: it is what an early end rests on. */
export async function findComment(setting: Setting, trail: Trail): Promise<string> {
  const { number } = requireRequest(trail);
  const { app, sleep, repositoryId, run, requester, startedAt } = setting;
  const record = commentRecord(app.octokit, repositoryId);
  // GitHub's times are whole seconds of its own clock; the number of the pull request tells the comment.
  const since = subMinutes(startedAt, 10);
  const found = await lookFor(sleep, LIMIT_MS, async () =>
    (await record.listWritten(since)).find((comment) => comment.number === number),
  );
  if (found === undefined)
    throw new Broken("it does not tell of the comment: is the app subscribed to issue_comment?");
  const { body, author } = found.value;
  if (body !== textOf(run)) throw new Broken(`it has another text: ${JSON.stringify(body)}`);
  if (author.id !== requester.id) throw new Broken(`it names ${author.login} as the author`);
  return `the comment of ${requester.login}, to the letter`;
}
