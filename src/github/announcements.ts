import { createHash } from "node:crypto";
import type { Octokit } from "@octokit/rest";
import type { Notice } from "../core/plan/notices.ts";
import type { GitHub } from "../core/ports/github.ts";
import { answerMark, describeAnswer, describeOverlap } from "../report/answers.ts";
import { describeEntry, describeRefusal, describeWaiting, WAITING_MARK } from "../report/messages.ts";
import type { RepositoryName } from "./http/client.ts";
import { call } from "./http/error.ts";

/** To find refused pull requests by; nothing reads it back. */
const REFUSED_LABEL = "hallpass: refused";

/** What the app tells people in comments, over REST. */
export function announcements(
  { rest, paginate }: Octokit,
  name: RepositoryName,
  appId: number,
): Pick<GitHub, "announce" | "announceOverlaps" | "answer" | "announceWaiting"> {
  const comment = (number: number, body: string): Promise<void> =>
    call(`comment on #${number}`, async () => {
      await rest.issues.createComment({ ...name, issue_number: number, body });
    });
  /** Everybody may write what the app writes; only GitHub writes down that the app did. */
  const readOwn = async (number: number, since?: Date): Promise<string> => {
    const query = {
      ...name,
      issue_number: number,
      per_page: 100,
      ...(since && { since: since.toISOString() }),
    };
    const comments = await call(`list the comments of #${number}`, () =>
      paginate(rest.issues.listComments, query),
    );
    return comments
      .filter(({ performed_via_github_app: app }) => app?.id === appId)
      .map(({ body }) => body)
      .join("\n");
  };
  return {
    announce: async (number, news, mayBeTold) => {
      const own = mayBeTold ? await readOwn(number) : "";
      const untold = news.filter((each) => !own.includes(markOf(each)));
      if (untold.length > 0) await comment(number, describeNews(untold));
      if (news.some(({ entry }) => entry.kind === "refused"))
        await call(`label #${number}`, () =>
          rest.issues.addLabels({ ...name, issue_number: number, labels: [REFUSED_LABEL] }),
        );
    },
    announceOverlaps: async (number, overlaps, mayBeTold) => {
      const own = mayBeTold ? await readOwn(number) : "";
      const untold = overlaps.filter((each) => !own.includes(markOf(each)));
      const marks = untold.map(markOf).join("\n");
      if (untold.length > 0) await comment(number, [...untold.map(describeOverlap), marks].join("\n\n"));
    },
    answer: async ({ pull, comment: id, at }, answer) => {
      if (!(await readOwn(pull, at)).includes(answerMark(id)))
        await comment(pull, describeAnswer(answer, id));
    },
    announceWaiting: async (number, because) => {
      const own = await readOwn(number);
      // Another replica may have granted or refused it already.
      if (!own.includes(WAITING_MARK) && !own.includes(TOLD_MARK))
        await comment(number, describeWaiting(because));
    },
  };
}

const TOLD_MARK = "<!-- hallpass: told ";

/** By this a comment is found again. */
const markOf = ({ id }: { readonly id: string }): string =>
  `${TOLD_MARK}${createHash("sha256").update(id).digest("hex").slice(0, 20)} -->`;

const describeNews = (news: readonly Notice[]): string =>
  [
    ...news.map(({ entry }) =>
      entry.kind === "refused" ? describeRefusal(entry.refusal.codes) : describeEntry(entry),
    ),
    news.map(markOf).join("\n"),
  ].join("\n\n");
