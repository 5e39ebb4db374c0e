import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it, vi } from "vitest";
import { main } from "../../src/cli.ts";

const run = (argv: string[]) => main(["demo", ...argv]);

afterEach(() => {
  vi.restoreAllMocks();
});

/** Catches what the command prints. */
function listen(): { out(): string; err(): string } {
  const out = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  const err = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  return { out: () => out.mock.calls.flat().join(""), err: () => err.mock.calls.flat().join("") };
}

it("explains itself", async () => {
  const heard = listen();
  expect(await run(["--help"])).toBe(0);
  for (const option of ["--json", "--keep DIR", "--cast FILE", "--at-its-worst"])
    expect(heard.out()).toContain(option);
});

it("refuses what it does not know, and says where to look", async () => {
  const heard = listen();
  expect(await run(["--fast"])).toBe(2);
  expect(heard.err()).toContain("hallpass demo has no option --fast.");
  expect(heard.err()).toContain("hallpass demo --help");
});

it("keeps no clone in a folder that has something in it", async () => {
  const dir = await mkdtemp(join(tmpdir(), "demo-keep-"));
  try {
    await writeFile(join(dir, "mine"), "");
    const heard = listen();
    expect(await run(["--keep", dir])).toBe(2);
    expect(heard.err()).toContain(`--keep is "${dir}", which is not empty`);
  } finally {
    await rm(dir, { recursive: true });
  }
});

it("gives a script the error on standard output", async () => {
  const heard = listen();
  expect(await run(["--keep", import.meta.filename, "--json"])).toBe(2);
  const message = `--keep is "${import.meta.filename}", which is not empty; name a new folder.`;
  expect(JSON.parse(heard.out())).toEqual({
    error: { code: "USAGE", message, fix: "See hallpass demo --help." },
  });
});
