import type { RepositoryRules } from "../decision/evidence.ts";
import type { Parsed } from "../document/document.ts";
import type { AccessRequest } from "../files/request.ts";

/** A pull request that nobody opened, with all that a decision about it needs. People are named by login, teams by slug. */
export interface Scene {
  readonly rules: Pick<RepositoryRules, "policies" | "rotas" | "codeowners" | "settings" | "findings">;
  /** Login of the organisation that the teams belong to. */
  readonly organization: string;
  readonly at: Date;
  readonly path: string;
  readonly parsed: Parsed<AccessRequest>;
  readonly requester: string;
  /** Members of each team, all of them for long enough. A team without an entry has no members. */
  readonly teams: ReadonlyMap<string, readonly string[]>;
  /** People who approved exactly this, at `at`. */
  readonly approvals: readonly string[];
  /** People who requested changes, at `at`. */
  readonly objections?: readonly string[];
  /** For how long the request has waited, in milliseconds; not at all if not given. */
  readonly waitedMs?: number;
  /** People whom the identity map lists only if it does. All others are added to it, with an account at each provider. */
  readonly asInMap?: readonly string[];
}
