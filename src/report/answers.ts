import type { CommandAnswer } from "../core/decision/command-answer.ts";
import { escapeMarkdown } from "./markdown/escape.ts";
import { describeEnd, describeTime } from "./messages.ts";

const COMMANDS = [
  "Write one of these as a new comment, with nothing else in it:",
  "- `/hallpass end` ends the access that this pull request gave. The person who received it and its approvers can use this.",
  "- `/hallpass check` reviews an open pull request again.",
  "- `/hallpass help` shows this list.",
].join("\n");

/** The answer to a comment, with a hidden mark: Hallpass finds it again and answers no comment twice. */
export const describeAnswer = (answer: CommandAnswer, comment: number): string =>
  `${describe(answer)}\n\n${answerMark(comment)}`;

export const answerMark = (comment: number): string => `<!-- hallpass: answers ${comment} -->`;

function describe(answer: CommandAnswer): string {
  switch (answer.kind) {
    case "help":
      return COMMANDS;
    case "unclear":
      return `Nothing was done: Hallpass does not know this command. ${COMMANDS}`;
    case "edited":
      return `Nothing was done: edited comments do not count. ${COMMANDS}`;
    case "not-open":
      return "This pull request is not open: there is nothing to check.";
    case "nothing":
      return "This pull request gives no access right now, so nothing was ended. If it was merged a moment ago, the same comment by the person who receives the access, or by an approver, prevents it.";
    case "over":
      return `The access of this pull request already ended at **${describeTime(answer.at)}** (${describeEnd(answer.because)}).`;
    case "not-yours": {
      const names = answer.enders.map(({ login }) => `**${escapeMarkdown(login)}**`).join(" or ");
      return `Nothing was ended. Only ${names} (who received or approved this access) can end it with a comment. Others can open a pull request that removes the file: an owner's approval of it ends the access.`;
    }
  }
}
