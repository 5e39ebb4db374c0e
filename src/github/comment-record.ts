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

/** GitHub keeps deliveries for three days ("Viewing webhook deliveries"); a little longer to be safe. */
const DAYS_KEPT = 4;
/** More than people cause by hand in three days. Deliveries beyond it count as unread, never as absent. */
const MAX_PAGES = 300;
/** GitHub's clocks differ: allow a delivery to carry a time slightly before its comment. */
const SKEW_SECONDS = 60;
/** The delivery of a comment that just arrived is among the newest. */
const MAX_PAGES_BACK = 3;
/** Deliveries to skip: more than arrive between two sweeps. */
const MAX_SKIPPED = 10_000;

const text = { type: "string" } as const;
const id = { type: "integer" } as const;

/** The fields that are read of an `issue_comment` delivery. */
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
 * GitHub's record of the webhooks it sent to the app, or tried to send: each holds a comment as it was first written. An incoming webhook
 * proves nothing; this record is read from GitHub, as the app.
 */
export function commentRecord(octokit: Octokit, repositoryId: number): CommentRecord {
  let known = new Map<string, Written>();
  /** Deliveries before this time were not all listed. */
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
        // An app without a webhook gets no more deliveries.
        const next = await unlessGone(listOn(octokit, repositoryId, known));
        const listed = next?.listed ?? known;
        known = listed;
        unlistedBefore = next?.unlistedBefore ?? unlistedBefore;
        // Another call may replace the list meanwhile.
        await readUnread(octokit, listed, skipped, subSeconds(since, SKEW_SECONDS));
        // GitHub may deliver one event several times, under different ids.
        const written = [...listed.values()]
          .map(({ comment }) => comment)
          .filter((each) => each !== undefined);
        const byId = new Map(written.map((each) => [each.id, each.comment]));
        const found = [...byId.values()].filter(({ at }) => at >= since);
        // Comparisons with an invalid date are always false: treat one as too early.
        if (unlistedBefore !== undefined && !(subSeconds(since, SKEW_SECONDS) >= unlistedBefore))
          throw new PartlyReadError(tooMany(unlistedBefore), found);
        return found;
      }),
  };
}

/** Returns `undefined` on 404. */
const unlessGone = <T>(answer: Promise<T>): Promise<T | undefined> =>
  answer.catch((error: unknown) => {
    if (statusOf(error) === 404) return undefined;
    throw error;
  });

interface Written {
  readonly sentAt: Date;
  /** The delivery's id while it is unread, and the event's. */
  readonly unread?: number | bigint;
  readonly guid?: string;
  /** Absent for other events. */
  readonly comment?: { readonly id: string; readonly comment: Comment };
}

/** New deliveries, by id. Stops at the first known one: older ones were listed before. */
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
  why: `GitHub told the app more than ${MAX_PAGES * 100} events in a few days, and Hallpass reads no more: it does not know whether a comment before ${formatTime(unlistedBefore)} ended this early.`,
  next: "wait, or ask with a new pull request, whose comments Hallpass knows. Ask the operators of Hallpass which account causes so many events.",
});

/** Reads one delivery at a time: a restart reads only what is needed, and a failure loses nothing that was read. */
async function readUnread(
  octokit: Octokit,
  known: Map<string, Written>,
  skipped: Pick<LRUCache<string, true>, "has">,
  since: Date,
): Promise<void> {
  for (const [key, { sentAt, unread, guid }] of known) {
    // An invalid date must not hide a delivery.
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

/** GitHub may drop a delivery after listing it: skip that one. */
async function readSent(octokit: Octokit, delivery: number | bigint): Promise<Written["comment"]> {
  // The named method takes no ids beyond 2^53.
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
