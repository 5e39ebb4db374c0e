import { type Finding, mistake, warning } from "../../core/findings/finding.ts";
import { compileEntry } from "../adapter/entry-schema.ts";
import { ProviderError } from "../adapter/error.ts";
import type { GoogleApi } from "../adapter/google/api.ts";
import { diagnosePeople } from "../adapter/google/diagnose-people.ts";
import { parseJson } from "../adapter/http.ts";
import { type GoogleIamConfiguration, targetOf } from "./configuration.ts";
import { listPeople } from "./listing.ts";
import { endOf, isTitle } from "./mark.ts";
import { countPrincipals, type Policy } from "./policy.ts";
import { listKeeping, listPassingOn, readRole } from "./roles.ts";
import { readPolicy, testPermissions } from "./write.ts";

const PAGE = "docs/providers/google-iam.md";

/** Rights that show that the account has a wide role: none is needed. */
const EXCESSIVE = [
  "iam.roles.update",
  "iam.serviceAccountKeys.create",
  "iam.serviceAccounts.getAccessToken",
  "compute.instances.create",
  "storage.objects.get",
  "bigquery.tables.getData",
  "secretmanager.versions.access",
];

/** "Policy": the bindings can refer to up to 1,500 principals. */
const MOST_PRINCIPALS = 1500;
const MANY_PRINCIPALS = 1200;

/** Whether Hallpass can do what is configured, and no more; and which roles a holder could keep or pass on. */
export async function diagnose(api: GoogleApi, configuration: GoogleIamConfiguration): Promise<Finding[]> {
  const findings: Finding[] = [];
  const account = await api.readOwnAddress();
  const people: string[] = [];
  for (const [resource, { roles, ...entry }] of Object.entries(configuration.resources)) {
    const target = targetOf(entry) ?? "";
    const what = `${configuration.name}/${resource}`;
    findings.push(...(await examineRights(api, what, target)));
    for (const [role, id] of Object.entries(roles))
      findings.push(...(await examineRole(api, `${what}/${role}`, id, target)));
    const policy = await unlessRefused(() => readPolicy(api, target));
    if (policy === undefined) continue;
    findings.push(...examinePolicy(policy, { what, target, account, now: configuration.now() }));
    people.push(...listPeople(policy));
  }
  return [...(await diagnosePeople(api, configuration, people)), ...findings];
}

/** The rights that grants and ends need, by the kind of the resource. */
const neededOn = (target: string): string[] => {
  const kind = target.split("/")[0] ?? "";
  return ["get", "getIamPolicy", "setIamPolicy"].map((right) => `resourcemanager.${kind}.${right}`);
};

const isAnswer = compileEntry<{ readonly permissions?: readonly string[] }>({
  type: "object",
  properties: { permissions: { type: "array", items: { type: "string" } } },
});

/** "testIamPermissions" needs no right, and answers those that the caller has. */
async function examineRights(api: GoogleApi, what: string, target: string): Promise<Finding[]> {
  const needed = neededOn(target);
  const answer = await testPermissions(api, target, [...needed, ...EXCESSIVE]);
  if (answer.status !== 200 && answer.status !== 403 && answer.status !== 404)
    throw api.failure("testIamPermissions", answer);
  const body = answer.status === 200 ? parseJson(what, answer) : {};
  const held = (isAnswer(body) ? body.permissions : undefined) ?? [];
  const missing = needed.filter((right) => !held.includes(right));
  const beyond = EXCESSIVE.filter((right) => held.includes(right));
  return [
    ...(missing.length === 0 ? [] : [describeMissing(what, target, missing)]),
    ...(beyond.length === 0 ? [] : [describeExcess(what, target, beyond)]),
  ];
}

const describeMissing = (what: string, target: string, rights: readonly string[]): Finding =>
  mistake(
    "GOOGLE_RIGHT_MISSING",
    `${what}: Hallpass's account lacks ${rights.join(", ")} on ${target}.`,
    `Give it the custom role of ${PAGE}.`,
  );

