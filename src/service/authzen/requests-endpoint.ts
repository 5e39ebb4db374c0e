import { createHash, randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { LRUCache } from "lru-cache";
import type { Progress } from "../../core/asking/progress.ts";
import { createBudget } from "../scheduling/budget.ts";
import type { AccessRequests, AskedTask, NewTask } from "./access-requests.ts";
import type { Callbacks } from "./callbacks/callbacks.ts";
import type { CallbackTargets } from "./callbacks/targets.ts";
import { type CallbackWish, readCallback } from "./callbacks/wish.ts";
import type { CallerEntry } from "./contract/configuration.ts";
import { Problem } from "./contract/problem.ts";
import type { Denials } from "./denials.ts";
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
  readonly targets: CallbackTargets;
  readonly callbacks: Pick<Callbacks, "keep" | "settle">;
}

export interface RequestsAnswer {
  readonly status: number;
  readonly body: object;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The Access Request Service of the OpenID AuthZEN Access Request and Approval Profile, Draft 1: single requests. */
export interface RequestsEndpoint {
  /** Throws `BadRequest` and `Problem`. */
  submit(caller: CallerEntry, body: string, headers: IncomingMessage["headers"]): Promise<RequestsAnswer>;
  /** `id`: the last part of the path. Throws `Problem`. */
  read(caller: Pick<CallerEntry, "name">, id: string): Promise<RequestsAnswer>;
  /** The status as GitHub and the ledger have it now; `undefined`: there is no such task. What `read` answers from then on is as new. */
  readStatus(caller: string, id: string): Promise<string | undefined>;
}

/** Each opens a pull request that people must read. */
const ALLOWANCE = { most: 20, everyMs: 3 * 60_000 };
/** For repeated submissions; a day at the allowance has fewer. */
const REMEMBERED = { max: 10_000, ttl: 24 * 60 * 60_000 };
/** A caller that polls more often gets the same answer. */
const FRESH_MS = 5_000;
const RETRY_AFTER = { "retry-after": "10" };

export function createRequestsEndpoint(deps: RequestsDeps): RequestsEndpoint {
  const { requests, denials, url, now, targets } = deps;
  const mayOpen = createBudget(ALLOWANCE);
  const submitted = new LRUCache<string, { readonly hash: string; readonly answer: Promise<RequestsAnswer> }>(
    REMEMBERED,
  );
  const read = new LRUCache<string, { readonly answer: RequestsAnswer; readonly until: number }>({
    max: 10_000,
  });

  const open = async ({ name }: CallerEntry, body: string): Promise<RequestsAnswer> => {
    const { question, reason, denial, callback } = readSubmission(body);
    denials.verify(name, question, denial, now());
    if (!requests.isOffered(question))
      throw new Problem("not_requestable", "No policy offers this any more.");
    const wish = callback === undefined ? undefined : readCallback(callback, targets.get(name));
    if (!mayOpen(name, now())) return TOO_MANY;
    const task = randomUUID();
    const use = denials.use(denial);
    const opened = await openWith(deps, { caller: name, task, question, reason }, wish).catch(
      (error: unknown) => {
        use.undo();
        throw error;
      },
    );
    if ("refused" in opened) throw new Problem("not_requestable", opened.refused);
    const status = describe(url, task, opened.url, "pending");
    const headers = { ...RETRY_AFTER, location: status.task.status_endpoint };
    return { status: 202, body: status, headers };
  };

  const look = async (caller: string, id: string) => {
    const task = TASK.test(id) ? await requests.read(caller, id) : undefined;
    if (task === undefined) return undefined;
    const described = describeTask(url, id, task);
    const { answer, isOver } = described;
    const until = isOver ? Number.POSITIVE_INFINITY : now().getTime() + FRESH_MS;
    read.set(`${caller} ${id}`, { answer, until });
    return described;
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
      const found = await look(name, id);
      if (found === undefined) throw new Problem("unknown_task", "You asked for no such request.");
      return found.answer;
    },
    readStatus: async (caller, id) => (await look(caller, id))?.status,
  };
}

/** The callback is kept first: a process that stops in between promises nothing that it forgets. */
async function openWith(
  { requests, callbacks }: Pick<RequestsDeps, "requests" | "callbacks">,
  task: NewTask,
  wish: CallbackWish | undefined,
): ReturnType<AccessRequests["open"]> {
  if (wish === undefined) return requests.open(task);
  await callbacks.keep(task.caller, task.task, wish);
  try {
    const opened = await requests.open(task);
    await callbacks.settle(task.task, "refused" in opened ? undefined : opened.number);
    return opened;
  } catch (error) {
    await callbacks.settle(task.task);
    throw error;
  }
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
  return { status, isOver, answer: { status: 200, body, ...(isOver ? {} : { headers: RETRY_AFTER }) } };
}

/** The new evaluation finds the lease by itself; the approval is for the caller's records. */
const describeApproval = (id: string, { from, until }: Progress["access"][number]) => ({
  id: createHash("sha256").update(`approval of ${id}`).digest("base64url"),
  ...{ approved_at: from.toISOString(), approved_until: until.toISOString() },
});
