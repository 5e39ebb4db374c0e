import { describeEntitlement, type Entitlement } from "../../core/access/entitlement.ts";
import { describeReasons } from "../../core/asking/refusal-words.ts";
import { findAdvice, findMeaning } from "../../core/findings/catalogue/index.ts";
import type { HoldingEntry } from "../../core/ledger/ledger-entry.ts";
import type { Refusal } from "../../core/ledger/refusal.ts";
import type { AccessNotice, AlertNotice, Notice } from "../../core/plan/notices.ts";
import { describeDuration } from "../../core/text/duration.ts";
import { maskLikelySecrets } from "../../core/text/secrets.ts";
import { describeTime } from "../../report/markdown/time.ts";
import { describeEnd } from "../../report/words/messages.ts";

export interface Fact {
  readonly name: string;
  readonly value: string;
}

/** A title and facts, not bounded yet: a provider's or a person's words may be in them. */
export interface Text {
  readonly title: string;
  readonly facts: readonly Fact[];
}

/** What a notice says, whatever channel takes it. */
export function writeText(notice: Notice): Text {
  if (notice.kind === "access")
    return notice.entry.kind === "refused"
      ? {
          title: "Nothing was granted: a merged request was refused",
          facts: [
            ...listReasons(notice.entry.refusal),
            {
              name: "Next",
              value: "If the access is still needed, ask again with a new file. The pull request has a link.",
            },
          ],
        }
      : describeAccessNotice(notice, notice.entry);
  if (notice.kind === "waiting")
    return {
      title: notice.partly ? "A part of a request is not granted yet" : "A merged request is not granted yet",
      facts: [{ name: "Because", value: notice.because }],
    };
  if (notice.kind === "overlap") return describeOverlap(notice);
  if (notice.kind === "alert") return describeAlert(notice);
  if (notice.kind === "digest") return describeDigest(notice);
  if (notice.kind === "ending") return describeEnding(notice);
  if (notice.kind === "review") return describeReview(notice);
  if (notice.kind === "reminder" || notice.kind === "expired") return describePending(notice);
  const { subject } = notice.concerned;
  const what = notice.entitlements.map(describeEntitlement).join(", ");
  return {
    title: `${subject.login} asks for ${what}`,
    facts: [
      { name: "What", value: what },
      { name: "For", value: describeDuration(notice.durationMs) },
      { name: "Reason", value: maskLikelySecrets(notice.reason) },
    ],
  };
}

/** The words of the catalogue: a line of the log may hold what no channel is to see. */
const describeAlert = ({ code, provider }: AlertNotice): Text => ({
  title: provider === undefined ? `Hallpass alert: ${code}` : `Hallpass alert: ${code} at ${provider}`,
  facts: [
    { name: "What", value: findMeaning(code) ?? "An operator must look." },
    { name: "Fix", value: findAdvice(code) ?? "Look at the log." },
    { name: "Details", value: `The server's log, lines with "alert":true and the code ${code}.` },
  ],
});

/** Reasons in one message; the pull request has all. */
const MAX_REASONS = 4;

const listReasons = (refusal: Refusal): Fact[] =>
  describeReasons(refusal)
    .slice(0, MAX_REASONS)
    .map((value) => ({ name: "Why", value }));

function describeAccessNotice({ emergency, concerned }: AccessNotice, entry: HoldingEntry): Text {
  const text = describeEntry(entry);
  if (!emergency) return text;
  return {
    title: `Break-glass: ${text.title}`,
    facts: [
      { name: "Approved by", value: "nobody" },
      ...text.facts,
      {
        name: "Next",
        value: `${concerned?.approvers.map(({ login }) => login).join(", ") || "An owner"}: look at it now; comment "/hallpass end" to end it. Review it once it has ended.`,
      },
    ],
  };
}

function describeEntry(entry: HoldingEntry): Text {
  const { principal: who, entitlement, at } = entry;
  const what = describeEntitlement(entitlement);
  if (entry.kind === "granted")
    return {
      title: entry.invited ? `${who} is invited to ${what}` : `${who} holds ${what}`,
      facts: [...describeAccess(who, entitlement), { name: "Until", value: describeTime(entry.until) }],
    };
  if (entry.kind === "revoked")
    return {
      title: entry.left ? `The lease of ${who} for ${what} ended` : `${who} no longer holds ${what}`,
      facts: [
        ...describeAccess(who, entitlement),
        { name: "Ended", value: `${describeTime(at)}, ${describeEnd(entry.because)}` },
        ...(entry.left
          ? [{ name: "Note", value: "The same access was held before, and is still held." }]
          : []),
      ],
    };
  if (entry.kind === "failed")
    return {
      title: `${who} still holds ${what} past its end`,
      facts: [
        ...describeAccess(who, entitlement),
        { name: "Failed", value: `${describeTime(at)}, ${entry.code}. Hallpass keeps trying.` },
      ],
    };
  return { title: `${who} is about to hold ${what}`, facts: describeAccess(who, entitlement) };
}

