import { LRUCache } from "lru-cache";
import { REQUIRED_CHECK } from "../../core/decision/check-result.ts";
import type { Briefings, PullPage } from "../../core/ports/briefings.ts";
import type { OwnComment, OwnComments } from "../../core/ports/own-comments.ts";
import { describeComment, readBriefingMark } from "../../report/briefing/comment.ts";
import { code } from "../../report/markdown/escape.ts";
import { describeReplay, readReplayMark } from "../../report/replay/comment.ts";

/** Texts that GitHub keeps otherwise than they were sent. */
const MOST_KEPT = 1000;

/** At once, so that a person who changes many costs few calls. */
const MOST_PUT_RIGHT = 5;

const CHANGED = `A person changed this comment of Hallpass: what stood here counts for nothing. Read the check ${code(REQUIRED_CHECK)}, which nobody can change.

<!-- hallpass: changed -->`;

/**
 * One comment per pull request. Its mark finds it again among the app's own comments, also after a restart. A person with write access may
 * change the app's comments: each that is not genuine is put right, because it would stay as the app's word.
 */
export function githubBriefings(comments: OwnComments, page: PullPage): Briefings {
  const kept = new LRUCache<string, string>({ max: MOST_KEPT });
  const putRight = new LRUCache<number, string>({ max: MOST_KEPT });
  return {
    ...page,
    async find(pull) {
      const own = await comments.listEach(pull);
      const found = findBriefing(own);
      const changed = own.filter(
        ({ id, body, genuine }) => !genuine && id !== found?.id && putRight.get(id) !== body,
      );
      for (const { id } of changed.slice(0, MOST_PUT_RIGHT))
        putRight.set(id, await comments.edit(pull, id, CHANGED));
      return found && { pull, comment: found.id, ...found };
    },
    write: (pull, head, about) => comments.add(pull, describeComment(about, head)),
    // A person with write access may have edited it: the text is compared, and put right.
    async change({ pull, comment, body }, head, about) {
      const text = describeComment(about, head);
      if (body === text || body === kept.get(text)) return;
      kept.set(text, await comments.edit(pull, comment, text));
    },
    async findReplay(pull) {
      const found = findReplay(await comments.listEach(pull));
      return found?.genuine === true ? readReplayMark(found.body) : undefined;
    },
    async showReplay(pull, key, about) {
      const found = findReplay(await comments.listEach(pull));
      const text = describeReplay(about, key);
      if (found === undefined) await comments.add(pull, text);
      else await comments.edit(pull, found.id, text);
    },
  };
}

interface Found extends OwnComment {
  readonly head: string;
}

/** One that a person changed is put right in its place, if there is no other. */
function findBriefing(own: readonly OwnComment[]): Found | undefined {
  const marked = own.flatMap((each) => {
    const head = readBriefingMark(each.body);
    return head === undefined ? [] : [{ ...each, head }];
  });
  return marked.find(({ genuine }) => genuine) ?? marked[0];
}

const findReplay = (own: readonly OwnComment[]): OwnComment | undefined =>
  own.find(({ body }) => readReplayMark(body) !== undefined);
