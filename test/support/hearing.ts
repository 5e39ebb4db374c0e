import type { Delivery } from "../../sandbox/src/webhooks.ts";
import { findEndTakenBack, isEndCommand, parseComment } from "../../src/core/decision/comment-command.ts";
import { createQueue } from "../../src/lanes/queue.ts";
import type { Deps } from "../../src/operations/round/deps.ts";
import { createListener, type Listener } from "../../src/service/listener.ts";
import type { InProcess } from "./in-process.ts";
import { at } from "./local-github.ts";

/** What the app does on comments, without its server: nothing is heard unless the test says so. */
export interface Hearing {
  /** Hears of every comment since the last time, as GitHub tells of it; resolves when all is done. */
  hear(): Promise<void>;
  /** Hears of this one again. */
  redeliver(delivery: Delivery): Promise<void>;
  /** The webhook that told of the last new comment of these words. */
  deliveryOf(body: string): Delivery;
  /** What it asked for besides. */
  readonly asked: string[];
  /** Forgets what it knows, as a restart does. */
  restart(): Promise<void>;
}

type CommentPayload = Parameters<typeof parseComment>[0];

export async function startHearing(app: InProcess, change: Partial<Deps> = {}): Promise<Hearing> {
  const deps: Deps = { ...app.deps, ...change };
  const asked: string[] = [];
  const fail = (_key: string, error: unknown): void => void asked.push(`failed: ${String(error)}`);
  let [commands, cosmetic, heard] = [createQueue(fail), createQueue(fail), 0];
  let listener: Listener;
  const restart = async (): Promise<void> => {
    [commands, cosmetic] = [createQueue(fail), createQueue(fail)];
    listener = createListener(deps, {
      commands,
      cosmetic,
      reviewSoon: (pull) => void asked.push(`review #${pull}`),
      watchSoon: () => void asked.push("watch"),
      onEnded: () => void asked.push("ended"),
    });
    listener.learn((await deps.ledger.read()).state);
  };
  const tell = ({ body, guid }: Delivery): void => {
    const event: CommentPayload = JSON.parse(body);
    if (event.action === "created" && !isEndCommand(event.comment.body)) deps.comments?.skip(guid);
    const command = parseComment(event);
    if (command !== undefined) listener.hear({ ...command, delivery: guid });
    const takenBack = findEndTakenBack(event);
    if (takenBack !== undefined) listener.hearTakenBack(takenBack);
  };
  const settle = async (): Promise<void> => {
    await commands.idle();
    await cosmetic.idle();
  };
  const deliveries = () => app.github.sandbox.deliveries().filter(({ event }) => event === "issue_comment");
  await restart();
  return {
    asked,
    restart,
    deliveryOf(body) {
      const isIt = (delivery: Delivery): boolean => {
        const event: CommentPayload = JSON.parse(delivery.body);
        return event.action === "created" && event.comment.body === body;
      };
      const found = deliveries().findLast(isIt);
      if (found === undefined) throw new Error(`No webhook told of ${JSON.stringify(body)}.`);
      return found;
    },
    async hear() {
      listener.learn((await deps.ledger.read()).state);
      const fresh = deliveries().slice(heard);
      heard += fresh.length;
      for (const delivery of fresh) tell(delivery);
      await settle();
    },
    async redeliver(delivery) {
      listener.learn((await deps.ledger.read()).state);
      tell(delivery);
      await settle();
    },
  };
}

/** What the app has written on a pull request. */
export async function listAnswers(app: InProcess, number: number): Promise<string[]> {
  const { data } = await app.as("alice").issues.listComments({ ...at, issue_number: number, per_page: 100 });
  return data.filter(({ user }) => user?.type === "Bot").map(({ body }) => body ?? "");
}
