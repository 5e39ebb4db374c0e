// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   SU4: Another account of the machine holds `hallpass.env` open from a time when it could read it, or the
//     machine stops while a key is written.

import { chmod, mkdtemp, open, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { addEnvLines } from "../../src/commands/setup/env-lines.ts";

let dir: string;
let file: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "hallpass-env-lines-"));
  file = join(dir, "hallpass.env");
});
afterEach(() => rm(dir, { recursive: true, force: true, maxRetries: 10 }));

it("SU4: a key is never in a file that others could read, not even for one who holds it open", async () => {
  await writeFile(file, "A=1\n");
  await chmod(file, 0o644);
  const held = await open(file, "r");
  await addEnvLines(file, { PRIVATE_KEY: "secret" });
  expect(await held.readFile("utf8")).toBe("A=1\n");
  await held.close();
  expect(await readFile(file, "utf8")).toBe("A=1\nPRIVATE_KEY=secret\n");
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(await readdir(dir)).toEqual(["hallpass.env"]);
});

it("SU4: a file with nothing to add is closed to others too", async () => {
  await writeFile(file, "A=1\n");
  await chmod(file, 0o644);
  expect(await addEnvLines(file, { A: "2" })).toEqual([]);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
});

it("a new file is its owner's alone, and a link stays a link", async () => {
  await symlink(file, join(dir, "link"));
  await addEnvLines(file, { A: "1" });
  await addEnvLines(join(dir, "link"), { B: "2" });
  expect(await readFile(file, "utf8")).toBe("A=1\nB=2\n");
  expect((await stat(file)).mode & 0o777).toBe(0o600);
});
