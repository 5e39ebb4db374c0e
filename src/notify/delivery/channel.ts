import { createHash } from "node:crypto";
import { type Concerned, isTold, type Notice } from "../../core/plan/notices.ts";
import type { Notifier } from "../../core/ports/notifier.ts";
import { describeMessage, type LinkTo, type Message } from "./message.ts";
import { type Audience, findAudience, type Rule } from "./routes.ts";

/** One message to one address. */
export interface Delivery {
  /** Tells the deliveries of a message apart. */
  readonly address: string;
  /** Throws with a text that has no secret. */
  send(): Promise<void>;
}

/** An address that will never take the message: it is told once, and not tried again. */
export class UndeliverableError extends Error {
  override readonly name = "UndeliverableError";
}

/** What differs between channels: how a message looks, and where it goes. */
export interface Transport {
  prepare(message: Message, audience: Audience): readonly Delivery[];
}

/** The deliveries that were made, also by earlier processes. */
export interface SentRecord {
  has(key: string): boolean;
  add(key: string): void;
}

export interface ChannelOptions {
  readonly name: string;
  readonly rules: readonly Rule[];
  readonly linkTo: LinkTo;
  readonly sent: SentRecord;
  /** The people of a pull request, for notices that do not name them. */
  readonly findConcerned: (pull: number) => Promise<Concerned | undefined>;
}

/**
 * A channel outside GitHub. Sends each notice once to each address: a delivery counts as made once it succeeded, so a crash in between sends
 * it twice and never loses it. Tries every delivery, then throws if one failed.
 */
export function createChannel(options: ChannelOptions, transport: Transport): Notifier {
  const { name, sent } = options;
  return {
    name,
    async notify(_pull, notices) {
      const failed: string[] = [];
      for (const notice of notices) {
        for (const { address, send } of await prepare(notice, options, transport)) {
          const key = keyOf(name, notice, address);
          if (sent.has(key)) continue;
          await send().then(
            () => sent.add(key),
            (error: unknown) => {
              if (error instanceof UndeliverableError) sent.add(key);
              failed.push(error instanceof Error ? error.message : "unknown");
            },
          );
        }
      }
      if (failed.length > 0)
        throw new Error(`${name}: ${failed.length} messages were not sent. The first: ${failed[0]}`);
    },
  };
}

async function prepare(
  notice: Notice,
  { rules, linkTo, findConcerned }: ChannelOptions,
  transport: Transport,
): Promise<readonly Delivery[]> {
  const message = describeMessage(notice, linkTo);
  const matching = rules.filter(({ tell }) => isTold(tell, notice));
  if (matching.length === 0) return [];
  const isForPeople = matching.some(({ roles }) => roles.length > 0);
  // An alert is for operators, whatever pull request it came from.
  const isFound = isForPeople && notice.kind !== "alert";
  const concerned = message.concerned ?? (isFound ? await findConcerned(message.pull) : undefined);
  const full = concerned === undefined ? message : { ...message, concerned };
  const audience = findAudience(matching, full);
  return audience === undefined ? [] : transport.prepare(full, audience);
}

/** Names nobody: the record lies in a file. */
const keyOf = (name: string, { pull, id }: Notice, address: string): string =>
  createHash("sha256")
    .update(JSON.stringify([name, pull, id, address]))
    .digest("hex")
    .slice(0, 32);
