import type { ExportEvent } from "./event.ts";
import type { EventKind } from "./tell.ts";

/** The version of the Elastic Common Schema (https://www.elastic.co/docs/reference/ecs). */
export const ECS_VERSION = "9.4.0";

interface Kind {
  readonly category: "iam" | "configuration";
  /** Types that this category allows. */
  readonly type: readonly string[];
  readonly action: string;
}

const iam = (action: string, ...type: readonly string[]): Kind => ({ category: "iam", type, action });

/** A kind without a line does not compile. */
const KINDS: Readonly<Record<EventKind, Kind>> = {
  intent: iam("access-approved", "user", "info"),
  granted: iam("access-granted", "user", "change"),
  revoked: iam("access-revoked", "user", "change"),
  failed: iam("access-revocation-failed", "user", "change"),
  used: iam("access-use-counted", "user", "info"),
  asked: iam("request-opened", "user", "info"),
  approved: iam("request-approved", "user", "info"),
  verified: iam("request-verified", "user", "info"),
  refused: iam("request-refused", "user", "info"),
  closed: iam("request-closed", "user", "info"),
  ended: iam("request-ended", "user", "change"),
  receipt: iam("requests-removed", "user", "info"),
  observed: iam("team-observed", "group", "info"),
  adopted: { category: "configuration", type: ["change"], action: "rules-adopted" },
};

/** One document of ECS; what it has no field for is below `hallpass`. `product`: the version of Hallpass. */
export function toEcs(event: ExportEvent, product: string): object {
  const { category, type, action } = KINDS[event.kind];
  const { actor, subject, account, facts } = event;
  const target = { ...(subject && { id: String(subject.id) }), ...(account && { name: account }) };
  const user = {
    ...(actor && { id: String(actor.id) }),
    ...(Object.keys(target).length > 0 && { target }),
  };
  return {
    "@timestamp": event.at.toISOString(),
    ecs: { version: ECS_VERSION },
    message: event.message,
    event: {
      ...{ id: event.id, kind: "event", category: [category], type: [...type], action },
      outcome: event.isFailure ? "failure" : "success",
      ...{ module: "hallpass", dataset: "hallpass.ledger", provider: "hallpass" },
      created: event.recordedAt.toISOString(),
    },
    observer: { vendor: "Hallpass", product: "Hallpass", version: product },
    ...(Object.keys(user).length > 0 && { user }),
    ...(facts.team !== undefined && { group: { id: String(facts.team_id), name: String(facts.team) } }),
    related: { user: listUsers(event) },
    hallpass: { ...facts, ...nameAccess(event) },
  };
}

/** The number at GitHub and the account at the provider, to search by either. */
const listUsers = ({ actor, subject, account }: ExportEvent): string[] => [
  ...new Set([actor, subject].flatMap((person) => (person ? [String(person.id)] : [])).concat(account ?? [])),
];

/** The access itself, for formats without fields for it. */
export const nameAccess = ({ request, account, entitlement }: ExportEvent) => ({
  ...(request !== undefined && { request }),
  ...(account !== undefined && { account }),
  ...entitlement,
});
