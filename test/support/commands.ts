import { type CommentCommand, parseComment } from "../../src/core/decision/comment-command.ts";

interface Written {
  readonly id: number;
  readonly body?: string;
  readonly user: { readonly id: number; readonly login: string; readonly type: string } | null;
  readonly created_at: string;
  readonly updated_at: string;
}

/** The command of a comment that was just written on a pull request, as the app reads it from the event. */
export function commandOf(comment: Written, pull: number, state = "closed"): CommentCommand {
  const { user, body = "" } = comment;
  if (user === null) throw new Error("Nobody wrote it.");
  const issue = { number: pull, state, pull_request: {} };
  const command = parseComment({ action: "created", issue, comment: { ...comment, body }, sender: user });
  if (command === undefined) throw new Error(`${body} is no command.`);
  return command;
}
