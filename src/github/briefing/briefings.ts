import { LRUCache } from "lru-cache";
import { REQUIRED_CHECK } from "../../core/diagnosis/examinations/gate.ts";
import type { Briefings, PullPage } from "../../core/ports/briefings.ts";
import type { OwnComments } from "../../core/ports/own-comments.ts";
import { describeComment, readBriefingMark } from "../../report/briefing/comment.ts";
import { code } from "../../report/markdown/escape.ts";

/** Texts that GitHub keeps otherwise than they were sent. */
const MOST_KEPT = 1000;

/** At once, so that a person who changes many costs few calls. */
const MOST_PUT_RIGHT = 5;

/** Every comment of the app on a pull request has a mark. */
const ANY_MARK = /<!-- hallpass: /u;

const CHANGED = `A person changed this comment of Hallpass: what stood here counts for nothing. Read the check ${code(REQUIRED_CHECK)}, which nobody can change.

<!-- hallpass: changed -->`;

/**
 * One comment per pull request. Its mark finds it again among the app's own comments, also after a restart. A person with write access may
 * change the app's comments: one without a mark is put right, because it would stay as the app's word.
 */
export function githubBriefings(comments: OwnComments, page: PullPage): Briefings {
  const kept = new LRUCache<string, string>({ max: MOST_KEPT });
  return {
    ...page,
    async find(pull) {
      const own = await comments.listEach(pull);
      const changed = own.filter(({ body }) => !ANY_MARK.test(body)).slice(0, MOST_PUT_RIGHT);
      for (const { id } of changed) await comments.edit(id, CHANGED);
      const found = own.map(({ id, body }) => ({
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
