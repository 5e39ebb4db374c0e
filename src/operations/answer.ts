import { answerCommand } from "../core/decision/command-answer.ts";
import type { CommentCommand } from "../core/decision/comment-command.ts";
import type { Deps } from "./round/deps.ts";
import { readState } from "./round/state.ts";

/** Answers a comment that is addressed to Hallpass, once, unless the check or a notice answers it. Nothing waits for this. */
export async function answerComment(
  deps: Pick<Deps, "replies" | "ledger" | "journal">,
  command: CommentCommand,
): Promise<void> {
  const answer = answerCommand(command, (await readState(deps)).state);
  if (answer !== undefined) await deps.replies.answer(command, answer);
}
