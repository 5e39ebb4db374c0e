import { parseRevertBranch } from "../../core/plan/revert.ts";
import type { RevertPull } from "../../core/ports/reverts.ts";
import type { Deps } from "./deps.ts";

/** The open revert PRs by the paths of the files that they remove. Throws when GitHub or git cannot be read. */
export async function findOpenReceipts(
  { repository, reverts }: Pick<Deps, "repository" | "reverts">,
  tip: string,
  base: string,
): Promise<ReadonlyMap<string, RevertPull>> {
  const open = (await reverts.listOpen(base)).filter(({ branch }) => parseRevertBranch(branch) !== undefined);
  await repository.fetch(open.map(({ number }) => number));
  const found = await Promise.all(
    open.map(async (pull) => {
      const head = await repository.pullHead(pull.number);
      const from = head && (await repository.mergeBase(tip, head));
      const changes = head && from ? await repository.diff(from, head) : [];
      // A pull request that does more than remove can never be merged as a receipt, and must not block one.
      const isReceipt = changes.every(({ status }) => status === "removed");
      return isReceipt ? changes.map(({ path }) => [path, pull] as const) : [];
    }),
  );
  return new Map(found.flat());
}
