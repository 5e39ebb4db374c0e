// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   RO7: The disk is full or read-only, file descriptors are few, or the clock steps by an hour.

import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const hallpass = fileURLToPath(new URL("../../bin/hallpass.js", import.meta.url));

const runWith = (files: number) =>
  spawnSync(
    "/bin/sh",
    ["-c", `ulimit -n ${files}; exec "$0" "$@"`, process.execPath, hallpass, "serve", "--help"],
    {
      encoding: "utf8",
    },
  );

it.each([24, 64])("RO7: with %i files a process, says so and how to raise the limit", (files) => {
  const { status, stderr, stdout } = runWith(files);
  expect({ status, stdout }).toEqual({ status: 3, stdout: "" });
  expect(stderr).toBe(
    `hallpass may open only ${files} files at once (\`ulimit -n\`), and needs 512 or more. ` +
      "Run `ulimit -n 1024` first, or set LimitNOFILE=1024 in the systemd unit.\n",
  );
});

it("RO7: starts with 512", () => {
  expect(runWith(512)).toMatchObject({ status: 0, stderr: "" });
});
