import type { Octokit } from "@octokit/rest";
import type { Installation, RepositoryName } from "../github/http/client.ts";
import type { Cleanup } from "./cleanup.ts";
import type { SmokeGit } from "./git.ts";
import type { Sleep } from "./patience.ts";

export interface Walker {
  readonly id: number;
  readonly login: string;
  readonly octokit: Octokit;
  readonly token: string;
}

/** The surroundings of a walk, complete before its first step. */
export interface Setting {
  readonly name: RepositoryName;
  readonly apiUrl: string;
  readonly serverUrl: string;
  readonly repositoryId: number;
  readonly defaultBranch: string;
  readonly app: Installation;
  readonly appId: number;
  /** Of the app: its bot is `<slug>[bot]`. */
  readonly slug: string;
  /** Asks. */
  readonly requester: Walker;
  /** Approves, and administers the repository. */
  readonly approver: Walker;
  readonly git: SmokeGit;
  /** Part of every name this walk makes. */
  readonly run: string;
  readonly ledgerBranch: string;
  readonly cleanup: Cleanup;
  readonly sleep: Sleep;
  readonly now: () => Date;
  readonly startedAt: Date;
  /** Aborted when the walk must stop. */
  readonly signal: AbortSignal;
}
