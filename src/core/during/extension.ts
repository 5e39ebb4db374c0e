import { listChain } from "../access/chain.ts";
import type { Entitlement } from "../access/entitlement.ts";
import { entitlementKey } from "../access/entitlement.ts";
import { hasEnded, type Lease, type Person, wasEndedEarly } from "../access/lease.ts";
import { type AskSource, markOf } from "../asking/asked.ts";
import { nameDraft, writeDraft } from "../asking/draft.ts";
import type { AskedFile } from "../asking/issue-answers.ts";
import { judgeOffer, listFindings } from "../decision/judge-offer.ts";
import { deriveOffer } from "../decision/rules/policy.ts";
import type { OfflineFacts } from "../decision/rules/rule.ts";
import { startWithinReach, totalWithinBounds } from "../decision/rules/timing.ts";
import { withinWindows } from "../decision/rules/windows.ts";
import { type AccessRequest, parseRequestPath, requestPath } from "../files/request.ts";
import type { Finding } from "../findings/finding.ts";
import { type LedgerState, leasesOf, listLeases } from "../ledger/ledger.ts";

/** The leases of a pull request's request; at least one. */
export type Base = readonly [Lease, ...Lease[]];

/** What a pull request gave: undefined where the ledger knows of nothing. */
export function findBase(state: LedgerState, pull: number): Base | undefined {
  const [first, ...others] = listLeases(state).filter((lease) => lease.pull === pull);
  return first && [first, ...others];
}

/** Who may ask to extend it by a comment: its subject, and whoever asked for it. An approver may not: nobody approves what they asked for. */
export const listExtenders = ([{ subject, requester }]: Base): readonly Person[] => [
  subject,
  ...(requester === undefined ? [] : [requester]),
];

/** The extension of it that is planned or live. */
export const findExtension = (state: LedgerState, [{ request }]: Base, now: Date): Lease | undefined =>
  listLeases(state).find((lease) => lease.extends === request && !hasEnded(lease, now));

/** The same for the same comment, always: it depends on what the ledger never changes, and on the comment. */
export function draftExtension(
  base: Base,
  source: Extract<AskSource, { kind: "comment" }>,
  { duration, at }: { readonly duration: string; readonly at: Date },
): AskedFile {
  const [{ request, subject, reason, until }] = base;
  const about = { entitlements: listEntitlements(base), login: subject.login };
  const id = `${parseRequestPath(requestPath(request))?.team}/${nameDraft(about, markOf(source), at)}`;
  return {
    id,
    path: requestPath(id),
    text: writeDraft({
      ...about,
      duration,
      reason: reason.replace(/\s+/gu, " ").trim(),
      extends: request,
      ...(until !== undefined && { untilClosed: until }),
    }),
  };
}

function listEntitlements([first, ...others]: Base): readonly [Entitlement, ...Entitlement[]] {
  const [least = first, ...more] = [first, ...others].toSorted((a, b) =>
    entitlementKey(a.entitlement) < entitlementKey(b.entitlement) ? -1 : 1,
  );
  return [least.entitlement, ...more.map(({ entitlement }) => entitlement)];
}

/** What the check would find wrong with it at once: limits of the policies, of the total, and of how far ahead one may ask. */
export function judgeExtension(
  state: LedgerState,
  request: AccessRequest,
  base: Base,
  { rules, now }: { readonly rules: OfflineFacts["evidence"]["rules"]; readonly now: Date },
): Finding[] {
  const [{ request: id }] = base;
  const folder = parseRequestPath(requestPath(id))?.team ?? "";
  const chain = listChain((each) => leasesOf(state.holdings, each), id);
  const facts = {
    ...{ request, ...deriveOffer(request, folder, rules.policies) },
    evidence: { extended: base, chain, now },
  };
  return [
    ...judgeOffer(request, folder, rules),
    ...[startWithinReach, totalWithinBounds, withinWindows].flatMap((rule) =>
      listFindings(rule.judge(facts)),
    ),
  ];
}

/** Nothing is left to extend: it is over, or somebody ended it early. */
export const isOver = (base: Base, at: Date): boolean =>
  base.every((lease) => hasEnded(lease, at)) || base.some(wasEndedEarly);
