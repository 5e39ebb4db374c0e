import { differenceInMilliseconds } from "date-fns/differenceInMilliseconds";
import { describeEntitlement } from "../access/entitlement.ts";
import type { Lease, Person } from "../access/lease.ts";
import type { PastEntry } from "../audit/ledger-commit.ts";
import { maskSecrets } from "../text/secrets.ts";
import { type Changed, findLeaseAt, findLeasesOf } from "./find-lease.ts";

export type EventKind = PastEntry["kind"];

export type Fact = string | number | boolean | readonly (string | number)[];

/** What leaves besides numeric ids and accounts. */
export interface Disclosure {
  /** Logins at GitHub. */
  readonly names: boolean;
  /** The reasons that people wrote, without known secrets. */
  readonly reasons: boolean;
}

/** What one entry tells, before it has an id. */
export interface Told {
  /** One sentence without names of people. */
  readonly message: string;
  /** Something was refused, or failed. */
  readonly isFailure: boolean;
  /** The account at the provider. */
  readonly account?: string;
  readonly entitlement?: Lease["entitlement"];
  readonly request?: string;
  readonly subject?: Person | undefined;
  readonly actor?: Person | undefined;
  readonly people?: Readonly<Record<string, readonly Person[] | undefined>>;
  readonly facts: Readonly<Record<string, Fact | undefined>>;
}

type Of<Kind extends EventKind> = Extract<PastEntry, { kind: Kind }>;
type Tell<Kind extends EventKind> = (entry: Of<Kind>, changed: Changed, disclosure: Disclosure) => Told;

/** The fields that every entry about a holding gives. `lease`: whose it is; undefined: the ledger does not say. */
const about = (
  { principal, entitlement }: Pick<Of<"granted">, "principal" | "entitlement">,
  lease?: Lease,
) => ({
  account: principal,
  entitlement,
  ...(lease && { subject: lease.subject, request: lease.request }),
});

const access = ({ principal, entitlement }: Pick<Of<"granted">, "principal" | "entitlement">): string =>
  `${describeEntitlement(entitlement)} for the account ${principal}`;

const intent: Tell<"intent"> = (entry, _changed, { reasons }) => {
  const { lease, proof, heldBefore, ids } = entry;
  return {
    ...about(entry, lease),
    message: `Approved ${access(entry)} until ${lease.endsAt.toISOString()}`,
    isFailure: false,
    people: { requester: [lease.requester ?? lease.subject], approver: lease.approvers },
    facts: {
      pull: lease.pull,
      starts_at: lease.startsAt.toISOString(),
      ends_at: lease.endsAt.toISOString(),
      extends: lease.extends,
      held_before: heldBefore,
      policy: lease.policy?.name,
      policy_blob: lease.policy?.blob,
      policy_commit: lease.policy?.commit,
      ...{ head: proof?.head, merge: proof?.merge, blob: proof?.blob },
      provider_instance: ids.instance,
      provider_principal: ids.principal,
      provider_entitlement: ids.entitlement,
      reason: reasons ? maskSecrets(lease.reason) : undefined,
    },
  };
};

const granted: Tell<"granted"> = (entry, changed) => ({
  ...about(entry, findLeaseAt(changed, entry, entry.at)),
  message: `Granted ${access(entry)} until ${entry.until.toISOString()}`,
  isFailure: false,
  facts: { until: entry.until.toISOString(), changed: entry.changed, invited: entry.invited },
});

const revoked: Tell<"revoked"> = (entry, changed) => ({
  ...about(entry, findLeaseAt(changed, entry, entry.scheduled)),
  message: `Revoked ${access(entry)}: ${entry.because}`,
  isFailure: false,
  facts: {
    because: entry.because,
    scheduled_at: entry.scheduled.toISOString(),
    late_ms: Math.max(0, differenceInMilliseconds(entry.at, entry.scheduled)),
    sessions_ended: entry.sessionsEnded,
    left: entry.left,
    layer: entry.layer,
  },
});

const failed: Tell<"failed"> = (entry, changed) => ({
  ...about(entry, findLeaseAt(changed, entry, entry.at)),
  message: `Could not revoke ${access(entry)}: ${entry.code}`,
  isFailure: true,
  facts: { code: entry.code },
});

