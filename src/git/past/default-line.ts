import type { LineCommit } from "../../core/verify/line-commit.ts";
import { eachRecord } from "../process/each-record.ts";
import { requireObjectId } from "../process/object-id.ts";
import type { Store } from "../process/store.ts";
import { decodePath } from "../process/text.ts";

const LEDGER = "%(trailers:key=Hallpass-Ledger,valueonly,separator=%x2C)";

/** The line of the default branch that ends in `tip`, newest first. */
export async function* eachLineCommit(store: Store, tip: string): AsyncGenerator<LineCommit, undefined> {
  const args = [
    ...["log", "--first-parent", "-z", "--name-status", "--no-renames", "--no-ext-diff", "--root"],
    ...["--diff-merges=first-parent", "--no-show-signature", "--no-color"],
    ...[`--format=%x01%H %ct ${LEDGER} %an`, requireObjectId(tip), "--"],
  ];
  let commit: Open | undefined;
  let status: string | undefined;
  for await (const batch of eachRecord(store, args, (record) => record))
    for (const record of batch) {
      const text = decodePath(record);
      if (status !== undefined) {
        if (text.startsWith("access-requests/")) noteChange(commit, status, text);
        status = undefined;
      } else if (text.startsWith("\u0001")) {
        if (commit !== undefined) yield commit;
        commit = parse(text.slice(1));
      } else status = text.trim();
    }
  if (commit !== undefined) yield commit;
}

interface Open extends LineCommit {
  readonly added: string[];
  readonly removed: string[];
}

function noteChange(commit: Open | undefined, status: string, path: string): void {
  if (status === "A") commit?.added.push(path);
  if (status === "D") commit?.removed.push(path);
}

function parse(line: string): Open {
  const [sha = "", seconds = "", ledger = "", ...author] = line.trimEnd().split(" ");
  return {
    sha: requireObjectId(sha),
    at: new Date(Number(seconds) * 1000),
    author: author.join(" "),
    ...(/^[0-9a-f]{40,64}$/u.test(ledger) && { ledger }),
    added: [],
    removed: [],
  };
}
