import type { EndLayer } from "../../core/access/lease.ts";
import type { RepositoryPin } from "../../core/decision/evidence.ts";
import type { Stop } from "../../core/findings/stop.ts";
import type { AskIssues, Asking } from "../../core/ports/asking.ts";
import type { Briefings } from "../../core/ports/briefings.ts";
import type { CommentRecord } from "../../core/ports/comment-record.ts";
import type { GitHub } from "../../core/ports/github.ts";
import type { Identities } from "../../core/ports/identities.ts";
import type { Journal } from "../../core/ports/journal.ts";
import type { Ledger } from "../../core/ports/ledger.ts";
import type { Log } from "../../core/ports/log.ts";
import type { CommandReplies, Notifier } from "../../core/ports/notifier.ts";
import type { Provider } from "../../core/ports/provider.ts";
import type { Repository } from "../../core/ports/repository.ts";
import type { Reverts } from "../../core/ports/reverts.ts";
import type { Locks } from "../../lanes/one-at-a-time.ts";
import type { Lookback } from "../memory/lookback.ts";
import type { PresenceCache } from "../memory/presence-cache.ts";
import type { ProviderBackoff } from "../memory/provider-backoff.ts";
import type { RecheckSchedule } from "../memory/recheck-schedule.ts";
import type { SettledCache } from "../memory/settled-cache.ts";
import type { Sightings } from "../memory/sightings.ts";
import type { Unshown } from "../memory/unshown.ts";

/** Everything an operation may use. Each function names the part it uses. */
export interface Deps {
  readonly repository: Repository;
  readonly github: GitHub;
  /** The channels that tell people what became of their access. */
  readonly notifiers: readonly Notifier[];
  readonly replies: CommandReplies;
  /** What pull requests show to approvers besides the check; absent = nothing. */
  readonly briefings?: Briefings;
  readonly ledger: Ledger;
  readonly journal: Journal;
  readonly providers: ReadonlyMap<string, Provider>;
  /** One lock per holding, so that a grant and a revocation of it never overlap. */
  readonly locks: Locks;
  /** When to verify a request again: after a first refusal, or when an approved one may be granted. */
  readonly rechecks: RecheckSchedule;
  /** The back-off of calls that failed lately; absent = every planned call is made. */
  readonly backoff?: ProviderBackoff;
  /** Ended access that a listing showed to be gone; absent = providers are asked about it for an hour. */
  readonly settledCache?: SettledCache;
  /** The notices that this process has sent, by channel. Absent: send only notices of what this round put on the ledger. */
  readonly told?: { has(notice: string): boolean; set(notice: string, sent: true): unknown };
  /** The labels that GitHub has not taken yet; absent = a label is set once or never. */
  readonly unshown?: Unshown;
  /** Requests that reviews saw and the ledger does not know; absent = only merged ones are recorded. */
  readonly sightings?: Sightings;
  /** What was found out after access ended; absent = nothing is. */
  readonly lookback?: Lookback;
  /** People found in the organisation lately; absent = GitHub is asked each time. */
  readonly presence?: PresenceCache;
  /** What the ledger says took access away that this process ends; absent = it does not say. */
  readonly endsAs?: Exclude<EndLayer, "gone">;
  readonly log: Log;
  readonly now: () => Date;
  /** Finds and opens pull requests that remove files. */
  readonly reverts: Reverts;
  /** Opens pull requests for people; absent = Hallpass opens none, and one that it opened counts for nothing. */
  readonly asking?: Asking;
  /** The issues that people ask with; absent = Hallpass reads none. */
  readonly issues?: AskIssues;
  /** Comments as they were written, also deleted ones; absent = GitHub's record of them is unreadable. */
  readonly comments?: CommentRecord;
  /** Maps accounts to identities at the organisation's identity provider. */
  readonly identities: Identities;
  /** From the server's configuration. A new repository with the same name is a different one. */
  readonly pin: RepositoryPin;
  /** The operator trusts the policies, CODEOWNERS and settings of this commit. */
  readonly trustedCommit: string;
  /** The reasons to grant nothing at the moment; empty = grants go on. */
  readonly stops: () => readonly Stop[];
}
