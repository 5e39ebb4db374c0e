import { createHash, randomUUID } from "node:crypto";
import type { Binding } from "../../../src/providers/google-iam/policy.ts";
import {
  createFakeGoogle,
  denied,
  error,
  type FakeAnswer,
  type FakeCall,
  type FakeGoogle,
  notFound,
} from "../google/fake-google.ts";
import { allows } from "./cel.ts";

export interface FakePolicy {
  version: number;
  etag: string;
  bindings: Binding[];
  auditConfigs: object[];
}

export interface FakeRole {
  permissions: string[];
  deleted?: boolean;
}

/** Part of IAM and Resource Manager, by the sentences of Google's documentation that each rule names. */
export interface FakeIam extends FakeGoogle {
  readonly policy: FakePolicy;
  readonly roles: Map<string, FakeRole>;
  readonly rights: Set<string>;
  readonly log: { at: Date; email: string; methodName: string; resourceName: string }[];
  /** The time by which conditions are evaluated. */
  clock: Date;
  state: "ACTIVE" | "DELETE_REQUESTED";
  /** Another client writes the policy just before each of the next writes. */
  rivals: number;
  /** A mistake of Google's: conditions are dropped at a write. */
  dropsConditions: boolean;
  /** The next reads answer with what was there before. */
  readonly stale: FakePolicy[];
  /** An administrator's own write: changes the bindings as they are now. */
  edit(change: (bindings: Binding[]) => Binding[]): void;
  /** Whether the person may do now what the role allows. */
  may(email: string, role: string): boolean;
  deleteUser(email: string): void;
}

/** The resources and their numbers. One policy stands for that of each. */
const resources: Readonly<Record<string, string | undefined>> = {
  "projects/acme-orders-prod": "projects/415104041262",
  "projects/415104041262": "projects/415104041262",
  "projects/acme-admin": "projects/999",
  "projects/999": "projects/999",
  "folders/1001": "folders/1001",
  "organizations/2002": "organizations/2002",
};

const newEtag = (): string => Buffer.from(randomUUID()).toString("base64");

interface Body {
  readonly policy: FakePolicy;
  readonly options?: { readonly requestedPolicyVersion?: number };
  readonly permissions: readonly string[];
  readonly filter: string;
  readonly pageToken?: string;
}

const isBody = (value: unknown): value is Body => typeof value === "object" && value !== null;

