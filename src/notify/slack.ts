import type { GuardedFetch } from "../outbound/guarded-fetch.ts";
import { postJson } from "../outbound/post-json.ts";
import type { Transport } from "./delivery/channel.ts";
import type { Message } from "./delivery/message.ts";
import type { AddressBook, Audience } from "./delivery/routes.ts";

export interface SlackOptions {
  /** The incoming webhook of a Slack channel: a secret. */
  readonly url: URL;
  readonly fetch: GuardedFetch;
  readonly book: AddressBook;
}

/** More would be noise; the message lists the names. */
const MAX_MENTIONS = 20;

/** Posts to one channel and mentions people there ("Sending messages using incoming webhooks", docs.slack.dev). */
export const slackTransport = ({ url, fetch, book }: SlackOptions): Transport => ({
  prepare: (message, audience) => [
    {
      address: "",
      send: () =>
        postJson(fetch, url, JSON.stringify(formSlackMessage(message, listMentions(audience, book)))),
    },
  ],
});

/** Ids of users (U, W) and user groups (S), from the configuration alone. */
const listMentions = ({ people, addresses }: Audience, book: AddressBook): string[] => [
  ...new Set([...people.flatMap(({ id }) => book.get(id)?.slack ?? []), ...addresses]),
];

const plainText = (text: string) => ({ type: "plain_text" as const, text: escapeSlack(text), emoji: false });

/** The payload, in Block Kit. Texts of people are `plain_text`, which has no markup; mentions come from the configuration. */
export function formSlackMessage({ title, facts, url, action }: Message, mentions: readonly string[] = []) {
  return {
    text: escapeSlack(title),
    unfurl_links: false,
    unfurl_media: false,
    blocks: [
      { type: "header" as const, text: plainText(title) },
      {
        type: "section" as const,
        fields: facts.slice(0, 10).map(({ name, value }) => plainText(`${name}\n${value}`)),
      },
      ...describeMentions(mentions),
      {
        type: "actions" as const,
        elements: [{ type: "button" as const, text: plainText(action), url, action_id: "open" }],
      },
    ],
  };
}

const describeMentions = (mentions: readonly string[]) =>
  mentions.length === 0
    ? []
    : [
        {
          type: "section" as const,
          text: {
            type: "mrkdwn" as const,
            verbatim: true,
            text: mentions.slice(0, MAX_MENTIONS).map(mention).join(" "),
          },
        },
      ];

const mention = (id: string): string => (id.startsWith("S") ? `<!subteam^${id}>` : `<@${id}>`);

/** The three control characters ("Formatting text for app surfaces", docs.slack.dev): without them there is no `<!here>` and no link. */
const escapeSlack = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
