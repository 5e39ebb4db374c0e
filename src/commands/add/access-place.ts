import type { RulesText } from "../../core/additions/addition.ts";
import type { AccessPages } from "../../core/asking/pages.ts";
import type { IdentitiesById } from "../../core/setup/accounts.ts";
import type { SetupFile } from "../../core/setup/blueprint.ts";
import type { Numbered } from "../../core/setup/numbered.ts";

/** A team, and its members where GitHub is asked. */
export interface PlacedTeam {
  readonly id: number;
  readonly members: readonly Numbered[];
  /** Whether it has the role Write already; undefined where GitHub is not asked. */
  readonly mayWrite: boolean | undefined;
}

export interface Change {
  readonly title: string;
  /** Of the pull request. The same addition has the same. */
  readonly branch: string;
  readonly files: readonly SetupFile[];
  /** The teams that need the role Write. */
  readonly writers: readonly string[];
}

/** An access repository whose rules change: at GitHub, or in a clone. */
export interface AccessPlace {
  readonly organization: string;
  readPages(): Promise<AccessPages>;
  /** Policies, CODEOWNERS, settings, and those of `others` that are there. Throws `UsageError` where it is no access repository. */
  readRules(others: readonly string[]): Promise<RulesText>;
  /** Throws `UsageError` for one that is not there. */
  readTeam(slug: string): Promise<PlacedTeam>;
  /** Throws `UsageError` for one that is not there. */
  readPerson(login: string): Promise<Numbered>;
  /** The SAML identities of the organisation, as far as they can be read; undefined where GitHub is not asked. */
  readIdentities(): Promise<IdentitiesById | undefined>;
  /** Carries the change out, and answers what a person still has to do, in order. */
  apply(change: Change): Promise<readonly string[]>;
}
