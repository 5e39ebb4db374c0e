import type { Notifier } from "../../../src/core/ports/notifier.ts";
import { createChannel, type SentRecord, type Transport } from "../../../src/notify/delivery/channel.ts";
import type { Rule } from "../../../src/notify/delivery/routes.ts";
import type { GuardedFetch } from "../../../src/outbound/guarded-fetch.ts";

export const everything: Rule = {
  tell: ["approval", "granted", "ending", "ended", "overdue", "review", "refused", "waiting", "alert"],
  roles: [],
  addresses: [],
};

/** What a process remembers of its deliveries, and the next one finds. */
export function createRecord(): SentRecord & { readonly keys: Set<string> } {
  const keys = new Set<string>();
  return { keys, has: (key) => keys.has(key), add: (key) => void keys.add(key) };
}

export const openChannel = (
  transport: Transport,
  sent: SentRecord,
  rules: readonly Rule[] = [everything],
  name = "chat",
): Notifier =>
  createChannel(
    {
      ...{ name, rules, sent },
      linkTo: (pull) => `https://github.example/acme/access/pull/${pull}`,
      findConcerned: async () => undefined,
    },
    transport,
  );

export interface Post {
  readonly url: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A web service that takes every post, or fails. */
export function createService(status = 200) {
  const posts: Post[] = [];
  let isFailing = false;
  const fetch: GuardedFetch = async (url, { body = "", headers }) => {
    if (isFailing) return new Response("secret words of the server", { status: 503 });
    posts.push({ url: url.href, body, headers });
    return new Response(status === 204 ? null : "ok", { status });
  };
  return {
    ...{ posts, fetch },
    bodies: (): string[] => posts.map(({ body }) => body),
    fail: (value: boolean): void => {
      isFailing = value;
    },
  };
}
