import type { FileChange } from "../../core/files/file-change.ts";
import type { HeldState } from "../../core/ledger/ledger.ts";
import { isReceipt, parseRevertBranch } from "../../core/plan/revert.ts";
import type { RevertPull } from "../../core/ports/reverts.ts";
import type { Deps } from "./deps.ts";

type ReadingDeps = Pick<Deps, "repository" | "reverts">;

/** The default branch, and when it is looked at. */
interface Base {
  readonly name: string;
  readonly tip: string;
  readonly now: Date;
}

/**
 * The open revert PRs by the paths of the files that they remove: those that an app opened, and whose content is that of a receipt. Whatever
 * else has such a name stands in for none. Throws when GitHub or git cannot be read.
 */
export const findOpenReceipts = (
  deps: ReadingDeps,
  state: HeldState,
  base: Base,
): Promise<ReadonlyMap<string, RevertPull>> =>
  readOpenRemovals(
    deps,
    base,
    (branch) => parseRevertBranch(branch) !== undefined,
    (changes) => isReceipt(changes, state, base.now),
  );

/** The open pull requests of an app whose branch and changes are such, by each path that they change. Throws as above. */
export async function readOpenRemovals(
  { repository, reverts }: ReadingDeps,
  { name, tip }: Pick<Base, "name" | "tip">,
  isBranch: (name: string) => boolean,
  isContent: (changes: readonly FileChange[]) => boolean,
): Promise<ReadonlyMap<string, RevertPull>> {
  const open = (await reverts.listOpen(name)).filter(({ branch }) => isBranch(branch));
  await repository.fetch(open.map(({ number }) => number));
  const found = await Promise.all(
    open.map(async (pull) => {
      const head = await repository.pullHead(pull.number);
      const from = head && (await repository.mergeBase(tip, head));
      const changes = head && from ? await repository.diff(from, head) : [];
      return isContent(changes) ? changes.map(({ path }) => [path, pull] as const) : [];
    }),
  );
  return new Map(found.flat());
}
