import type { GitHub } from "../core/ports/github.ts";
import type { Journal } from "../core/ports/journal.ts";
import type { Ledger } from "../core/ports/ledger.ts";
import type { Log } from "../core/ports/log.ts";
import type { Provider } from "../core/ports/provider.ts";
import type { Repository } from "../core/ports/repository.ts";
import type { Locks } from "./locks.ts";
import type { RefusalMemory } from "./refused.ts";

/** Everything an operation may touch. Each takes the part it needs. */
export interface Deps {
  readonly repository: Repository;
  readonly github: GitHub;
  readonly ledger: Ledger;
  readonly journal: Journal;
  readonly providers: ReadonlyMap<string, Provider>;
  /** By holding: a grant and a revocation of the same thing never overlap. */
  readonly locks: Locks;
  /** What was refused and need not be verified again on every sweep. */
  readonly refused: RefusalMemory;
  readonly log: Log;
  readonly now: () => Date;
  /** From the server's configuration: a repository made anew under the same name is another. */
  readonly pinnedRepositoryId: number;
}
