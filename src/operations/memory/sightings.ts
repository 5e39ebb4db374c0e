import type { CheckResult } from "../../core/decision/check-result.ts";
import type { PullRequest } from "../../core/decision/github-facts.ts";
import type { AskedRequest } from "../../core/ledger/asked-request.ts";
import type { LedgerState } from "../../core/ledger/ledger.ts";
import type { Asked, Closed } from "../../core/ledger/ledger-entry.ts";

/** What reviews saw of requests, until the ledger has it. A restart loses it: the next sweep reviews every open pull request again. */
export interface Sightings {
  /** Notes a review; no result where the pull request was closed without a merge. */
  note(pull: PullRequest, checkResult: CheckResult | undefined, at: Date): void;
  /** When a review first saw the request of a pull request. */
  askedAt(pull: number): Date | undefined;
  /** The entries that a ledger with this state lacks. */
  listNews(state: LedgerState): (Asked | Closed)[];
  /** Forgets what the ledger has by now. */
  forget(state: LedgerState): void;
}

interface Sighting {
  readonly asked?: AskedRequest;
  /** Of the last review that found something in its way. */
  readonly codes: readonly string[];
  readonly closedAt?: Date;
}

/** More pull requests than this are not remembered at once. */
const MOST = 1000;
const MOST_CODES = 10;

export function createSightings(): Sightings {
  const seen = new Map<number, Sighting>();
  return {
    note(pull, checkResult, at) {
      const before = seen.get(pull.number);
      if (before === undefined && seen.size >= MOST) return;
      const next = checkResult === undefined ? close(before, at) : look(pull, checkResult, at, before);
      if (next !== undefined) seen.set(pull.number, next);
    },
    askedAt: (pull) => seen.get(pull)?.asked?.at,
    listNews: (state) => [...seen].flatMap(([pull, sighting]) => tell(pull, sighting, state)),
    forget(state) {
      for (const [pull, sighting] of seen)
        if (sighting.closedAt !== undefined && tell(pull, sighting, state).length === 0) seen.delete(pull);
    },
  };
}

const close = (before: Sighting | undefined, at: Date): Sighting => ({ codes: [], ...before, closedAt: at });

function look(
  { number, author, head }: PullRequest,
  checkResult: CheckResult,
  at: Date,
  before: Sighting | undefined,
): Sighting | undefined {
  if (checkResult.kind !== "request") return undefined;
  const { terms, on } = checkResult.decision;
  const requester = terms?.requester ?? terms?.subject ?? { id: author.id, login: author.login };
  const asked: AskedRequest = before?.asked ?? {
    pull: number,
    requester,
    head: head.sha,
    ...(on.blob !== undefined && { blob: on.blob }),
    ...(terms && {
      request: terms.id,
      subject: terms.subject,
      entitlements: terms.entitlements.map(({ provider, resource, role }) => ({ provider, resource, role })),
      durationMs: terms.durationMs,
    }),
    at,
  };
  const codes = [...new Set(checkResult.findings.map(({ code }) => code))].slice(0, MOST_CODES);
  return { asked, codes };
}

function tell(
  pull: number,
  { asked, codes, closedAt }: Sighting,
  { pulls }: LedgerState,
): (Asked | Closed)[] {
  const known = pulls.get(pull);
  const isAsked = known?.asked !== undefined || asked !== undefined;
  return [
    ...(known?.asked === undefined && asked !== undefined
      ? [{ kind: "asked" as const, asked, at: asked.at }]
      : []),
    ...(isAsked && closedAt !== undefined && known?.closed === undefined
      ? [{ kind: "closed" as const, pull, codes, at: closedAt }]
      : []),
  ];
}
