import { randomBytes } from "node:crypto";
import { flatBranch, freshBranch } from "../../core/plan/revert.ts";
import type { NewRevert, Removal, RevertPull, Reverts } from "../../core/ports/reverts.ts";

interface NewRemoval extends Pick<NewRevert, "base"> {
  /** What the pull request says; asked for only when it is opened. */
  readonly describe: () => Promise<NewRevert["about"]>;
  /** Answers whether such a pull request is open, under any name. */
  readonly isOpen: () => Promise<boolean>;
}

/**
 * Opens the pull request of a removal. Where both names are taken, by branches or pull requests of others, a name of chance is used, which
 * nobody can take first. undefined when the pull request exists already: open, or closed by its team. Throws when no branch can be made.
 */
export async function openRemovalPull(
  reverts: Reverts,
  removal: Removal,
  { base, describe, isOpen }: NewRemoval,
): Promise<RevertPull | undefined> {
  const names = [removal.branch, flatBranch(removal.branch)];
  const fates: string[] = [];
  for (const branch of names) fates.push(await readFate(reverts, { ...removal, branch }));
  if (fates.includes("done")) return undefined;
  const free = names.filter((_, index) => fates[index] === "free");
  const about = await describe();
  const blocking: string[] = [];
  for (const branch of free) {
    const obstacle = await reverts.push({ ...removal, branch });
    if (obstacle === undefined) return reverts.open({ branch, base, about });
    blocking.push(JSON.stringify(obstacle));
  }
  if (await isOpen()) return undefined;
  const branch = freshBranch(removal.branch, randomBytes(8).toString("hex"));
  const obstacle = await reverts.push({ ...removal, branch });
  if (obstacle === undefined) return reverts.open({ branch, base, about });
  throw new Error(
    `The branch ${removal.branch} cannot be made: ${[...new Set([...blocking, JSON.stringify(obstacle)])].join(" and ")} stand in its way. Delete those branches; the access has ended all the same.`,
  );
}

/** - `done`: this pull request is open, or its team closed it. - `taken`: by somebody's pull request, or ours has other content now. */
async function readFate(reverts: Reverts, removal: Removal): Promise<"free" | "done" | "taken"> {
  const found = await reverts.find(removal.branch);
  if (found.some(({ isByBot, isOpen }) => isByBot && !isOpen)) return "done";
  const open = found.filter((pull) => pull.isOpen);
  if (open.length === 0) return "free";
  if (open.some(({ isByBot }) => !isByBot)) return "taken";
  return (await reverts.push(removal)) === undefined ? "done" : "taken";
}
