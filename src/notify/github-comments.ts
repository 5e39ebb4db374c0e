import { createHash } from "node:crypto";
import { kindOfNotice, type Notice } from "../core/plan/notices.ts";
import type { CommandReplies, Notifier } from "../core/ports/notifier.ts";
import type { OwnComments } from "../core/ports/own-comments.ts";
import { answerMark, describeAnswer, readAnswerMark } from "../report/answers.ts";
import { describeNotice, type EditorFor } from "../report/notices.ts";

/** Where people ask again. */
export interface AskingAgain {
  readonly editorFor?: EditorFor;
  /** The page that lists everything on offer; `undefined` where the access repository has none. */
  readonly findOffers?: () => Promise<string | undefined>;
}

/**
 * Tells people in one comment per call. A hidden mark in the comment names each notice, so the app finds in
 * its own comments what it has sent.
 */
export const githubComments = (
  comments: OwnComments,
  { editorFor, findOffers }: AskingAgain = {},
): Notifier => ({
  name: "github-comments",
  async notify(pull, all, mayBeSent) {
    // The check and the comment for approvers say it already; alerts and digests are about no pull request.
    const notices = all.filter(({ kind }) => kind !== "approval" && kind !== "alert" && kind !== "digest");
    if (notices.length === 0) return;
    const own = mayBeSent ? (await comments.list(pull)).join("\n") : "";
    const unsent = notices.filter((notice) => !isSent(notice, own));
    if (unsent.length === 0) return;
    // A notice without the link is better than none.
    const offers = unsent.some(isRefusal) ? await findOffers?.().catch(() => undefined) : undefined;
    await comments.add(
      pull,
      describeAll(unsent, (notice) => describeNotice(notice, editorFor, offers)),
    );
  },
});

export const githubReplies = (comments: OwnComments, editorFor?: EditorFor): CommandReplies => ({
  async answer({ pull, comment, at }, answer) {
    const own = (await comments.list(pull, at)).join("\n");
    if (!own.includes(answerMark(comment)))
      await comments.add(pull, describeAnswer(answer, comment, editorFor));
  },
  listAnswered: async (since) =>
    new Set((await comments.listRecent(since)).flatMap((body) => readAnswerMark(body) ?? [])),
});

const SENT_MARK = "<!-- hallpass: told ";
const WAITING_MARK = "<!-- hallpass: waiting -->";

function isSent(notice: Notice, own: string): boolean {
  // Another replica may have granted or refused the request by now.
  const isOutdated = notice.kind === "waiting" && !notice.partly && own.includes(SENT_MARK);
  return isOutdated || own.includes(markOf(notice));
}

/** A pull request has one request, so all its waiting notices have the same mark. */
const markOf = ({ kind, id }: Notice): string =>
  kind === "waiting"
    ? WAITING_MARK
    : `${SENT_MARK}${createHash("sha256").update(id).digest("hex").slice(0, 20)} -->`;

const describeAll = (notices: readonly Notice[], describe: (notice: Notice) => string): string =>
  [...notices.map(describe), notices.map(markOf).join("\n")].join("\n\n");

const isRefusal = (notice: Notice): boolean => kindOfNotice(notice) === "refused";
