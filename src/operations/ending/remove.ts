import { createHash } from "node:crypto";
import type { FileChange } from "../../core/files/file-change.ts";
import type { Refusal } from "../../core/ledger/refusal.ts";
import type { RevertPull } from "../../core/ports/reverts.ts";
import type { Deps } from "../round/deps.ts";
import { readOpenRemovals } from "../round/open-receipts.ts";
import { type RoundView, readView } from "../round/view.ts";
import { openRemovalPull } from "./open-removal.ts";

type RemoveDeps = Pick<Deps, "repository" | "ledger" | "reverts" | "pin" | "now">;

/**
 * Opens a pull request for every refused file that is still on the default branch, unless an app opened one before, also if it was closed.
 * A file that cannot be removed keeps no other one: its error is thrown when all were tried. Reads the ledger and the tip anew: a person
 * may have removed the file since the round.
 */
export async function removeRefused(deps: RemoveDeps): Promise<RevertPull[]> {
  const view = await readView(deps);
  const files = await deps.repository.listFiles(view.tip, "access-requests");
  const blobs = new Map(files.map(({ path, blob }) => [path, blob]));
  const opened: RevertPull[] = [];
  const failures: unknown[] = [];
  for (const refusal of view.state.refusals.values()) {
    if (blobs.get(refusal.path) !== refusal.blob) continue;
    try {
      const pull = await openRemoval(deps, refusal, view);
      if (pull !== undefined) opened.push(pull);
    } catch (error) {
      failures.push(error);
    }
  }
  const [failure] = failures;
  if (failure !== undefined) throw failure;
  return opened;
}

async function openRemoval(
  { repository, reverts, pin }: RemoveDeps,
  refusal: Refusal,
  { tip: from, at }: RoundView,
): Promise<RevertPull | undefined> {
  const message = `Remove a request that grants nothing\n\n- ${JSON.stringify(refusal.path)}\n`;
  const removal = { branch: removalBranch(refusal), from, paths: [refusal.path], message, at };
  return openRemovalPull(reverts, removal, {
    base: pin.defaultBranch,
    describe: async () => ({ kind: "refused", refusal }),
    isOpen: async () => {
      const base = { name: pin.defaultBranch, tip: from };
      const open = await readOpenRemovals({ repository, reverts }, base, isRemovalBranch, removesOne);
      return open.has(refusal.path);
    },
  });
}

const isRemovalBranch = (name: string): boolean => /^hallpass[/-]remove[/-][0-9a-f]{16}$/u.test(name);

const removesOne = (changes: readonly FileChange[]): boolean =>
  changes.length === 1 && changes[0]?.status === "removed";

/** Equal for equal refusals, so that no second pull request is opened. */
export const removalBranch = ({ path, blob, at }: Refusal): string =>
  `hallpass/remove/${createHash("sha256")
    .update(JSON.stringify([path, blob, at]))
    .digest("hex")
    .slice(0, 16)}`;
