// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   RO7: The disk is full or read-only, file descriptors are few, or the clock steps by an hour.

import { expect, it } from "vitest";
import { watchDisk } from "../../../src/git/ledger/watch-disk.ts";
import { RepositoryError } from "../../../src/git/process/error.ts";
import { unusedRepository } from "../../support/unused.ts";

const failure = (detail: string) =>
  new RepositoryError({ command: "fetch", exitCode: 128, detail, retryable: true });

it("RO7: tells once when a fetch fails because of the disk, and once when one succeeds again", async () => {
  const answers = [
    undefined,
    failure("fatal: unable to access: Could not resolve host"),
    failure("fatal: cannot store pack file: No space left on device"),
    failure("error: unable to create temporary file: Read-only file system"),
    failure("fatal: unable to access: Could not resolve host"),
    undefined,
    undefined,
  ];
  const heard: (string | undefined)[] = [];
  const fetch = async (): Promise<void> => {
    const answer = answers.shift();
    if (answer !== undefined) throw answer;
  };
  const watched = watchDisk({ ...unusedRepository, fetch }, (error) =>
    heard.push(error instanceof Error ? error.message : undefined),
  );
  while (answers.length > 0) await watched.fetch().catch(() => undefined);
  expect(heard).toEqual([expect.stringContaining("No space left"), undefined]);
});
