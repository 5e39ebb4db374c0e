import type { CommentCommand } from "../core/decision/comment-command.ts";
import { answerCommand, type CommandAnswer } from "../core/during/command-answer.ts";
import { type ExtendDeps, extendByComment } from "./opening/extend-by-comment.ts";
import type { Deps } from "./round/deps.ts";
import { readState } from "./round/state.ts";

type AnswerDeps = ExtendDeps & Pick<Deps, "replies" | "ledger" | "journal" | "rechecks" | "now">;

/** Answers a comment that is addressed to Hallpass, once, unless the check or a notice answers it. Nothing waits for this. */
export async function answerComment(deps: AnswerDeps, command: CommentCommand): Promise<void> {
  const answer = await findAnswer(deps, command);
  if (answer !== undefined) await deps.replies.answer(command, answer);
}

async function findAnswer(deps: AnswerDeps, command: CommentCommand): Promise<CommandAnswer | undefined> {
  const { kind, duration, pull } = command;
  if (kind === "extend")
    return duration === undefined ? undefined : extendByComment(deps, { ...command, duration });
  const now = deps.now();
  const waiting = deps.rechecks.listWaiting(0, now).find((each) => each.pull === pull)?.because;
  const { state } = await readState(deps);
  return answerCommand({ ...command, kind }, state, { now, ...(waiting !== undefined && { waiting }) });
}
