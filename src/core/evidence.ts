import type { CodeOwners } from "./codeowners.ts";
import type { Parsed } from "./document.ts";
import type { Finding } from "./finding.ts";
import type { PullRequest, RepositoryFacts, Review, Team } from "./github-facts.ts";
import type { SeenRequest } from "./ledger.ts";
import type { Policy } from "./policy.ts";
import type { FileChange, TreeFile } from "./ports/repository.ts";
import type { AccessRequest } from "./request.ts";
import type { Settings } from "./settings.ts";

/** Policies, CODEOWNERS and settings of one commit of the default branch. */
export interface RepositoryRules {
  readonly commit: string;
  readonly policies: readonly Policy[];
  /** undefined when there is none, or more than one. */
  readonly codeowners: CodeOwners | undefined;
  readonly settings: Settings | undefined;
  /** What is wrong with them. Any error stops every grant. */
  readonly findings: readonly Finding[];
  /** Git object ids: two commits with the same ids have the same rules. */
  readonly ids: { readonly policies: string; readonly codeowners: string; readonly settings: string };
}

/** What git and GitHub say of the merge. Absent while the pull request is open. */
export interface MergeEvidence {
  readonly commit: string;
  readonly at: Date;
  readonly parents: readonly string[];
  readonly onDefaultBranch: boolean;
  /** Parent to merge commit. */
  readonly changes: readonly FileChange[];
  /** The request file at the tip of the default branch. */
  readonly atTip: TreeFile | undefined;
  /** The rules at the merge commit's parent; `Evidence.rules` are those of the tip. */
  readonly rulesBefore: RepositoryRules;
  /** Does GitHub name this pull request for the merge commit? */
  readonly belongsToPull: boolean;
  /** `external_id` that this evidence gives. */
  readonly checkExpected: string;
  /** Did the app's own check on the head succeed, last, for exactly that? */
  readonly checkPassed: boolean;
}

/** The facts GitHub and git hold about a pull request, gathered before anything is decided. */
export interface Evidence {
  readonly now: Date;
  readonly repository: RepositoryFacts & { readonly pinnedId: number };
  readonly pull: PullRequest;
  /** Merge base to head, from git objects. */
  readonly changes: readonly FileChange[];
  /** The first request file the pull request adds or changes. */
  readonly file?: { readonly path: string; readonly blob: string; readonly parsed: Parsed<AccessRequest> };
  readonly rules: RepositoryRules;
  readonly reviews: readonly Review[];
  /** By slug; absent = no such team can be seen. */
  readonly teams: ReadonlyMap<string, Team>;
  /** Set when the request's id was used before. */
  readonly seen?: SeenRequest;
  /** What the providers say of the entitlements without a network. */
  readonly entitlementFindings: readonly Finding[];
  readonly merge?: MergeEvidence;
}