const describeExcess = (what: string, target: string, rights: readonly string[]): Finding =>
  warning(
    "GOOGLE_RIGHT_EXCESSIVE",
    `${what}: Hallpass's account also has ${rights.join(", ")} on ${target}.`,
    `Give it the custom role of ${PAGE} and no other.`,
  );

async function examineRole(api: GoogleApi, what: string, id: string, target: string): Promise<Finding[]> {
  const read = await unlessRefused(async () => ({ role: await readRole(api, id) }));
  if (read === undefined)
    return [
      describeMissing(what, id.includes("/roles/") ? (id.split("/roles/")[0] ?? id) : id, ["iam.roles.get"]),
    ];
  if (read.role === undefined)
    return [
      mistake(
        "GOOGLE_ROLE_UNKNOWN",
        `${what}: the role ${id} does not exist, or is disabled.`,
        "Name a role that exists.",
      ),
    ];
  const [keeping, passing] = [listKeeping(read.role, target), listPassingOn(read.role)];
  return [
    ...(keeping.length === 0 ? [] : [describeKeeping(what, id, keeping)]),
    ...(passing.length === 0 ? [] : [describePassing(what, id, passing)]),
  ];
}

const describeKeeping = (what: string, role: string, permissions: readonly string[]): Finding =>
  mistake(
    "GOOGLE_ROLE_KEEPS",
    `${what}: the holder of ${role} could keep it, by ${permissions.join(", ")}. Hallpass does not lend it.`,
    "Name a role without these permissions.",
  );

const describePassing = (what: string, role: string, permissions: readonly string[]): Finding =>
  warning(
    "GOOGLE_ROLE_PASSES_ON",
    `${what}: the holder of ${role} could make access that outlives the lease, by ${permissions.join(", ")}.`,
    "Name a role without these permissions, or watch what is made with them.",
  );

interface Looked {
  /** The resource, for people. */
  readonly what: string;
  readonly target: string;
  /** The address of Hallpass's account, where it is known. */
  readonly account: string | undefined;
  readonly now: Date;
}

function examinePolicy(policy: Policy, { what, target, account, now }: Looked): Finding[] {
  const unlimited = account === undefined ? [] : listUnlimited(policy, account);
  const principals = countPrincipals(policy);
  return [
    ...(unlimited.length === 0 ? [] : [describeUnlimited(what, target, unlimited)]),
    ...(principals < MANY_PRINCIPALS
      ? []
      : [describeFull(what, target, principals, countEnded(policy, now))]),
  ];
}

/** The roles that the account has without a limit on what it may give. */
const listUnlimited = ({ bindings = [] }: Policy, account: string): string[] =>
  bindings
    .filter(
      ({ members = [], condition }) =>
        members.includes(`serviceAccount:${account}`) &&
        condition?.expression.includes("iam.googleapis.com/modifiedGrantsByRole") !== true,
    )
    .map(({ role }) => role);

const countEnded = ({ bindings = [] }: Policy, now: Date): number =>
  bindings.filter(({ condition }) => {
    const end = isTitle(condition?.title) ? endOf(condition?.expression ?? "") : undefined;
    return end !== undefined && end <= now;
  }).length;

const describeUnlimited = (what: string, target: string, roles: readonly string[]): Finding =>
  warning(
    "GOOGLE_GRANTS_UNLIMITED",
    `${what}: Hallpass's account has ${roles.join(", ")} on ${target} without a limit on the roles that it may give.`,
    `Bind it with the condition of ${PAGE}, which names the roles on offer.`,
  );

const describeFull = (what: string, target: string, principals: number, ended: number): Finding =>
  warning(
    "GOOGLE_POLICY_FULL",
    `${what}: the policy of ${target} names ${principals} principals of at most ${MOST_PRINCIPALS}; ${ended} of Hallpass's bindings there have ended.`,
    "Bind groups in place of people, and remove bindings that are not needed. `hallpass drift` lists those of Hallpass that were not removed.",
  );

/** Missing rights have a finding of their own. */
async function unlessRefused<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof ProviderError && error.code === "REFUSED") return undefined;
    throw error;
  }
}