export function createFakeIam(deadlineSeconds: number): FakeIam {
  const policy: FakePolicy = {
    version: 1,
    etag: newEtag(),
    bindings: [],
    auditConfigs: [{ service: "allServices", auditLogConfigs: [{ logType: "DATA_READ" }] }],
  };
  const roles = new Map<string, FakeRole>();
  const log: FakeIam["log"] = [];
  const rights = new Set<string>();

  const google = createFakeGoogle({
    deadlineSeconds,
    answer,
    writes: (_, { pathname }) => pathname.endsWith(":setIamPolicy"),
    lists: ({ pathname }) => pathname.endsWith(":getIamPolicy"),
  });

  function answer({ id, parts, body }: FakeCall): FakeAnswer | undefined {
    const given: Body = isBody(body) ? body : { policy, permissions: [], filter: "" };
    if (/^iam\.(?:projects\.|organizations\.)?roles\.get$/u.test(id))
      return readRole(parts.slice(1).join("/"));
    if (id === "logging.entries.list") return listEntries(given);
    const [, kind = "", name = ""] = parts;
    const method = id.split(".").at(-1);
    const resource = resources[`${kind}/${name}`];
    // "projects.get" and "projects.getIamPolicy": permission is denied if the resource does not exist.
    if (resource === undefined) return denied;
    if (method === "get") return { status: 200, body: { name: resource, state: iam.state } };
    if (method === "testIamPermissions")
      return { status: 200, body: { permissions: given.permissions.filter((each) => rights.has(each)) } };
    if (!rights.has(`resourcemanager.${kind}.${method}`)) return denied;
    if (method === "getIamPolicy")
      return { status: 200, body: show(given.options?.requestedPolicyVersion ?? 1) };
    return method === "setIamPolicy" ? set(given.policy) : undefined;
  }

  // "Role": the deleted state of a role is a field of it; a deleted custom role stays visible for a time.
  function readRole(name: string): FakeAnswer {
    const role = roles.get(name);
    if (role === undefined) return notFound;
    const { permissions, deleted } = role;
    return {
      status: 200,
      body: {
        name,
        ...{ title: "Reader of orders", description: "For on-call, see the wiki." },
        includedPermissions: permissions,
        stage: "GA",
        etag: newEtag(),
        ...(deleted && { deleted }),
      },
    };
  }

  // "Policy", version: with conditions it must be asked for in version 3. "Troubleshooting withcond": version 1 shows a role name with a hash
  // instead. Without conditions "the response uses version 1".
  function show(version: number): FakePolicy {
    const now = structuredClone(iam.stale.shift() ?? policy);
    const hasConditions = now.bindings.some(({ condition }) => condition !== undefined);
    if (version === 3 || !hasConditions) return { ...now, version: hasConditions ? 3 : 1 };
    const hidden = now.bindings.map(({ role, members = [], condition }) => ({
      role: condition === undefined ? role : `${role}_withcond_${hashOf(condition)}`,
      members,
    }));
    return { ...now, version: 1, bindings: hidden };
  }

  function set(wanted: FakePolicy): FakeAnswer {
    if (iam.rivals > 0) {
      iam.rivals--;
      iam.edit((bindings) => [
        ...bindings,
        { role: `roles/rival.r${iam.rivals}`, members: ["group:rivals@example.com"] },
      ]);
    }
    // "Policy", etag: without one the policy is overwritten, and a version 1 loses all conditions. With an older one: 409, ABORTED.
    if (wanted.etag !== undefined && wanted.etag !== policy.etag) return error(409, "ABORTED");
    const bindings = wanted.bindings ?? [];
    const refusal = findRefusal(wanted.version, bindings);
    if (refusal !== undefined) return error(400, "INVALID_ARGUMENT");
    // "SetIamPolicyRequest", updateMask: without one, bindings and etag are written, and the rest stays.
    policy.bindings = iam.dropsConditions
      ? bindings.map(({ condition, ...binding }) => binding)
      : structuredClone(bindings);
    policy.etag = newEtag();
    return { status: 200, body: show(3) };
  }

  function findRefusal(version: number, bindings: readonly Binding[]): string | undefined {
    if (bindings.some(({ role }) => role.includes("_withcond_"))) return "a role of this name does not exist";
    if (bindings.some(({ condition }) => condition !== undefined) && version !== 3)
      return "Policy, version: adding or changing a conditional binding must specify version 3";
    if (bindings.some(({ members = [] }) => members.length === 0))
      return "Policy, bindings: each must contain at least one principal";
    if (bindings.reduce((sum, { members = [] }) => sum + members.length, 0) > 1500)
      return "Policy, bindings: up to 1,500 principals, each occurrence counts";
    for (const { role, members = [], condition } of bindings) {
      if (condition !== undefined && /^roles\/(?:owner|editor|viewer)$/u.test(role))
        return "IAM Conditions: not for basic roles";
      if (members.some((member) => member === "allUsers" || member === "allAuthenticatedUsers"))
        return "projects.setIamPolicy: allUsers and allAuthenticatedUsers are not supported";
      if (condition !== undefined) allows(condition.expression, iam.clock);
      for (const member of members)
        if (member.startsWith("user:") && !google.users.has(member.slice("user:".length)))
          return "the account does not exist";
      // Terraform's guide "Handling diffs with deleted IAM principals": none that matches a deleted one of the same policy.
      const isNew = (member: string): boolean =>
        !policy.bindings.some((each) => each.members?.includes(member));
      if (members.some((member) => isNew(member) && hasDeleted(bindings, member))) return "deleted";
    }
    return findCrowd(bindings);
  }

  const hasDeleted = (bindings: readonly Binding[], member: string): boolean =>
    bindings.some(({ members = [] }) => members.some((each) => each.startsWith(`deleted:${member}?uid=`)));

  // "Quotas and limits": role bindings with the same role and principal, but different conditions: 20.
  function findCrowd(bindings: readonly Binding[]): string | undefined {
    const counts = new Map<string, number>();
    for (const { role, members = [] } of bindings)
      for (const member of members)
        counts.set(`${role} ${member}`, (counts.get(`${role} ${member}`) ?? 0) + 1);
    return [...counts.values()].some((count) => count > 20) ? "20 conditions" : undefined;
  }

  // "entries.list": the filter is a conjunction; the oldest first; a page may have a successor.
  function listEntries({ filter, pageToken }: Body): FakeAnswer {
    const readValue = (field: string): string =>
      JSON.parse(
        new RegExp(`${field}(?<value>"(?:[^"\\\\]|\\\\.)*")`, "u").exec(filter)?.groups?.value ?? '""',
      );
    const entries = log
      .filter(
        ({ at, email }) =>
          email === readValue("principalEmail=") &&
          at >= new Date(readValue("timestamp>=")) &&
          at < new Date(readValue("timestamp<")),
      )
      .toSorted((a, b) => a.at.getTime() - b.at.getTime())
      .map(({ at, methodName, resourceName }) => ({
        timestamp: at.toISOString(),
        protoPayload: {
          "@type": "type.googleapis.com/google.cloud.audit.AuditLog",
          methodName,
          resourceName,
        },
      }));
    return pageToken === undefined
      ? { status: 200, body: { nextPageToken: "next" } }
      : { status: 200, body: { entries } };
  }

  const iam: FakeIam = Object.assign(google, {
    ...{
      policy,
      roles,
      rights,
      log,
      rivals: 0,
      dropsConditions: false,
      stale: [],
      clock: new Date("2026-11-20T12:00:00Z"),
    },
    state: "ACTIVE" as const,
    edit(change: (bindings: Binding[]) => Binding[]) {
      policy.bindings = structuredClone(change(structuredClone(policy.bindings)));
      policy.etag = newEtag();
    },
    // "Deleted principals": a binding of a deleted account does not apply to a new one with its address.
    may: (email: string, role: string) =>
      google.users.has(email) &&
      roles.get(role)?.deleted !== true &&
      policy.bindings.some(
        ({ members = [], condition, ...binding }) =>
          binding.role === role &&
          members.includes(`user:${email}`) &&
          (condition === undefined || allows(condition.expression, iam.clock)),
      ),
    deleteUser(email: string) {
      const uid = google.users.get(email)?.id;
      google.users.delete(email);
      // "Binding", members: `deleted:user:{emailid}?uid={uniqueid}`.
      iam.edit((bindings) =>
        bindings.map((binding) => ({
          ...binding,
          members: (binding.members ?? []).map((member) =>
            member === `user:${email}` ? `deleted:${member}?uid=${uid}` : member,
          ),
        })),
      );
    },
  });
  return iam;
}

const hashOf = (condition: object): string =>
  createHash("sha256").update(JSON.stringify(condition)).digest("hex").slice(0, 20);
