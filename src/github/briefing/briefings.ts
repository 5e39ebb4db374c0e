import { LRUCache } from "lru-cache";
import type { Briefings, PullPage } from "../../core/ports/briefings.ts";
import type { OwnComments } from "../../core/ports/own-comments.ts";
import { describeComment, readBriefingMark } from "../../report/briefing/comment.ts";

/** Texts that GitHub keeps otherwise than they were sent. */
const MOST_KEPT = 1000;

/** One comment per pull request. Its mark finds it again among the app's own comments, also after a restart. */
export function githubBriefings(comments: OwnComments, page: PullPage): Briefings {
  const kept = new LRUCache<string, string>({ max: MOST_KEPT });
  return {
    ...page,
    async find(pull) {
      const found = (await comments.listEach(pull)).map(({ id, body }) => ({
        comment: id,
        body,
        head: readBriefingMark(body),
      }));
      const [first] = found.flatMap(({ head, ...rest }) => (head === undefined ? [] : [{ ...rest, head }]));
      return first;
    },
    write: (pull, head, about) => comments.add(pull, describeComment(about, head)),
    // A person with write access may have edited it: the text is compared, and put right.
    async change({ comment, body }, head, about) {
      const text = describeComment(about, head);
      if (body === text || body === kept.get(text)) return;
      kept.set(text, await comments.edit(comment, text));
    },
  };
}
