import { answerCommand } from "../core/decision/command-answer.ts";
import type { CommentCommand } from "../core/decision/comment-command.ts";
import type { Deps } from "./round/deps.ts";
import { readState } from "./round/state.ts";

/** Answers a comment that is addressed to Hallpass, once, unless something else is its answer. Cosmetic: nothing waits for it. */
export async function answerComment(
  deps: Pick<Deps, "github" | "ledger" | "journal">,
  command: CommentCommand,
): Promise<void> {
  const answer = answerCommand(command, (await readState(deps)).state);
  if (answer !== undefined) await deps.github.answer(command, answer);
}
