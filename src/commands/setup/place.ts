import type { RulesText } from "../../core/additions/addition.ts";
import type { AccessPages } from "../../core/asking/pages.ts";
import type { IdentitiesById } from "../../core/setup/accounts.ts";
import type { SetupFile } from "../../core/setup/blueprint.ts";
import type { Numbered } from "../../core/setup/numbered.ts";
import type { PlanStep } from "../../core/setup/plan.ts";

/** Where an access repository is set up: at GitHub, or in a folder. */
export interface Place {
  readonly repository: string;
  /** Where people open its pages. */
  readPages(): Promise<AccessPages>;
  /** The ids of the teams and people that the answers name. Throws `UsageError` for one that is not there. */
  readNumbers(): Promise<{
    readonly teams: ReadonlyMap<string, number>;
    readonly people: readonly Numbered[];
  }>;
  /** The SAML identities of the organisation, as far as they can be read. */
  readIdentities(): Promise<IdentitiesById>;
  /** The rules that are there, and those of these files. */
  readRules(others: readonly string[]): Promise<RulesText>;
  /** The tip of the default branch; undefined where there is none. */
  findTip(): Promise<string | undefined>;
  /** The paths of the rules that are something else than these files: at a commit, or as they are now. */
  listForeign(written: readonly SetupFile[], commit?: string): Promise<readonly string[]>;
  /** What is to be done beside the files. */
  plan(): Promise<readonly PlanStep[]>;
  /** Does it, and writes these files. */
  apply(files: readonly SetupFile[]): Promise<Applied>;
}

export interface Applied {
  /** What the server's configuration learns from it, by variable. */
  readonly variables: Readonly<Record<string, string>>;
  /** The commit whose rules the server starts from, once nothing in it is unread; undefined where it is not known yet. */
  readonly commit: string | undefined;
  /** What a person still has to do, in order. */
  readonly next: readonly string[];
}
