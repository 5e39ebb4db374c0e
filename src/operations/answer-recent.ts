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
 * Answers what people said to Hallpass lately where no webhook tells of it: the commands that ask and extend. Two calls, and a few more
 * for each such comment; each person's last ones, the same share for everybody, and first those of members. What was answered takes no share. Throws when GitHub fails, after every comment was tried.
 */
export async function answerRecent(deps: Deps): Promise<void> {
  const since = subMinutes(deps.now(), MINUTES_BACK);
  const said = (await deps.github.listComments(since)).filter(isForHallpass);
  if (said.length === 0) return;
  const answered = await deps.replies.listAnswered(since);
  const failed: unknown[] = [];
  for (const comment of takeInTurn(said.filter(({ id = 0 }) => !answered.has(id))))
    await answerOne(deps, comment).catch((error: unknown) => failed.push(error));
  if (failed.length > 0) throw new AggregateError(failed, `${failed.length} comments could not be answered.`);
}

/**
 * First every member's last comment, then their last but one, and so on, and after them the same of everybody else: accounts cost nothing,
 * memberships do. In the order in which they were written.
 */
function takeInTurn(comments: readonly Comment[]): Comment[] {
  const taken = new Map<number, number>();
  const turns = comments.toReversed().map((comment) => {
    const turn = (taken.get(comment.author.id) ?? 0) + 1;
    taken.set(comment.author.id, turn);
    return { comment, turn };
  });
  const chosen = turns
    .filter(({ turn }) => turn <= MOST_OF_ONE)
    .toSorted((a, b) => rankOf(a) - rankOf(b))
    .slice(0, MOST)
    .map(({ comment }) => comment);
  return comments.filter((comment) => chosen.includes(comment));
}

const rankOf = ({ comment, turn }: { readonly comment: Comment; readonly turn: number }): number =>
  comment.member === true ? turn : turn + MOST_OF_ONE;

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
