import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { type Disk, openDisk } from "./disk.ts";

const opened: { disk: Disk; dir: string }[] = [];

afterEach(async () => {
  for (const { disk, dir } of opened.splice(0)) {
    await disk.close();
    await rm(dir, { recursive: true, force: true, maxRetries: 10 });
  }
});

async function open(): Promise<{ disk: Disk; dir: string }> {
  const dir = await mkdtemp(join(tmpdir(), "hallpass-disk-"));
  const disk = await openDisk(dir);
  opened.push({ disk, dir });
  return { disk, dir };
}

it("takes nothing while it is full, keeps what was there, and takes everything again", async () => {
  const { disk, dir } = await open();
  const file = join(dir, "journal.jsonl");
  const write = (): Promise<string> =>
    writeFile(join(dir, "new"), Buffer.alloc(4096)).then(
      () => "written",
      (error: NodeJS.ErrnoException) => error.code ?? "",
    );
  await writeFile(file, "kept");
  await disk.fill();
  // Where nothing may be mounted and root may write everywhere, no disk is full.
  expect(await write()).toBe(disk.fault ?? "written");
  expect(await readFile(file, "utf8")).toBe("kept");
  await disk.free();
  expect(await write()).toBe("written");
});

it("is emptied, and is the same disk afterwards", async () => {
  const { disk, dir } = await open();
  await writeFile(join(dir, "a"), "");
  await disk.wipe();
  expect(await readdir(dir)).toEqual([]);
  await disk.fill();
  expect(await readdir(dir)).toEqual(disk.fault === "ENOSPC" ? ["filler"] : []);
});
