import type { KeyObject } from "node:crypto";
import type { AppPermissions } from "./seed.ts";

/** An actor: a person, an app's bot, or the organisation as an owner. Logins may change, ids stay. */
export interface Account {
  readonly id: number;
  login: string;
  readonly name: string;
  readonly type: "User" | "Bot" | "Organization";
}

export interface Organization {
  readonly account: Account;
  /** Former logins. They lead to its repositories until another account uses them. */
  readonly formerLogins: string[];
  readonly basePermission: Role;
  /** Members by account id. */
  readonly members: Map<number, "admin" | "member">;
  twoFactorRequired: boolean;
  /** Account ids of members without a second factor. */
  readonly withoutTwoFactor: Set<number>;
  readonly identities: ExternalIdentity[];
  /** People who were asked to become members and have not answered. */
  readonly invitations: OrganizationInvitation[];
  readonly roles: OrganizationRole[];
  samlLevel: SamlLevel;
  /** The plan that the organisation pays for. */
  plan: string;
}

export interface OrganizationRole {
  readonly id: number;
  readonly name: string;
  /** The role that it gives in every repository. */
  readonly baseRole: Exclude<Role, "none"> | null;
  readonly permissions: readonly string[];
  /** Account ids. */
  readonly holders: Set<number>;
}

export interface OrganizationInvitation {
  readonly id: number;
  readonly account: Account;
  readonly inviter: Account;
  readonly createdAt: Date;
}

/** The level of the SAML single sign-on. GitHub hides an enterprise's from its organisations. */
export const samlLevels = ["organization", "enterprise"] as const;
export type SamlLevel = (typeof samlLevels)[number];

/** An identity at the organisation's identity provider. The account is missing until the person links it. */
export interface ExternalIdentity {
  readonly guid: string;
  readonly nameId: string | undefined;
  readonly scimUserName: string | undefined;
  readonly account: Account | undefined;
}

export const teamPrivacies = ["closed", "secret"] as const;
export type TeamPrivacy = (typeof teamPrivacies)[number];

export interface Team {
  readonly id: number;
  slug: string;
  name: string;
  /** A secret team is visible only to its members, and cannot own code. */
  privacy: TeamPrivacy;
  /** The people in the team itself; see `listTeamMembers` for those of its child teams. */
  members: Account[];
  /** Account ids of the members who may change the team. */
  readonly maintainers: Set<number>;
  /** Whether an identity provider alone decides who is in it. */
  synchronized: boolean;
  /** Invited people who are not in the organisation. */
  invited: Account[];
  parent: Team | undefined;
  children: Team[];
}

/** The members of a team as GitHub counts them: its own and those of its child teams, each once. */
export function listTeamMembers(team: Team): Account[] {
  return [...new Set([...team.members, ...team.children.flatMap(listTeamMembers)])];
}

export interface App {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly bot: Account;
  readonly installationId: number;
  readonly permissions: AppPermissions;
  /** PKCS8 PEM, the form in which an app's owner downloads it. */
  readonly privateKey: string;
  /** One for each of its private keys: an App may have several, and each signs. */
  publicKeys: readonly KeyObject[];
  webhookSecret: string;
  /** The webhook URL; undefined if the app gets no webhooks. */
  readonly webhookUrl: string | undefined;
}

/** The roles in a repository, weakest first. */
export const roles = ["none", "read", "triage", "write", "maintain", "admin"] as const;
export type Role = (typeof roles)[number];

/** True if a role includes another. */
export const includesRole = (held: Role, wanted: Role): boolean =>
  roles.indexOf(held) >= roles.indexOf(wanted);

/** The e-mail address in GitHub's commits for an account with a private address. */
export const gitEmail = (account: Account): string =>
  `${account.id}+${account.login}@users.noreply.github.com`;

/** GitHub's own identity, which commits its merges. */
export const gitHubCommitter = { name: "GitHub", email: "noreply@github.com" } as const;
