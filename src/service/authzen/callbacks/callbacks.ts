import { createHash } from "node:crypto";
import type { Log } from "../../../core/ports/log.ts";
import { createQueue, type Queue } from "../../../lanes/queue.ts";
import { postJson } from "../../../outbound/post-json.ts";
import { signMessage } from "../../../outbound/signature.ts";
import { Problem } from "../contract/problem.ts";
import type { PendingCallback, PendingCallbacks } from "./pending.ts";
import type { CallbackTarget, CallbackTargets } from "./targets.ts";
import { CALLBACK_EVENTS, type CallbackEvent, type CallbackWish } from "./wish.ts";

export interface CallbackDeps {
  readonly targets: CallbackTargets;
  readonly pending: PendingCallbacks;
  /** The numbers of the requests that still wait for people. Throws when GitHub fails. */
  readonly listOpen: () => Promise<readonly number[]>;
  /** `undefined`: there is no such task. Throws when GitHub fails. */
  readonly readStatus: (caller: string, task: string) => Promise<string | undefined>;
  /** The public address of a task. */
  readonly addressOf: (task: string) => string;
  readonly now: () => Date;
  readonly log: Log;
}

/** Tells callers of the ends of their tasks. */
export interface Callbacks {
  /** Reserves a callback, before the request is opened. Rejects where it cannot be kept: nothing is to be opened then. */
  keep(caller: string, task: string, wish: CallbackWish): Promise<void>;
  /** The reserved callback is for this request; without a number, for none. Never rejects. */
  settle(task: string, request?: number): Promise<void>;
  /** Looks at the tasks and sends what is due. A call that waits already is enough. Waits for nothing. */
  lookSoon(): void;
  /** Drops what waits, and resolves once what runs has finished. */
  stop(): Promise<void>;
}

const MINUTE = 60_000;
/** After a minute, then two, four …: the last after eight and a half hours. */
const MOST_ATTEMPTS = 10;
/** Of one caller. */
const MOST_KEPT = 1000;
const KEPT_MS = 30 * 24 * 60 * MINUTE;
/** A process that stopped while it opened the request never settles it. */
const UNOPENED_MS = 60 * MINUTE;

/**
 * Each caller has a lane of its own, apart from everything that grants and ends: an endpoint that hangs delays its own callbacks alone. How a task
 * ended is read anew from GitHub and the ledger; the file keeps only whom to tell. A callback is sent until the endpoint takes it, ten times at
 * most, so it may arrive twice; `webhook-id` is the same each time.
 */
export function createCallbacks(deps: CallbackDeps): Callbacks {
  const { pending, targets, log, now } = deps;
  const onError = (key: string, err: unknown): void =>
    log.warn({ step: "callback", key, err }, "failed; the next round retries");
  const looking = createQueue(onError);
  const lanes = new Map<string, Queue>([...targets.keys()].map((caller) => [caller, createQueue(onError)]));
  const sendDue = (): void => {
    for (const { task, caller, nextAt } of pending.list())
      if (nextAt !== undefined && nextAt <= now().getTime())
        lanes.get(caller)?.add(task, () => send(deps, task));
  };
  return {
    async keep(caller, task, { endpoint, state, events }) {
      if (pending.list().filter((each) => each.caller === caller).length >= MOST_KEPT)
        throw new Problem(
          "not_requestable",
          `${MOST_KEPT} callbacks of this caller wait already: poll the status_endpoint instead.`,
        );
      const askedAt = now().getTime();
      const entry = { task, caller, endpoint, events: [...events], askedAt, attempts: 0 };
      await pending.put({ ...entry, ...(state !== undefined && { state }) });
    },
    async settle(task, request) {
      const entry = pending.find(task);
      if (entry === undefined) return;
      const written = request === undefined ? pending.remove(task) : pending.put({ ...entry, request });
      await written.catch((error: unknown) => onError(task, error));
    },
    lookSoon() {
      if (pending.list().length === 0) return;
      looking.add("look", async () => {
        try {
          await judge(deps);
        } finally {
          sendDue();
        }
      });
    },
    async stop() {
      const all = [looking, ...lanes.values()];
      for (const lane of all) lane.stop();
      await Promise.all(all.map((lane) => lane.idle()));
    },
  };
}

/** Notes how tasks ended. One that cannot be read holds up no other. */
async function judge(deps: CallbackDeps): Promise<void> {
  const { pending, now, log } = deps;
  const unended = pending.list().filter(({ ended }) => ended === undefined);
  if (unended.length === 0) return;
  const open = new Set(await deps.listOpen());
  for (const entry of unended) {
    const { task, request, askedAt } = entry;
    if (now().getTime() - askedAt > KEPT_MS) await pending.remove(task);
    else if (request === undefined || !open.has(request))
      await judgeOne(deps, entry).catch((err: unknown) =>
        log.warn({ step: "callback", task, err }, "the task cannot be read; the next round retries"),
      );
  }
}

async function judgeOne({ pending, readStatus, now }: CallbackDeps, entry: PendingCallback): Promise<void> {
  const { caller, task, askedAt, events } = entry;
  const status = await readStatus(caller, task);
  const at = now().getTime();
  const ended = CALLBACK_EVENTS.find((each) => each === status);
  if (status === undefined && at - askedAt > UNOPENED_MS) await pending.remove(task);
  if (ended === undefined) return;
  if (events.includes(ended)) await pending.put({ ...entry, ended, nextAt: at });
  else await pending.remove(task);
}

async function send(deps: CallbackDeps, task: string): Promise<void> {
  const { pending, targets, log, now } = deps;
  const entry = pending.find(task);
  if (entry?.ended === undefined) return;
  const { caller, endpoint, ended } = entry;
  const target = targets.get(caller);
  const fields = { step: "callback", task, caller };
  // The configuration may be another one since.
  if (!target?.urls.has(endpoint)) {
    log.warn(fields, "HALLPASS_AUTHZEN no longer lists its address; nothing is sent");
    return pending.remove(task);
  }
  try {
    await post(deps, target, { ...entry, ended });
  } catch (err) {
    const attempts = entry.attempts + 1;
    if (attempts < MOST_ATTEMPTS) {
      log.warn({ ...fields, attempts, err }, "the callback was not taken; Hallpass tries again");
      return pending.put({
        ...entry,
        attempts,
        nextAt: now().getTime() + 2 ** entry.attempts * MINUTE,
      });
    }
    log.error({ ...fields, attempts, err }, "the callback was never taken; the caller can poll");
    return pending.remove(task);
  }
  log.info(fields, "the caller was told");
  await pending.remove(task);
}

/** Ids and the status alone: what the caller may do with it, it reads at the status endpoint ("notification-only" in the profile). */
async function post(
  { addressOf, now }: CallbackDeps,
  { fetch, keys }: CallbackTarget,
  { task, state, endpoint, ended }: PendingCallback & { readonly ended: CallbackEvent },
): Promise<void> {
  const body = JSON.stringify({
    ...(state !== undefined && { state }),
    task: { id: task, status: ended, status_endpoint: addressOf(task) },
  });
  const id = `msg_${createHash("sha256")
    .update(JSON.stringify([task, ended]))
    .digest("hex")
    .slice(0, 32)}`;
  await postJson(fetch, new URL(endpoint), body, { ...signMessage(keys, id, now(), body) });
}
