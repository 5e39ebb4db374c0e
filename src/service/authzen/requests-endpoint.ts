import { createHash, randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { LRUCache } from "lru-cache";
import type { Progress } from "../../core/asking/progress.ts";
import { createBudget } from "../budget.ts";
import type { AccessRequests, AskedTask } from "./access-requests.ts";
import type { CallerEntry } from "./configuration.ts";
import type { Denials } from "./denials.ts";
import { Problem } from "./problem.ts";
import { readSubmission } from "./submission.ts";

/** As the draft's examples have it; the metadata document names it. */
export const REQUESTS = "/access/v1/requests";
export const REQUEST_SCHEMA = "/access/v1/requests/schema";

export interface RequestsDeps {
  readonly requests: AccessRequests;
  readonly denials: Denials;
  /** The public address, without a slash at the end. */
  readonly url: string;
  readonly now: () => Date;
}

export interface RequestsAnswer {
  readonly status: number;
  readonly body: object;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The Access Request Service of the OpenID AuthZEN Access Request and Approval Profile, Draft 1: single requests, polled. */
export interface RequestsEndpoint {
  /** Throws `BadRequest` and `Problem`. */
  submit(caller: CallerEntry, body: string, headers: IncomingMessage["headers"]): Promise<RequestsAnswer>;
  /** `id`: the last part of the path. Throws `Problem`. */
  read(caller: CallerEntry, id: string): Promise<RequestsAnswer>;
}

/** Each opens a pull request that people must read. */
const ALLOWANCE = { most: 20, everyMs: 3 * 60_000 };
/** For repeated submissions; a day at the allowance has fewer. */
const REMEMBERED = { max: 10_000, ttl: 24 * 60 * 60_000 };
/** A caller that polls more often gets the same answer. */
const FRESH_MS = 5_000;
const RETRY_AFTER = { "retry-after": "10" };

export function createRequestsEndpoint({ requests, denials, url, now }: RequestsDeps): RequestsEndpoint {
  const mayOpen = createBudget(ALLOWANCE);
  const submitted = new LRUCache<string, { readonly hash: string; readonly answer: Promise<RequestsAnswer> }>(
    REMEMBERED,
  );
  const read = new LRUCache<string, { readonly answer: RequestsAnswer; readonly until: number }>({
    max: 10_000,
  });

  const open = async ({ name }: CallerEntry, body: string): Promise<RequestsAnswer> => {
    const { question, reason, denial } = readSubmission(body);
    denials.verify(name, question, denial, now());
    if (!requests.isOffered(question))
      throw new Problem("not_requestable", "No policy offers this any more.");
    if (!mayOpen(name, now())) return TOO_MANY;
    const task = randomUUID();
    const opened = await requests.open({ caller: name, task, question, reason });
    if ("refused" in opened) throw new Problem("not_requestable", opened.refused);
    const status = describe(url, task, opened.url, "pending");
    const headers = { ...RETRY_AFTER, location: status.task.status_endpoint };
    return { status: 202, body: status, headers };
  };

  return {
    submit: (caller, body, headers) => {
      const key = headers["idempotency-key"];
      if (typeof key !== "string") return open(caller, body);
      const hash = createHash("sha256").update(body).digest("hex");
      const place = `${caller.name} ${key.slice(0, 200)}`;
      const before = submitted.get(place);
      if (before?.hash === hash) return before.answer;
      if (before !== undefined)
        throw new Problem("duplicate_request", "This Idempotency-Key came with another body before.");
      const answer = open(caller, body);
      submitted.set(place, { hash, answer });
      // Only what was accepted is the same request.
      answer.then(
        ({ status }) => (status === 202 ? undefined : submitted.delete(place)),
        () => submitted.delete(place),
      );
      return answer;
    },
    read: async ({ name }, id) => {
      const place = `${name} ${id}`;
      const before = read.get(place);
      if (before !== undefined && now().getTime() < before.until) return before.answer;
      const task = TASK.test(id) ? await requests.read(name, id) : undefined;
      if (task === undefined) throw new Problem("unknown_task", "You asked for no such request.");
      const { answer, isOver } = describeTask(url, id, task);
      read.set(place, { answer, until: isOver ? Number.POSITIVE_INFINITY : now().getTime() + FRESH_MS });
      return answer;
    },
  };
}

const TASK = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u;

const TOO_MANY: RequestsAnswer = {
  status: 429,
  body: { detail: "Too many requests of this caller. Ask again in some minutes." },
  headers: { "retry-after": "180" },
};

type Status = "pending" | "approved" | "denied" | "failed";

/** "Mapping Backend States": approved once the access is granted, or will be at its planned time. */
const STATUSES: Readonly<Record<Progress["state"], Status>> = {
  waiting: "pending",
  failing: "pending",
  merged: "pending",
  closed: "denied",
  refused: "failed",
  planned: "approved",
  granted: "approved",
  ended: "approved",
};

/** Names no approver: a caller need not know them. */
const describe = (url: string, id: string, page: string, status: Status) => ({
  task: { id, status, status_endpoint: `${url}${REQUESTS}/${id}`, links: { ticket: page } },
});

function describeTask(url: string, id: string, { url: page, progress }: AskedTask) {
  const status = STATUSES[progress.state];
  const [access] = progress.access;
  const approval = status === "approved" && access && describeApproval(id, access);
  const body = {
    ...describe(url, id, page, status),
    ...(approval && { result: { mode: "reevaluate", approval } }),
  };
  const isOver = status !== "pending";
  return { isOver, answer: { status: 200, body, ...(isOver ? {} : { headers: RETRY_AFTER }) } };
}

/** The new evaluation finds the lease by itself; the approval is for the caller's records. */
const describeApproval = (id: string, { from, until }: Progress["access"][number]) => ({
  id: createHash("sha256").update(`approval of ${id}`).digest("base64url"),
  ...{ approved_at: from.toISOString(), approved_until: until.toISOString() },
});
