import type { RepositoryPin } from "../../core/decision/evidence.ts";
import type { Finding } from "../../core/findings/finding.ts";
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
import type { PresenceCache } from "../memory/presence-cache.ts";
import type { ProviderBackoff } from "../memory/provider-backoff.ts";
import type { RecheckSchedule } from "../memory/recheck-schedule.ts";
import type { SettledCache } from "../memory/settled-cache.ts";

/** Everything an operation may touch. Each takes the part it needs. */
export interface Deps {
  readonly repository: Repository;
  readonly github: GitHub;
  /** The channels that tell people what became of their access. */
  readonly notifiers: readonly Notifier[];
  readonly replies: CommandReplies;
  readonly ledger: Ledger;
  readonly journal: Journal;
  readonly providers: ReadonlyMap<string, Provider>;
  /** By holding: a grant and a revocation of the same thing never overlap. */
  readonly locks: Locks;
  /** Which requests are looked at again, and when: refused once, or approved and not to be granted yet. */
  readonly rechecks: RecheckSchedule;
  /** Which calls failed lately and are left alone for a while; absent = everything planned is tried. */
  readonly backoff?: ProviderBackoff;
  /** What has ended and was seen to be gone; absent = it is looked for during an hour. */
  readonly settledCache?: SettledCache;
  /** The notices that this process has sent, by channel. Absent: send only notices of what this round put on the ledger. */
  readonly told?: { has(notice: string): boolean; set(notice: string, sent: true): unknown };
  /** Who was found in the organisation lately; absent = everybody is asked for each time. */
  readonly presence?: PresenceCache;
  readonly log: Log;
  readonly now: () => Date;
  /** Where pull requests that remove files come from. */
  readonly reverts: Reverts;
  /** What was written and may be gone; absent where GitHub's record of it cannot be read. */
  readonly comments?: CommentRecord;
  /** Who is who at the identity provider of the organisation. */
  readonly identities: Identities;
  /** From the server's configuration: a repository made anew under the same name is another. */
  readonly pin: RepositoryPin;
  /** Its policies, CODEOWNERS and settings count as they are. */
  readonly trustedCommit: string;
  /** Why nothing is granted at the moment; empty when nothing stands in the way. */
  readonly stops: () => readonly Finding[];
}