const used: Tell<"used"> = (entry, changed) => {
  const { request, use } = entry;
  const [lease] = findLeasesOf(changed, request);
  return {
    ...about(entry, lease),
    request,
    message:
      use.kind === "read"
        ? `The provider's log has ${use.count} actions with ${access(entry)}`
        : `The provider's log of ${access(entry)} could not be read`,
    isFailure: use.kind === "unread",
    facts: {
      use: use.kind,
      use_count: use.count,
      use_more: use.more,
      use_first_at: use.first?.toISOString(),
      use_last_at: use.last?.toISOString(),
    },
  };
};

const verified: Tell<"verified"> = ({ request }, changed) => ({
  request,
  subject: findLeasesOf(changed, request)[0]?.subject,
  message: `Verified the request ${request} once more after its grant`,
  isFailure: false,
  facts: {},
});

const ended: Tell<"ended"> = ({ request, because, by }, changed) => ({
  request,
  subject: findLeasesOf(changed, request)[0]?.subject,
  actor: by,
  message: `Ended the request ${request}: ${because}`,
  isFailure: false,
  facts: { because },
});

const refused: Tell<"refused"> = ({ refusal: { path, blob, pull, codes } }) => ({
  request: toRequest(path),
  message: `Refused the merged request ${path}: ${codes.join(", ")}`,
  isFailure: true,
  facts: { path, blob, pull, codes },
});

/** The id of the request in this file; the path itself where no request can be. */
const toRequest = (path: string): string => /^access-requests\/(.+)\.yaml$/u.exec(path)?.[1] ?? path;

const adopted: Tell<"adopted"> = ({ adoption: { commit, ids, pull, approvers } }) => ({
  message: `Adopted the rules of the commit ${commit}`,
  isFailure: false,
  people: { approver: approvers },
  facts: {
    ...{ rules_commit: commit, pull },
    ...{ policies: ids.policies, codeowners: ids.codeowners, settings: ids.settings },
  },
});

const observed: Tell<"observed"> = ({ team, members, childMembers, first }) => ({
  message: `Recorded the ${members.length} members of the approving team ${team.slug}`,
  isFailure: false,
  people: { member: members, child_member: childMembers },
  facts: { team: team.slug, team_id: team.id, first },
});

const asked: Tell<"asked"> = ({ asked: { pull, requester, head, request, blob, subject, ...more } }) => ({
  request: request ?? `#${pull}`,
  ...{ subject, actor: requester },
  message: `Pull request ${pull} asks for ${more.entitlements?.map(describeEntitlement).join(", ") ?? "access"}`,
  isFailure: false,
  facts: {
    ...{ pull, head, blob },
    duration_ms: more.durationMs,
    entitlements: more.entitlements?.map(describeEntitlement),
  },
});

const approved: Tell<"approved"> = ({ approved: { pull, request, merge, approvers, startsAt } }) => ({
  request,
  message: `Approved the request ${request}, which starts at ${startsAt.toISOString()}`,
  isFailure: false,
  people: { approver: approvers },
  facts: { pull, merge, starts_at: startsAt.toISOString() },
});

const closed: Tell<"closed"> = ({ pull, codes }) => ({
  request: `#${pull}`,
  message: `Pull request ${pull} was closed without a merge`,
  isFailure: false,
  facts: { pull, codes },
});

const receipt: Tell<"receipt"> = ({ receipt: { pull, merge, requests, reviews } }) => ({
  message: `Pull request ${pull} removed ${requests.length} ended requests`,
  isFailure: false,
  people: { reviewer: reviews.map(({ reviewer }) => reviewer) },
  facts: { pull, merge, requests, review_ids: reviews.map(({ id }) => id) },
});

/** A kind without a line does not compile. */
const tellers: { readonly [Kind in EventKind]: Tell<Kind> } = {
  ...{ intent, granted, revoked, failed, used, verified, ended },
  ...{ refused, adopted, observed, asked, approved, closed, receipt },
};

export const tellEntry = <Kind extends EventKind>(
  entry: Of<Kind> & { readonly kind: Kind },
  changed: Changed,
  disclosure: Disclosure,
): Told => (tellers[entry.kind] as Tell<Kind>)(entry, changed, disclosure);
