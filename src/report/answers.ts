import type { Person } from "../core/access/lease.ts";
import type { CommandAnswer, ExtendAnswer } from "../core/during/command-answer.ts";
import { describeCommands } from "./during/commands.ts";
import { describeStatus } from "./during/status.ts";
import { code, escapeMarkdown } from "./markdown/escape.ts";
import { describeTime } from "./markdown/time.ts";
import type { EditorFor } from "./notices.ts";
import { describeAskingAgain, describeEnd } from "./words/messages.ts";

/** The answer to a comment, with a hidden mark: Hallpass finds it again and answers no comment twice. */
export const describeAnswer = (
  answer: CommandAnswer,
  comment: number,
  editorFor: EditorFor = () => undefined,
): string => `${describe(answer, editorFor)}\n\n${answerMark(comment)}`;

export const answerMark = (comment: number): string => `<!-- hallpass: answers ${comment} -->`;

/** The comment that this text of the app answers. */
export function readAnswerMark(body: string): number | undefined {
  const id = /<!-- hallpass: answers (\d{1,20}) -->\s*$/u.exec(body)?.[1];
  return id === undefined ? undefined : Number(id);
}

function describe(answer: CommandAnswer, editorFor: EditorFor): string {
  switch (answer.kind) {
    case "help":
      return describeCommands(answer.phase);
    case "status":
      return describeStatus(answer.status);
    case "unclear":
      return describeUnclear(answer);
    case "edited":
      return "Nothing was done: edited comments do not count. Write the command again as a new comment.";
    case "elsewhere":
      return "Nothing was done. In this issue Hallpass hears `/hallpass end` alone. Write the command on the pull request that it opened for this issue, as a new comment: its number is above.";
    case "not-open":
      return "This pull request is not open: there is nothing to check.";
    case "nothing":
      return "This pull request gives no access right now, so nothing was ended. If it was merged a moment ago, the same comment by the person who receives the access, or by an approver, prevents it.";
    case "over":
      return `The access of this pull request already ended at **${describeTime(answer.at)}** (${describeEnd(answer.because)}).`;
    case "not-yours":
      return `Nothing was ended. Only ${listNames(answer.enders)} (who received or approved this access) can end it with a comment. Others can open a pull request that removes the file: an owner's approval of it ends the access.`;
    default:
      return describeExtend(answer, editorFor);
  }
}

function describeUnclear({ meant, phase }: Extract<CommandAnswer, { kind: "unclear" }>): string {
  if (meant === undefined)
    return `Nothing was done: Hallpass does not know this command. ${describeCommands(phase)}`;
  return `Nothing was done: Hallpass does not know this command. Write the time as a whole number and \`m\`, \`h\` or \`d\`, as a new comment with nothing else in it:\n\n\`\`\`\n${meant}\n\`\`\``;
}

function describeExtend(answer: ExtendAnswer, editorFor: EditorFor): string {
  switch (answer.kind) {
    case "extension":
      return `📝 Hallpass opened #${answer.pull} for ${code(answer.duration)} more. **It needs an approval of its own**, before this access ends if there is to be no gap: its check says who may approve.`;
    case "extended":
      return `Nothing was done: #${answer.pull} extends this access already, until **${describeTime(answer.until)}**. For more than that, write the command there.`;
    case "not-yours-to-extend":
      return `Nothing was done. Only ${listNames(answer.extenders)} (who received this access, or asked for it) can extend it with a comment.`;
    case "not-now":
      return `Nothing was done: ${escapeMarkdown(answer.why)}\n\n**Next:** ${escapeMarkdown(answer.next)}`;
    case "not-extended":
      return [
        "⛔ It cannot be extended like this, so nothing was opened:",
        answer.findings.map(describeFinding).join("\n"),
      ].join("\n\n");
    case "nothing-to-extend":
      return describeOver(answer.over, editorFor);
  }
}

const describeFinding = ({
  message,
  fix,
  code: name,
}: {
  message: string;
  fix: string;
  code: string;
}): string => `- ❌ ${escapeMarkdown(message)}  \n  **Fix:** ${escapeMarkdown(fix)} (${code(name)})`;

function describeOver(
  over: Extract<ExtendAnswer, { kind: "nothing-to-extend" }>["over"],
  editorFor: EditorFor,
): string {
  if (over === undefined) return "Nothing was extended: this pull request gives no access.";
  const ended = `The access of this pull request ended at **${describeTime(over.at)}** (${describeEnd(over.because)}), so there is nothing to extend.`;
  return `${ended}\n\n**Next:** if it is still needed, ${describeAskingAgain(editorFor(over.path))}.`;
}

const listNames = (people: readonly Person[]): string =>
  people.map(({ login }) => `**${escapeMarkdown(login)}**`).join(" or ");
