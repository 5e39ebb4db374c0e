import type { BlockList } from "node:net";
import type { Person } from "../core/access/lease.ts";
import type { Concerned } from "../core/plan/notices.ts";
import type { Notifier } from "../core/ports/notifier.ts";
import { createGuardedFetch } from "../outbound/guarded-fetch.ts";
import { type ChannelOptions, createChannel, type Transport } from "./delivery/channel.ts";
import type { Message } from "./delivery/message.ts";
import type { AddressBook, Rule } from "./delivery/routes.ts";
import { type MailOptions, mailTransport } from "./mail.ts";
import { slackTransport } from "./slack.ts";
import { teamsTransport } from "./teams.ts";
import { webhookTransport } from "./webhook.ts";

/** The ways that the server's configuration allows to a channel's address. */
interface Way {
  readonly networks: BlockList;
  readonly ca?: string;
}

/** A channel of the server's configuration. */
export type ChannelDescription = {
  readonly name: string;
  readonly rules: readonly Rule[];
  readonly way: Way;
} & (
  | { readonly kind: "slack" | "teams"; readonly url: URL }
  | { readonly kind: "webhook"; readonly url: URL; readonly keys: readonly Buffer[] }
  | ({ readonly kind: "mail" } & Pick<MailOptions, "host" | "port" | "tls" | "login" | "from">)
);

export interface OpenOptions extends Pick<ChannelOptions, "linkTo" | "sent"> {
  readonly book: AddressBook;
  readonly now: () => Date;
  readonly findConcerned: (pull: number) => Promise<Concerned | undefined>;
}

/** The channels outside GitHub, as the configuration lists them. */
export const openChannels = (channels: readonly ChannelDescription[], options: OpenOptions): Notifier[] =>
  channels.map((channel) =>
    createChannel({ ...options, name: channel.name, rules: channel.rules }, openTransport(channel, options)),
  );

interface Test extends Pick<OpenOptions, "book" | "now"> {
  /** Equal for no two tests. */
  readonly id: string;
  /** The page of the access repository. */
  readonly url: string;
  readonly people: readonly Person[];
}

/** Sends a test to the fixed addresses of the channel's rules and to these people. Answers how many messages were sent; throws the first failure. */
export async function sendTest(channel: ChannelDescription, test: Test): Promise<number> {
  const message: Message = {
    ...{ id: test.id, kind: "test", pull: 0, url: test.url, action: "Open on GitHub" },
    title: "A test of Hallpass's notices",
    facts: [{ name: "Channel", value: channel.name }],
  };
  const addresses = [...new Set(channel.rules.flatMap((rule) => rule.addresses))];
  const deliveries = openTransport(channel, test).prepare(message, { people: test.people, addresses });
  for (const { send } of deliveries) await send();
  return deliveries.length;
}

function openTransport(
  channel: ChannelDescription,
  { book, now }: Pick<OpenOptions, "book" | "now">,
): Transport {
  const { way } = channel;
  if (channel.kind === "mail") return mailTransport({ ...channel, ...way, book });
  const fetch = createGuardedFetch(way);
  const { url } = channel;
  if (channel.kind === "webhook") return webhookTransport({ url, keys: channel.keys, fetch, now });
  return (channel.kind === "slack" ? slackTransport : teamsTransport)({ url, fetch, book });
}
