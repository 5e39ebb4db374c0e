import type { GuardedFetch } from "../outbound/guarded-fetch.ts";
import { postJson } from "../outbound/post-json.ts";
import type { Transport } from "./delivery/channel.ts";
import type { Message } from "./delivery/message.ts";
import type { AddressBook, Audience } from "./delivery/routes.ts";

export interface TeamsOptions {
  /** The address of a workflow with the trigger "When a Teams webhook request is received": a secret. */
  readonly url: URL;
  readonly fetch: GuardedFetch;
  readonly book: AddressBook;
}

/** A person in Teams, by user principal name. */
interface Mention {
  readonly name: string;
  readonly upn: string;
}

const MAX_MENTIONS = 20;

/**
 * Posts an Adaptive Card through a workflow. The connectors of Microsoft 365 are being retired, and workflows take Adaptive Cards alone
 * (learn.microsoft.com, "Create and send messages", known issues).
 */
export const teamsTransport = ({ url, fetch, book }: TeamsOptions): Transport => ({
  prepare: (message, audience) => [
    {
      address: "",
      send: () =>
        postJson(fetch, url, JSON.stringify(formTeamsMessage(message, listMentions(audience, book)))),
    },
  ],
});

const listMentions = ({ people, addresses }: Audience, book: AddressBook): Mention[] => [
  ...people.flatMap(({ id, login }) => {
    const upn = book.get(id)?.teams;
    return upn === undefined ? [] : [{ name: login, upn }];
  }),
  ...addresses.map((upn) => ({ name: upn.split("@")[0] ?? upn, upn })),
];

/** The request that the trigger takes: a message with one card. */
export const formTeamsMessage = (message: Message, mentions: readonly Mention[] = []) => ({
  type: "message" as const,
  attachments: [
    {
      contentType: "application/vnd.microsoft.card.adaptive" as const,
      contentUrl: null,
      content: formCard(message, mentions.slice(0, MAX_MENTIONS)),
    },
  ],
});

/**
 * Version 1.4. Texts of people are in text runs, which know no Markdown; a text block does (adaptivecards.io, TextRun). Mentions work in text blocks
 * alone, and only for an entity of the card ("Format cards in Teams", learn.microsoft.com).
 */
function formCard({ title, facts, action, url }: Message, mentions: readonly Mention[]) {
  return {
    $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
    type: "AdaptiveCard" as const,
    version: "1.4",
    body: [
      richText([{ ...run(title), weight: "Bolder" as const, size: "Medium" as const }]),
      ...facts.map(({ name, value }) =>
        richText([{ ...run(`${name}: `), weight: "Bolder" as const }, run(value)]),
      ),
      ...(mentions.length === 0
        ? []
        : [{ type: "TextBlock" as const, wrap: true, text: mentions.map(tag).join(" ") }]),
    ],
    actions: [{ type: "Action.OpenUrl" as const, title: action, url }],
    msteams: {
      entities: mentions.map((each) => ({
        type: "mention" as const,
        text: tag(each),
        mentioned: { id: each.upn, name: nameOf(each) },
      })),
    },
  };
}

const richText = (inlines: readonly object[]) => ({ type: "RichTextBlock" as const, inlines });

const run = (text: string) => ({ type: "TextRun" as const, text: text.replaceAll("<", "<\u200b") });

const tag = (mention: Mention): string => `<at>${nameOf(mention)}</at>`;

/** Without markup, whatever a login may hold one day. */
const nameOf = ({ name }: Mention): string => name.replace(/[^A-Za-z0-9-]/gu, "") || "somebody";
