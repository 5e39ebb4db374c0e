import type { KeyObject } from "node:crypto";
import type { AppPermissions } from "./seed.ts";

/** Whoever can act: a person, an app's bot, or the organisation as an owner. Logins may change, ids may not. */
export interface Account {
  readonly id: number;
  login: string;
  readonly name: string;
  readonly type: "User" | "Bot" | "Organization";
}

export interface Organization {
  readonly account: Account;
  /** What it was called before: its repositories are found under those names as long as nothing else is there. */
  readonly formerLogins: string[];
  readonly basePermission: Role;
  /** Members by account id. */
  readonly members: Map<number, "admin" | "member">;
  twoFactorRequired: boolean;
  /** Account ids of members who have no second factor. */
  readonly withoutTwoFactor: Set<number>;
  readonly identities: ExternalIdentity[];
  samlLevel: SamlLevel;
  /** What it pays for. */
  plan: string;
}

/** Where SAML single sign-on is configured. An enterprise's is not shown on its organisations. */
export const samlLevels = ["organization", "enterprise"] as const;
export type SamlLevel = (typeof samlLevels)[number];

/** What the organisation's identity provider says of somebody; the account is missing until it was linked. */
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
  /** A secret team is visible to its members alone, and can own no code. */
  privacy: TeamPrivacy;
  /** The people in the team itself; see `listTeamMembers` for those of its child teams. */
  members: Account[];
  /** Account ids of the members who may change the team. */
  readonly maintainers: Set<number>;
  /** People asked to join who are not in the organisation. */
  invited: Account[];
  parent: Team | undefined;
  children: Team[];
}

/** Everybody GitHub calls a member of a team: its own and those of the teams below it, each once. */
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
  /** PKCS8 PEM, as the app's owner would have downloaded it. */
  readonly privateKey: string;
  readonly publicKey: KeyObject;
  readonly webhookSecret: string;
  /** Where this app hears; undefined for one that is sent nothing. */
  readonly webhookUrl: string | undefined;
}

/** What somebody may do in a repository, weakest first. */
export const roles = ["none", "read", "triage", "write", "maintain", "admin"] as const;
export type Role = (typeof roles)[number];

/** Whether a role includes another. */
export const includesRole = (held: Role, wanted: Role): boolean =>
  roles.indexOf(held) >= roles.indexOf(wanted);

/** The e-mail GitHub writes into commits of an account that keeps its own private. */
export const gitEmail = (account: Account): string =>
  `${account.id}+${account.login}@users.noreply.github.com`;

/** The identity of GitHub itself, committer of what it merges. */
export const gitHubCommitter = { name: "GitHub", email: "noreply@github.com" } as const;
