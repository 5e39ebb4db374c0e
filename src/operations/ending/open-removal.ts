import { flatBranch } from "../../core/plan/revert.ts";
import type { NewRevert, Removal, RevertPull, Reverts } from "../../core/ports/reverts.ts";

interface NewRemoval extends Pick<NewRevert, "base"> {
  /** What the pull request says; asked for only when it is opened. */
  readonly describe: () => Promise<NewRevert["about"]>;
}

/**
 * Opens the pull request of a removal. Uses the second branch name if another branch blocks the first. undefined when the pull request
 * exists already, open or closed. Throws when both names are blocked.
 */
export async function openRemovalPull(
  reverts: Reverts,
  removal: Removal,
  { base, describe }: NewRemoval,
): Promise<RevertPull | undefined> {
  const names = [removal.branch, flatBranch(removal.branch)];
  for (const branch of names) if ((await reverts.find(branch)) !== undefined) return undefined;
  const about = await describe();
  const blocking: string[] = [];
  for (const branch of names) {
    const obstacle = await reverts.push({ ...removal, branch });
    if (obstacle === undefined) return reverts.open({ branch, base, about });
    blocking.push(JSON.stringify(obstacle));
  }
  throw new Error(
    `The branch ${removal.branch} cannot be made: ${blocking.join(" and ")} stand in its way. Delete those branches; the access has ended all the same.`,
  );
}
