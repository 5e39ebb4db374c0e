import { subMinutes } from "date-fns/subMinutes";
import { readNew } from "../core/decision/comment-command.ts";
import type { Comment } from "../core/decision/github-facts.ts";
import { answerComment } from "./answer.ts";
import type { Deps } from "./round/deps.ts";

/** Runs without a server may lie this far apart: GitHub delays and drops scheduled ones. */
const MINUTES_BACK = 30;
/** More comments than that in half an hour are no people's. */
const MOST = 20;
/** Anybody who may comment can ask for the status as often as they like. */
const MOST_OF_ONE = 4;

/**
 * Answers what people said to Hallpass lately where no webhook tells of it: the commands that ask and extend. One call, and a few more
 * for each such comment; each person's last ones, the same share for everybody. Nothing is answered twice: the app finds its own answers. Throws when GitHub fails, after every comment was tried.
 */
export async function answerRecent(deps: Deps): Promise<void> {
  const comments = await deps.github.listComments(subMinutes(deps.now(), MINUTES_BACK));
  const failed: unknown[] = [];
  for (const comment of takeInTurn(comments.filter(isForHallpass)))
    await answerOne(deps, comment).catch((error: unknown) => failed.push(error));
  if (failed.length > 0) throw new AggregateError(failed, `${failed.length} comments could not be answered.`);
}

/** First everybody's last comment, then everybody's last but one, and so on; in the order in which they were written. */
function takeInTurn(comments: readonly Comment[]): Comment[] {
  const taken = new Map<number, number>();
  const turns = comments.toReversed().map((comment) => {
    const turn = (taken.get(comment.author.id) ?? 0) + 1;
    taken.set(comment.author.id, turn);
    return { comment, turn };
  });
  const chosen = turns
    .filter(({ turn }) => turn <= MOST_OF_ONE)
    .toSorted((a, b) => a.turn - b.turn)
    .slice(0, MOST)
    .map(({ comment }) => comment);
  return comments.filter((comment) => chosen.includes(comment));
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
