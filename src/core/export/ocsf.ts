import type { Person } from "../access/lease.ts";
import type { ExportEvent } from "./event.ts";
import type { EventKind } from "./tell.ts";

/** The version of the Open Cybersecurity Schema Framework (https://schema.ocsf.io/1.8.0), the last one before class 3005 was deprecated. */
export const OCSF_VERSION = "1.8.0";

const IAM = 3;
/** Identity & Access Management [3]. */
const USER_ACCESS = { uid: 3005, name: "User Access Management" } as const;
const ENTITY = { uid: 3004, name: "Entity Management" } as const;
const OTHER = 99;
/** `severity_id`. */
const SEVERITY = { usual: 1, high: 4 } as const;

interface Kind {
  readonly on: typeof USER_ACCESS | typeof ENTITY;
  /** `activity_id` of the class; 99 has its name from us. */
  readonly activity: number;
  readonly name: string;
  /** What the entity is, for Entity Management. */
  readonly entity?: string;
}

const request = (activity: number, name: string): Kind => ({
  on: ENTITY,
  activity,
  name,
  entity: "access request",
});

/** A kind without a line does not compile. */
const KINDS: Readonly<Record<EventKind, Kind>> = {
  granted: { on: USER_ACCESS, activity: 1, name: "Assign Privileges" },
  revoked: { on: USER_ACCESS, activity: 2, name: "Revoke Privileges" },
  failed: { on: USER_ACCESS, activity: 2, name: "Revoke Privileges" },
  intent: { on: USER_ACCESS, activity: OTHER, name: "Approve Privileges" },
  used: { on: USER_ACCESS, activity: OTHER, name: "Use Privileges" },
  asked: request(1, "Create"),
  approved: request(OTHER, "Approve"),
  verified: request(OTHER, "Verify"),
  refused: request(OTHER, "Refuse"),
  closed: request(OTHER, "Close"),
  ended: request(11, "Deactivate"),
  receipt: request(4, "Delete"),
  adopted: { on: ENTITY, activity: 10, name: "Activate", entity: "rules" },
  observed: { on: ENTITY, activity: 2, name: "Read", entity: "team" },
};

/** One event of OCSF. `product`: the version of Hallpass. */
export function toOcsf(event: ExportEvent, product: string): object {
  const { on, activity, name } = KINDS[event.kind];
  return {
    metadata: {
      version: OCSF_VERSION,
      uid: event.id,
      log_name: "access-ledger",
      event_code: event.kind,
      logged_time: event.recordedAt.getTime(),
      product: { name: "Hallpass", vendor_name: "Hallpass", version: product },
    },
    time: event.at.getTime(),
    ...{ category_uid: IAM, category_name: "Identity & Access Management" },
    ...{ class_uid: on.uid, class_name: on.name },
    ...{ activity_id: activity, activity_name: name },
    ...{ type_uid: on.uid * 100 + activity, type_name: `${on.name}: ${activity === OTHER ? "Other" : name}` },
    ...describeOutcome(event),
    message: event.message,
    actor: { app_name: "Hallpass", ...(event.actor && { user: toUser(event.actor) }) },
    ...(on === USER_ACCESS ? describeAccess(event) : { entity: describeEntity(event) }),
    unmapped: { hallpass: event.facts },
  };
}

/** A revocation that failed leaves access that should have ended. */
const describeOutcome = ({ kind, isFailure }: ExportEvent) => ({
  ...(kind === "failed"
    ? { severity_id: SEVERITY.high, severity: "High" }
    : { severity_id: SEVERITY.usual, severity: "Informational" }),
  ...(isFailure ? { status_id: 2, status: "Failure" } : { status_id: 1, status: "Success" }),
});

/** By GitHub's number; the facts have the login where names may leave. */
const toUser = ({ id }: Person) => ({ uid: String(id), type_id: 1, type: "User" });

/** The account is at the provider; the number is the person's at GitHub. */
function describeAccess({ account, subject, entitlement }: ExportEvent) {
  const { provider = "", resource = "", role = "" } = entitlement ?? {};
  return {
    user: { ...(subject && { uid: String(subject.id) }), name: account ?? "", type_id: 1, type: "User" },
    privileges: [role],
    resources: [{ uid: `${provider}/${resource}`, name: resource, namespace: provider }],
  };
}

function describeEntity({ kind, request, facts, subject }: ExportEvent) {
  const uid = request ?? String(facts.rules_commit ?? facts.team_id ?? `#${facts.pull ?? ""}`);
  return {
    ...{ uid, name: String(facts.team ?? uid), type_id: OTHER, type: KINDS[kind].entity },
    ...(subject && { user: toUser(subject) }),
  };
}
