import { subMinutes } from "date-fns/subMinutes";
import { readNew } from "../core/decision/comment-command.ts";
import type { Comment } from "../core/decision/github-facts.ts";
import { answerComment } from "./answer.ts";
import type { Deps } from "./round/deps.ts";

/** Runs without a server may lie this far apart: GitHub delays and drops scheduled ones. */
const MINUTES_BACK = 30;
/** More comments than that in half an hour are no people's. The last ones are answered. */
const MOST = 20;

/**
 * Answers what people said to Hallpass lately where no webhook tells of it: the commands that ask and extend. One call, and a few more
 * for each such comment. Nothing is answered twice: the app finds its own answers. Throws when GitHub fails, after every comment was tried.
 */
export async function answerRecent(deps: Deps): Promise<void> {
  const comments = await deps.github.listComments(subMinutes(deps.now(), MINUTES_BACK));
  const failed: unknown[] = [];
  for (const comment of comments.filter(isForHallpass).slice(-MOST))
    await answerOne(deps, comment).catch((error: unknown) => failed.push(error));
  if (failed.length > 0) throw new AggregateError(failed, `${failed.length} comments could not be answered.`);
}

const isForHallpass = ({ author, edited, body }: Comment): boolean =>
  author.type === "User" && !edited && !["end", "check", undefined].includes(readNew(body)?.kind);

async function answerOne(deps: Deps, { id, number, author, body, at }: Comment): Promise<void> {
  const said = readNew(body);
  const pull = id === undefined ? undefined : await deps.github.readPull(number);
  if (said === undefined || id === undefined || pull === undefined) return;
  const { id: person, login } = author;
  await answerComment(deps, {
    ...said,
    ...{ pull: number, isOpen: pull.state === "open", comment: id, at },
    author: { id: person, login },
  });
}
