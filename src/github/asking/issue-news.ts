import { createHash } from "node:crypto";
import { type IssueNews, isLast, newsKey } from "../../core/asking/issue-news.ts";
import type { OwnComments } from "../../core/ports/own-comments.ts";
import { describeNews } from "../../report/asking/issue-news.ts";
import type { CloseIssue } from "./ask-issues.ts";

/** Tells the person who asked, in their issue, each news once: a hidden mark in the comment names it. */
export const issueNews =
  (comments: OwnComments, close: CloseIssue, form: string) =>
  async (issue: number, news: IssueNews): Promise<void> => {
    const mark = `<!-- hallpass: news ${createHash("sha256").update(newsKey(news)).digest("hex").slice(0, 20)} -->`;
    const isTold = (await comments.list(issue)).some((body) => body.includes(mark));
    if (!isTold) await comments.add(issue, `${describeNews(news, form)}\n\n${mark}`);
    if (isLast(news)) await close(issue, "not_planned");
  };
