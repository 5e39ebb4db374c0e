import { listOf, object } from "../adapter/answer-shape.ts";
import { compileEntry } from "../adapter/entry-schema.ts";
import type { GoogleApi } from "../adapter/google/api.ts";

/** "Basic roles": conditions do not apply to owner, editor and viewer, and each is far wider than a task. */
const BASIC = new Set(
  ["owner", "editor", "viewer", "admin", "writer", "reader"].map((name) => `roles/${name}`),
);

/** Predefined roles whose holder could change policies. `verifyRole` finds the others by their permissions. */
const ADMINISTRATIVE = new Set(
  [
    "iam.securityAdmin",
    "iam.denyAdmin",
    "iam.roleAdmin",
    "iam.organizationRoleAdmin",
    "resourcemanager.projectIamAdmin",
    "resourcemanager.folderIamAdmin",
    "resourcemanager.folderAdmin",
    "resourcemanager.organizationAdmin",
  ].map((name) => `roles/${name}`),
);

export const isBasic = (role: string): boolean => BASIC.has(role);
export const isAdministrative = (role: string): boolean => ADMINISTRATIVE.has(role);

/**
 * Whoever has one of these can write the binding of the grant without its end, make a role give more, or deny Hallpass the write that ends it
 * early.
 */
const KEEPS = [
  "resourcemanager.projects.setIamPolicy",
  "resourcemanager.folders.setIamPolicy",
  "resourcemanager.organizations.setIamPolicy",
  "iam.roles.create",
  "iam.roles.update",
  "iam.roles.undelete",
  "iam.denypolicies.create",
  "iam.denypolicies.update",
  "iam.policybindings.create",
  "iam.policybindings.update",
];

/** On a folder or an organisation also these: Hallpass's own account may be below it. */
const ACTS_AS =
  /^iam\.serviceAccount(?:Keys\.(?:create|upload)|s\.(?:actAs|getAccessToken|implicitDelegation|setIamPolicy|signBlob|signJwt))$/u;

/** Whoever has one of these can act as another account, also later, or give others a part of the access. */
const PASSES_ON = [
  /^iam\.serviceAccountKeys\.(?:create|upload)$/u,
  /^iam\.serviceAccounts\.(?:actAs|getAccessToken|getOpenIdToken|implicitDelegation|signBlob|signJwt)$/u,
  /\.setIamPolicy$/u,
  /^iam\.workloadIdentityPoolProviders\.(?:create|update)$/u,
  /^compute\.(?:projects|instances)\.(?:setCommonInstanceMetadata|setMetadata)$/u,
  /^storage\.hmacKeys\.create$/u,
  /^apikeys\.keys\.create$/u,
  /^(?:cloudbuild\.builds|deploymentmanager\.deployments|privilegedaccessmanager\.entitlements)\.create$/u,
];

export interface Role {
  readonly name: string;
  readonly permissions: readonly string[];
  readonly title?: string | undefined;
  readonly description?: string | undefined;
}

interface RoleAnswer {
  readonly name: string;
  readonly title?: string;
  readonly description?: string;
  readonly includedPermissions?: readonly string[];
  readonly deleted?: boolean;
  readonly stage?: string;
}

const isRole = compileEntry<RoleAnswer>(
  object(
    {
      ...{ name: { type: "string" }, title: { type: "string" }, description: { type: "string" } },
      includedPermissions: listOf({ type: "string" }),
      deleted: { type: "boolean" },
      stage: { type: "string" },
    },
    ["name"],
  ),
);

/** The role as it is now (IAM API, "roles.get"); `undefined` where it was deleted or gives nothing (`DISABLED`). */
export async function readRole(api: GoogleApi, name: string): Promise<Role | undefined> {
  const path = name.split("/").map(encodeURIComponent).join("/");
  const role = await api.find(isRole, new URL(`https://iam.googleapis.com/v1/${path}`));
  if (role === undefined || role.deleted === true || role.stage === "DISABLED") return undefined;
  const { title, description, includedPermissions: permissions = [] } = role;
  return { name: role.name, permissions, title, description };
}

/** The permissions with which a holder could keep the access, on a project, folder or organisation. */
export const listKeeping = ({ permissions }: Role, target: string): string[] =>
  permissions.filter(
    (permission) =>
      KEEPS.includes(permission) || (!target.startsWith("projects/") && ACTS_AS.test(permission)),
  );

/** The permissions with which a holder could pass a part of the access on, or act as somebody else after the end. */
export const listPassingOn = ({ permissions }: Role): string[] =>
  permissions.filter(
    (permission) => !KEEPS.includes(permission) && PASSES_ON.some((pattern) => pattern.test(permission)),
  );

/** The role. Throws `UNKNOWN_ENTITLEMENT` where it does not exist. */
export async function requireRole(api: GoogleApi, name: string): Promise<Role> {
  const role = await readRole(api, name);
  if (role === undefined) throw api.fail("UNKNOWN_ENTITLEMENT", `${name} does not exist.`);
  return role;
}

/** Throws `UNKNOWN_ENTITLEMENT` where the role does not exist, and `REFUSED` where its holder could keep it. */
export async function verifyRole(api: GoogleApi, name: string, target: string): Promise<void> {
  const keeping = listKeeping(await requireRole(api, name), target);
  if (keeping.length > 0) throw api.fail("REFUSED", `${name} has ${keeping.join(", ")}.`);
}
