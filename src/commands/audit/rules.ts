import type { FileChange } from "../../core/files/file-change.ts";
import { isRuleFile } from "../../core/files/pull-kind.ts";
import type { Adoption } from "../../core/ledger/adoption.ts";
import { formatTime } from "../../core/ledger/ledger-message.ts";
import type { Repository } from "../../core/ports/repository.ts";
import { listLogins } from "../../report/words/stories.ts";
import type { Period } from "../input/given-time.ts";
import type { Rows } from "./table.ts";

/** Rules that began to count, and the files that changed since those before them. */
export interface RulesChange extends Adoption {
  /** Absent: they are the first, or cannot be compared in this clone. */
  readonly files?: readonly Pick<FileChange, "path" | "status">[];
  readonly first: boolean;
}

/** The rules that were adopted within the range, oldest first. */
export async function listRulesChanges(
  repository: Repository,
  adoptions: readonly Adoption[],
  { since, until }: Period,
): Promise<RulesChange[]> {
  const changes: RulesChange[] = [];
  for (const [index, adoption] of adoptions.entries()) {
    if (adoption.at < since || adoption.at > until) continue;
    const before = adoptions[index - 1];
    const files = before && (await listFiles(repository, before.commit, adoption.commit));
    changes.push({ ...adoption, first: before === undefined, ...(files && { files }) });
  }
  return changes;
}

/** `undefined`: they cannot be read, as where a clone lacks one of the commits. */
const listFiles = (repository: Repository, from: string, to: string): Promise<RulesChange["files"]> =>
  repository.diff(from, to).then(
    (changes) => changes.filter(isRuleFile).map(({ path, status }) => ({ path, status })),
    () => undefined,
  );

export const rulesRows = (changes: readonly RulesChange[]): Rows<RulesChange> => ({
  name: "rules",
  head: ["ADOPTED", "COMMIT", "PULL REQUEST", "APPROVED BY", "CHANGED"],
  records: changes,
  none: "No rules were adopted then.",
  toRow: ({ at, commit, pull, approvers, files, first }) => [
    formatTime(at),
    commit.slice(0, 12),
    pull === undefined ? "" : `#${pull}`,
    pull === undefined ? "pinned by the server's configuration" : listLogins(approvers),
    describeFiles(files, first),
  ],
});

function describeFiles(files: RulesChange["files"], first: boolean): string {
  if (first) return "the first rules";
  return files === undefined
    ? "they cannot be compared in this clone: fetch first"
    : files.map(({ path, status }) => `${path} (${status})`).join(", ");
}
