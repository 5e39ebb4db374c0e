import type { Octokit } from "@octokit/rest";
import { addDays } from "date-fns/addDays";
import { subSeconds } from "date-fns/subSeconds";
import type { FromSchema } from "json-schema-to-ts";
import { LRUCache } from "lru-cache";
import type { Comment } from "../core/decision/github-facts.ts";
import { PartlyReadError } from "../core/decision/partly-read.ts";
import { buildValidator } from "../core/document/schema.ts";
import { formatTime } from "../core/ledger/ledger-message.ts";
import type { Obstacle } from "../core/plan/obstacle.ts";
import type { CommentRecord } from "../core/ports/comment-record.ts";
import { call, statusOf } from "./http/error.ts";
import { toAccount } from "./people.ts";

/** "Viewing webhook deliveries": for so long GitHub keeps them, and a little. */
const DAYS_KEPT = 4;
/** More than people make in three days by hand; what is not read is never taken for nothing. */
const MAX_PAGES = 300;
/** A comment is sent after it was written, by GitHub's own clocks. */
const SKEW_SECONDS = 60;
/** The webhook of a comment that was just heard of is among the newest. */
const MAX_PAGES_BACK = 3;
/** Webhooks that need not be read: more than a sweep's worth. */
const MAX_SKIPPED = 10_000;

const text = { type: "string" } as const;
const id = { type: "integer" } as const;

/** Of a delivery of `issue_comment` what is read. */
const sentSchema = {
  type: "object",
  required: ["request"],
  properties: {
    request: {
      type: "object",
      required: ["payload"],
      properties: {
        payload: {
          type: "object",
          required: ["issue", "comment"],
          properties: {
            issue: { type: "object", required: ["number"], properties: { number: id } },
            comment: {
              type: "object",
              required: ["id", "body", "user", "created_at"],
              properties: {
                // A number, or a bigint where it is long.
                id: {},
                body: text,
                created_at: text,
                user: {
                  type: "object",
                  required: ["id", "login", "type"],
                  properties: { id, login: text, type: text },
                },
              },
            },
          },
        },
      },
    },
  },
} as const;

const isSent = buildValidator<FromSchema<typeof sentSchema>>(sentSchema);

/**
 * GitHub's own record of the webhooks that it sent the app, or tried to: each says what a comment was when it was written. A
 * webhook itself proves nothing; this is read from GitHub, as the app.
 */
export function commentRecord(octokit: Octokit, repositoryId: number): CommentRecord {
  let known = new Map<string, Written>();
  /** Before that time not everything was listed. */
  let unlistedBefore: Date | undefined;
  const skipped = new LRUCache<string, true>({ max: MAX_SKIPPED });
  return {
    skip(delivery) {
      skipped.set(delivery, true);
    },
    findWritten: (delivery) =>
      call("find what it told the app", async () => {
        const pages = octokit.paginate.iterator(octokit.rest.apps.listWebhookDeliveries, { per_page: 100 });
        let page = 0;
        for await (const { data } of pages) {
          const found = data.find((each) => each.guid === delivery && isWriting(each, repositoryId));
          if (found !== undefined) return (await readSent(octokit, found.id))?.comment;
          if (++page >= MAX_PAGES_BACK) break;
        }
        return undefined;
      }),
    listWritten: (since) =>
      call("list what it told the app", async () => {
        // An app without a webhook is told nothing more.
        const next = await unlessGone(listOn(octokit, repositoryId, known));
        const listed = next?.listed ?? known;
        known = listed;
        unlistedBefore = next?.unlistedBefore ?? unlistedBefore;
        // Another call may put another list in its place meanwhile.
        await readUnread(octokit, listed, skipped, subSeconds(since, SKEW_SECONDS));
        // One event may be delivered more than once, each time under another id.
        const written = [...listed.values()]
          .map(({ comment }) => comment)
          .filter((each) => each !== undefined);
        const byId = new Map(written.map((each) => [each.id, each.comment]));
        const found = [...byId.values()].filter(({ at }) => at >= since);
        // A time that cannot be read says nothing.
        if (unlistedBefore !== undefined && !(subSeconds(since, SKEW_SECONDS) >= unlistedBefore))
          throw new PartlyReadError(tooMany(unlistedBefore), found);
        return found;
      }),
  };
}

