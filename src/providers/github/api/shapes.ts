import { listOf, object } from "../../adapter/answer-shape.ts";
import { compileEntry } from "../../adapter/entry-schema.ts";

/** The parts of GitHub's answers that the adapter uses. Anything else in them is left alone. */
const id = { type: "integer", minimum: 1 } as const;
const text = { type: "string" } as const;

/** A GitHub account. The id stays, the login may change. */
export interface Account {
  readonly id: number;
  readonly login: string;
}

const account = object({ id, login: text });
const invitation = object({ id, login: { type: ["string", "null"] } });

export const isAccount = compileEntry<Account & { readonly type: string }>(
  object({ id, login: text, type: text }),
);
export const isIdList = compileEntry<readonly { readonly id: number }[]>(listOf(object({ id })));
export const isAccountList = compileEntry<readonly Account[]>(listOf(account));
export const isInvitationList = compileEntry<
  readonly { readonly id: number; readonly login: string | null }[]
>(listOf(invitation));
const optionalText = { type: ["string", "null"] } as const;
export interface Team {
  readonly id: number;
  readonly slug: string;
  readonly organization: Account;
  readonly description?: string | null;
  readonly repos_count?: number;
  readonly parent?: { readonly slug: string } | null;
}
export const isTeam = compileEntry<Team>(
  object(
    {
      ...{ id, slug: text, organization: account, description: optionalText },
      repos_count: { type: "integer" },
      parent: { anyOf: [object({ slug: text }), { type: "null" }] },
    },
    ["id", "slug", "organization"],
  ),
);
export const isMembership = compileEntry<{ readonly state: "active" | "pending" }>(
  object({ state: { enum: ["active", "pending"] } }),
);
export interface Installation {
  readonly id: number;
  readonly account: { readonly id: number };
  readonly repository_selection: string;
  readonly permissions: Readonly<Record<string, string>>;
}
export const isInstallationList = compileEntry<readonly Installation[]>(
  listOf(
    object({
      ...{ id, account: object({ id }), repository_selection: text },
      permissions: { type: "object", additionalProperties: text },
    }),
  ),
);
export const isToken = compileEntry<{ readonly token: string; readonly expires_at: string }>(
  object({ token: text, expires_at: text }),
);

export const isOrganization = compileEntry<{ readonly id: number }>(object({ id }));
const repository = object({ id, owner: account });
export const isRepository = compileEntry<{ readonly id: number; readonly owner: Account }>(repository);
/** The strongest role that somebody has there by any way, and what it lets them do, by the API's words. */
export interface RoleThere {
  readonly role_name: string;
  readonly permissions?: Readonly<Record<string, boolean>>;
}
const permissions = { type: "object", additionalProperties: { type: "boolean" } } as const;
export const isCollaboratorList = compileEntry<readonly (Account & RoleThere)[]>(
  listOf(object({ id, login: text, role_name: text, permissions }, ["id", "login", "role_name"])),
);
/** The repositories of a team, each with the team's role there. */
export const isTeamRepositoryList = compileEntry<
  readonly { readonly name: string; readonly role_name?: string }[]
>(listOf(object({ name: text, role_name: text }, ["name"])));
export const isRole = compileEntry<{ readonly role_name: string; readonly user: RoleThere | null }>(
  object({
    role_name: text,
    user: { anyOf: [object({ role_name: text, permissions }, ["role_name"]), { type: "null" }] },
  }),
);
export const isRepositoryInvitationList = compileEntry<
  readonly { readonly id: number; readonly invitee: Account | null; readonly permissions: string }[]
>(listOf(object({ id, invitee: { anyOf: [account, { type: "null" }] }, permissions: text })));
export interface OrganizationRole {
  readonly name: string;
  readonly description?: string | null;
  readonly base_role?: string | null;
  readonly permissions: readonly string[];
}
export const isOrganizationRole = compileEntry<OrganizationRole>(
  object({ name: text, description: optionalText, base_role: optionalText, permissions: listOf(text) }, [
    "name",
    "permissions",
  ]),
);

export interface Environment {
  readonly id: number;
  readonly name: string;
  readonly protection_rules: readonly {
    readonly type: string;
    readonly wait_timer?: number;
    readonly prevent_self_review?: boolean;
    readonly reviewers?: readonly {
      readonly type: "User" | "Team";
      readonly reviewer: { readonly id: number; readonly login?: string };
    }[];
  }[];
  readonly deployment_branch_policy?: {
    readonly protected_branches: boolean;
    readonly custom_branch_policies: boolean;
  } | null;
}

const flag = { type: "boolean" } as const;
const environment = object(
  {
    id,
    name: text,
    protection_rules: listOf(
      object(
        {
          type: text,
          wait_timer: { type: "integer" },
          prevent_self_review: flag,
          reviewers: listOf(
            object({ type: { enum: ["User", "Team"] }, reviewer: object({ id, login: text }, ["id"]) }),
          ),
        },
        ["type"],
      ),
    ),
    deployment_branch_policy: {
      anyOf: [object({ protected_branches: flag, custom_branch_policies: flag }), { type: "null" }],
    },
  },
  ["id", "name", "protection_rules"],
);
export const isEnvironment = compileEntry<Environment>(environment);
export const isEnvironmentPage = compileEntry<{ readonly environments: readonly Environment[] }>(
  object({ environments: listOf(environment) }),
);
/** Pushes, merges and changes of branches. `actor` is null where the account is gone. */
export const isActivityList = compileEntry<
  readonly {
    readonly timestamp: string;
    readonly activity_type: string;
    readonly ref: string;
    readonly actor: Account | null;
  }[]
>(
  listOf(
    object({
      ...{ timestamp: text, activity_type: text, ref: text },
      actor: { anyOf: [account, { type: "null" }] },
    }),
  ),
);