function describeOverlap({
  change,
  principal,
  entitlement,
  until,
  others,
}: Extract<Notice, { kind: "overlap" }>): Text {
  const what = describeEntitlement(entitlement);
  return {
    title:
      change === "began"
        ? `${principal} already holds ${what}`
        : `A request has ended; ${principal} still holds ${what}`,
    facts: [
      ...describeAccess(principal, entitlement),
      {
        name: "Until",
        value: `${describeTime(until)}, through ${others.map((pull) => `pull request ${pull}`).join(", ")}`,
      },
    ],
  };
}

function describeEnding({ access, endsAt, extendBy, concerned }: Extract<Notice, { kind: "ending" }>): Text {
  const what = access.map(({ entitlement }) => describeEntitlement(entitlement)).join(", ");
  return {
    title: `The access of ${concerned.subject.login} ends soon: ${what}`,
    facts: [
      { name: "What", value: what },
      { name: "Ends", value: describeTime(endsAt) },
      { name: "Longer?", value: `Comment /hallpass extend ${extendBy} on the pull request.` },
    ],
  };
}

/** Requests in one message; the pull request has all. */
const MAX_REQUESTS = 5;

function describeReview({ team, requests, dueAt, owners, holds }: Extract<Notice, { kind: "review" }>): Text {
  const more = requests.length > MAX_REQUESTS ? ` and ${requests.length - MAX_REQUESTS} more` : "";
  return {
    title: `The review of ended access of ${team} is overdue`,
    facts: [
      { name: "Requests", value: `${requests.slice(0, MAX_REQUESTS).join(", ")}${more}` },
      { name: "Due", value: describeTime(dueAt) },
      { name: "Who", value: owners.join(", ") || "an owner of the files" },
      {
        name: "Next",
        value: `Read the pull request and approve it.${holds ? " Until then requests of the team wait." : ""}`,
      },
    ],
  };
}

function describePending(notice: Extract<Notice, { kind: "reminder" | "expired" }>): Text {
  const what = notice.entitlements.map(describeEntitlement).join(", ");
  const { login } = notice.concerned.subject;
  const facts = [
    { name: "What", value: what },
    { name: "Waiting since", value: describeTime(notice.since) },
  ];
  if (notice.kind === "expired")
    return {
      title: `Closed: the request of ${login} for ${what} was not approved in time`,
      facts: [
        ...facts,
        {
          name: "Next",
          value: "If it is still needed, reopen the pull request, or ask again with a new one.",
        },
      ],
    };
  return {
    title: `${notice.fallback ? "Others may approve now" : "Still waiting"}: ${login} asks for ${what}`,
    facts: [
      ...facts,
      ...(notice.expiresAt ? [{ name: "Closes", value: describeTime(notice.expiresAt) }] : []),
    ],
  };
}

/** Accesses in one digest; the others are counted. */
const MOST_LISTED = 20;

function describeDigest({ team, day, access }: Extract<Notice, { kind: "digest" }>): Text {
  const emergencies = access.filter(({ basis }) => basis === "break-glass").length;
  const counts = [
    ...(emergencies > 0 ? [count(emergencies, "emergency", "emergencies")] : []),
    ...(access.length > emergencies
      ? [count(access.length - emergencies, "automatic approval", "automatic approvals")]
      : []),
  ];
  const rest = access.length - MOST_LISTED;
  return {
    title: `${team}, ${day}: ${counts.join(" and ")}, without a review before`,
    facts: [
      ...access.slice(0, MOST_LISTED).map(({ subject, entitlement, pull, basis, durationMs }) => ({
        name: basis === "break-glass" ? "Break-glass" : "Automatic",
        value: `${subject.login}: ${describeEntitlement(entitlement)} for ${describeDuration(durationMs)}, pull request ${pull}`,
      })),
      ...(rest > 0 ? [{ name: "And", value: `${rest} more` }] : []),
    ],
  };
}

const count = (number: number, one: string, several: string): string =>
  `${number} ${number === 1 ? one : several}`;

const describeAccess = (principal: string, entitlement: Entitlement): Fact[] => [
  { name: "Who", value: principal },
  { name: "What", value: describeEntitlement(entitlement) },
];
