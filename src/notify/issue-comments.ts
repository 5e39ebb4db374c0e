import type { Notice } from "../core/plan/notices.ts";
import type { Notifier } from "../core/ports/notifier.ts";
import type { OwnComments } from "../core/ports/own-comments.ts";
import { type AskingAgain, githubComments } from "./github-comments.ts";

type CloseIssue = (issue: number, reason: "completed" | "not_planned") => Promise<void>;

/** Says in the issue what becomes of its pull request, and closes the issue at the end. `findIssue`: the issue a pull request was opened for. */
export function issueComments(
  comments: OwnComments,
  close: CloseIssue,
  findIssue: (pull: number) => Promise<number | undefined>,
  asking: Pick<AskingAgain, "findOffers"> = {},
): Notifier {
  const inIssue = githubComments(comments, asking);
  return {
    name: "issue-comments",
    async notify(pull, notices, mayBeSent) {
      if (notices.every(({ kind }) => kind === "alert" || kind === "digest")) return;
      const issue = await findIssue(pull);
      if (issue === undefined) return;
      await inIssue.notify(issue, notices, mayBeSent);
      const isOver = notices.some(isEnd);
      if (isOver) await close(issue, notices.some(isRefusal) ? "not_planned" : "completed");
    },
  };
}

const isRefusal = (notice: Notice): boolean => notice.kind === "access" && notice.entry.kind === "refused";

const isEnd = (notice: Notice): boolean =>
  isRefusal(notice) ||
  (notice.kind === "access" && notice.entry.kind === "revoked") ||
  (notice.kind === "overlap" && notice.change === "ended");