/** undefined when GitHub has no such thing. */
const unlessGone = <T>(answer: Promise<T>): Promise<T | undefined> =>
  answer.catch((error: unknown) => {
    if (statusOf(error) === 404) return undefined;
    throw error;
  });

interface Written {
  readonly sentAt: Date;
  /** Its id, as long as it was not read, and the webhook's. */
  readonly unread?: number | bigint;
  readonly guid?: string;
  /** Absent for every other event. */
  readonly comment?: { readonly id: string; readonly comment: Comment };
}

/** By the delivery's id. What is known already was listed to its end. */
async function listOn(
  octokit: Octokit,
  repositoryId: number,
  known: ReadonlyMap<string, Written>,
): Promise<{ readonly listed: Map<string, Written>; readonly unlistedBefore: Date | undefined }> {
  const { listWebhookDeliveries } = octokit.rest.apps;
  const found = new Map<string, Written>();
  let pages = 0;
  let unlistedBefore: Date | undefined;
  for await (const { data } of octokit.paginate.iterator(listWebhookDeliveries, { per_page: 100 })) {
    const fresh = data.filter((each) => !known.has(String(each.id)));
    for (const each of fresh) {
      const unread = isWriting(each, repositoryId) ? { unread: each.id, guid: each.guid } : {};
      found.set(String(each.id), { sentAt: new Date(each.delivered_at), ...unread });
    }
    if (fresh.length < data.length) break;
    if (++pages < MAX_PAGES) continue;
    unlistedBefore = [...found.values()].at(-1)?.sentAt;
    break;
  }
  const [newest] = [...found.values(), ...known.values()];
  const kept = [...known].filter(([, { sentAt }]) => newest && addDays(sentAt, DAYS_KEPT) > newest.sentAt);
  return { listed: new Map([...found, ...kept]), unlistedBefore };
}

const tooMany = (unlistedBefore: Date): Obstacle => ({
  why: `GitHub told the app more than ${MAX_PAGES * 100} events in a few days, and Hallpass reads no more: whether a comment before ${formatTime(unlistedBefore)} ended this early is not known.`,
  next: "wait, or ask with a new pull request: what is written since then is known. Ask the operators of Hallpass who makes so many events.",
});

/** Each on its own: a restart reads no more than is asked for, and a failure loses nothing of what was read. */
async function readUnread(
  octokit: Octokit,
  known: Map<string, Written>,
  skipped: Pick<LRUCache<string, true>, "has">,
  since: Date,
): Promise<void> {
  for (const [key, { sentAt, unread, guid }] of known) {
    // A time that cannot be read hides nothing.
    if (unread === undefined || sentAt < since) continue;
    const isRead = guid === undefined || !skipped.has(guid);
    const comment = isRead ? await readSent(octokit, unread) : undefined;
    known.set(key, { sentAt, ...(comment && { comment }) });
  }
}

type Delivery = Pick<
  Awaited<ReturnType<Octokit["rest"]["apps"]["listWebhookDeliveries"]>>["data"][number],
  "event" | "action" | "repository_id"
>;

const isWriting = ({ event, action, repository_id }: Delivery, repositoryId: number): boolean =>
  event === "issue_comment" && action === "created" && repository_id === repositoryId;

/** One that GitHub listed a moment ago, and keeps no longer, hides no other. */
async function readSent(octokit: Octokit, delivery: number | bigint): Promise<Written["comment"]> {
  // Not by the named method: it takes no number that is too long for one.
  const sent = await unlessGone(octokit.request({ method: "GET", url: `/app/hook/deliveries/${delivery}` }));
  const data: unknown = sent?.data;
  if (!isSent(data)) return undefined;
  const { issue, comment } = data.request.payload;
  const { id, body, user, created_at } = comment;
  const at = new Date(created_at);
  return {
    id: String(id),
    comment: { number: issue.number, author: toAccount(user), body, at, edited: false },
  };
}
