import type { Person } from "../../core/access/lease.ts";
import { type Concerned, kindOfNotice, type Notice, type NoticeKind } from "../../core/plan/notices.ts";
import { plain } from "../../report/markdown/escape.ts";
import { type Fact, writeText } from "./notice-text.ts";

/** The longest value of a fact. Slack refuses a field of 2,000 characters. */
const MAX_VALUE = 1000;
const MAX_TITLE = 140;

/**
 * A notice for channels outside GitHub. Every text is one line without markup, mentions, links and known secrets; each channel escapes its
 * own markup besides. How to connect is not in it.
 */
export interface Message {
  /** Equal for equal notices, in every process. */
  readonly id: string;
  readonly kind: NoticeKind | "test";
  /** 0 for an alert about none. */
  readonly pull: number;
  /** The page of the pull request, or of the repository. */
  readonly url: string;
  readonly title: string;
  readonly facts: readonly Fact[];
  /** The label of the link. */
  readonly action: string;
  readonly concerned?: ConcernedPeople;
}

/** A message about several requests has no single subject. */
export type ConcernedPeople = Omit<Concerned, "subject"> & Partial<Pick<Concerned, "subject">>;

export type LinkTo = (pull: number) => string;

export function describeMessage(notice: Notice, linkTo: LinkTo): Message {
  const { id, pull } = notice;
  const concerned = notice.kind === "digest" ? { approvers: notice.approvers } : notice.concerned;
  const { title, facts } = writeText(notice);
  const kind = kindOfNotice(notice);
  return {
    ...{ id, kind, pull, url: linkTo(pull) },
    title: cut(plain(title), MAX_TITLE),
    facts: [...facts, ...describePeople(kind, concerned)].map(({ name, value }) => ({
      name,
      value: cut(plain(value), MAX_VALUE),
    })),
    action: isAsking(kind) ? "Review on GitHub" : "Open on GitHub",
    ...(concerned && { concerned }),
  };
}

const isAsking = (kind: NoticeKind): boolean => kind === "approval" || kind === "reminder";

/** Names that a message lists. */
const MAX_NAMES = 10;

function describePeople(kind: NoticeKind, concerned: ConcernedPeople | undefined): Fact[] {
  if (concerned === undefined) return [];
  const { requester, approvers } = concerned;
  return [
    ...(requester === undefined ? [] : [{ name: "Asked for by", value: requester.login }]),
    ...(isAsking(kind) ? [{ name: "May approve", value: listNames(approvers) }] : []),
  ];
}

function listNames(people: readonly Person[]): string {
  const names = people.slice(0, MAX_NAMES).map(({ login }) => login);
  const rest = people.length - names.length;
  return [...names, ...(rest > 0 ? [`${rest} others`] : [])].join(", ");
}

/** Cuts between characters, never inside one. */
const cut = (text: string, limit: number): string =>
  text.length <= limit
    ? text
    : `${[...text.slice(0, limit - 1)].filter((each) => !/^[\uD800-\uDFFF]$/u.test(each)).join("")}…`;
