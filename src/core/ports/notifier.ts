import type { CommentCommand } from "../decision/comment-command.ts";
import type { CommandAnswer } from "../during/command-answer.ts";
import type { Notice } from "../plan/notices.ts";

/**
 * A channel that tells people what became of their access: comments on GitHub, chat, mail. Several may be active. Nothing waits for a channel
 * but its own next notice.
 */
export interface Notifier {
  /** Names the channel in the log: `github-comments`. Each channel has its own. */
  readonly name: string;
  /**
   * Sends notices that are all about this pull request. `mayBeSent`: an earlier call may have sent some of them, before a restart or a failure, so
   * the channel looks up their ids and sends the others. Throws when one was not sent; Hallpass calls again, with `mayBeSent`, within the hour.
   */
  notify(pull: number, notices: readonly Notice[], mayBeSent: boolean): Promise<void>;
}

/** Answers the commands that people write in comments, where they wrote them. */
export interface CommandReplies {
  /** Answers a comment on its pull request; does nothing if the app has answered it before. Throws when GitHub fails. */
  answer(command: CommentCommand, answer: CommandAnswer): Promise<void>;
  /** The ids of the comments that were answered since. Throws when GitHub fails. */
  listAnswered(since: Date): Promise<ReadonlySet<number>>;
}
