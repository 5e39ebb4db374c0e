import { execFileSync } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { addHours } from "date-fns";
import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import { main } from "../../src/cli.ts";
import { signSums, writeSums } from "../../src/commands/evidence/seal.ts";
import { explainFolder, writePack } from "../../src/commands/evidence/write-pack.ts";
import { CannotAnswerError, UsageError } from "../../src/commands/runner/failure.ts";
import { at, git, hasOpenSsh, keyPair, temporaryFolder } from "../git/fixture.ts";
import { pastMonth } from "../support/builders/past-month.ts";
import { capture, cloneRounds } from "./clone.ts";

const now = at("18:00:00");
const later = pastMonth(20, addHours(now, 48)).filter((entry) => entry.at > now);
const key = keyPair();
const FILES = [
  "README.md",
  "SHA256SUMS",
  "controls.md",
  "ends.csv",
  "history.bundle",
  "report.html",
  "requests.csv",
  "reviews.csv",
  "verify.json",
  "verify.txt",
];

const evidence = (...argv: string[]) => capture(main, "evidence", ...argv);

async function make(dir: string, ...more: string[]) {
  const out = join(temporaryFolder(), "pack");
  const answer = await evidence(
    "--repository",
    dir,
    "--from",
    "30d",
    "--to",
    now.toISOString(),
    "--out",
    out,
    ...more,
  );
  const files = await Promise.all(
    FILES.map(async (path) => [path, await readFile(join(out, path))] as const),
  );
  return { ...answer, out, files: new Map(files) };
}

describe("hallpass evidence", () => {
  afterAll(() => rm(dirname(dir), { recursive: true, force: true, maxRetries: 10 }));

  /** One clone for all: they only read it. */
  let dir = "";
  beforeEach(async () => {
    if (dir === "") {
      const kept = join(await mkdtemp(join(tmpdir(), "hallpass-evidence-")), "clone");
      const ids = { instance: "i", principal: "p", entitlement: "e" };
      const line = { decision: "remove", principal: "bob", provider: "crm", resource: "o", role: "r", ids };
      const text = JSON.stringify({ due: "2026-11-12", lines: [line] });
      const files = [{ path: "inventory/reviews/payments/2026-11-01.yaml", text }];
      await cp(await cloneRounds([pastMonth(10, now), later], key, { files }), kept, { recursive: true });
      dir = kept;
    }
    vi.useFakeTimers({ toFake: ["Date"], now: addHours(now, 72) });
    return () => vi.useRealTimers();
  });

  it("writes files whose hashes sha256sum finds right", async () => {
    const { out, files, err } = await make(dir);
    expect(err).toBe("");
    expect((await readdir(out)).sort()).toEqual(FILES);
    expect((await stat(out)).mode & 0o777).toBe(0o700);
    expect(execFileSync("sha256sum", ["--check", "--quiet", "SHA256SUMS"], { cwd: out }).toString()).toBe("");
    expect(files.get("requests.csv")?.toString().split("\n")).toHaveLength(12);
    expect(JSON.parse(files.get("verify.json")?.toString() ?? "")).toMatchObject({ commits: 1 });
  });

  it("tells what git proves of an access review: its merge, and how it was decided", async () => {
    const { files } = await make(dir);
    const [head, row] = (files.get("reviews.csv")?.toString() ?? "").split("\n");
    expect(head).toBe(
      "TEAM,FILE,STARTED,DUE,MERGED,LATE,KEPT,REMOVED,UNDECIDED,MERGE,ITS AUTHOR,PULL REQUEST",
    );
    const [commit, at] = git(dir, ["log", "--format=%H %cI", "main"]).split(" ");
    expect(row).toMatch(
      new RegExp(
        `^payments,inventory/reviews/payments/2026-11-01.yaml,2026-11-01,2026-11-12,.*${(at ?? "").slice(0, 10)}.*,0,1,0,${commit},Alice,$`,
        "u",
      ),
    );
  });

  it("writes the same bytes from a clone that was packed otherwise, and later", async () => {
    const packed = temporaryFolder();
    await cp(dir, packed, { recursive: true });
    const first = await make(dir);
    git(packed, ["repack", "-a", "-d", "-f", "--quiet", "--depth=50", "--window=50"]);
    vi.setSystemTime(addHours(now, 1000));
    const second = await make(packed);
    for (const path of FILES)
      expect([path, second.files.get(path)?.equals(first.files.get(path) ?? Buffer.of())]).toEqual([
        path,
        true,
      ]);
  });

  it("bundles a history that git can clone, and that ends where the time ends", async () => {
    const { out } = await make(dir);
    const clone = join(temporaryFolder(), "clone");
    git(out, ["clone", "--quiet", "--bare", "history.bundle", clone]);
    expect(git(clone, ["rev-list", "--count", "access-ledger"])).toBe("1");
    expect(git(clone, ["fsck", "--strict"])).toBe("");
  });

  it.runIf(hasOpenSsh())("signs the hashes with an OpenSSH key", async () => {
    const folder = temporaryFolder();
    const file = join(folder, "key");
    execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", file]);
    const { out } = await make(dir, "--sign", file);
    const signers = join(folder, "signers");
    await writeFile(signers, `carol ${(await readFile(`${file}.pub`)).toString()}`);
    const args = [
      "-Y",
      "verify",
      "-f",
      signers,
      "-I",
      "carol",
      "-n",
      "hallpass-evidence",
      "-s",
      "SHA256SUMS.sig",
    ];
    const input = await readFile(join(out, "SHA256SUMS"));
    expect(execFileSync("ssh-keygen", args, { cwd: out, input }).toString()).toContain("Good");
  });

  it.runIf(hasOpenSsh())("signs in a folder whose name reads as an option", async () => {
    const folder = temporaryFolder();
    execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", join(folder, "-key")]);
    const before = process.cwd();
    process.chdir(folder);
    try {
      await mkdir("-pack");
      await writeSums("-pack", []);
      await signSums("-pack", "-key");
      expect((await readdir("./-pack")).sort()).toEqual(["SHA256SUMS", "SHA256SUMS.sig"]);
    } finally {
      process.chdir(before);
    }
  });

  it("says when a key cannot sign, after the rest is written", async () => {
    const { code, err, out } = await make(dir, "--sign", join(dir, "none"));
    expect(code).toBe(3);
    expect(err).toContain("The other files are written.");
    expect((await readdir(out)).sort()).toEqual(FILES);
  });

  it.each([
    [[], "Say which time: --from 2026-07-01 --to 2026-10-01."],
    [["--from", "2026-11-02", "--to", "2026-11-01"], "--from 2026-11-02T00:00:00.000Z is not before --to"],
    [["--from", "2026-11-02", "--to", "2099-01-01"], "--to 2099-01-01T00:00:00.000Z is yet to come."],
    [["--from", "2026-11-01", "--to", "2026-11-02"], "Say where to write"],
  ])("refuses %j", async (argv, words) => {
    const { code, err } = await evidence("--repository", dir, ...argv);
    expect(code).toBe(2);
    expect(err).toContain(words);
  });

  it("takes the names of the other commands for the same borders, and one of each", async () => {
    const borders = ["--since", "30d", "--until", now.toISOString()];
    const out = join(temporaryFolder(), "pack");
    const argv = ["--repository", dir, "--out", out];
    expect(await evidence(...argv, ...borders)).toMatchObject({ code: 1, err: "" });
    expect(await evidence(...argv, ...borders, "--from", "3d")).toMatchObject({
      code: 2,
      err: "Give one of --from and --since: they mean the same.\n",
    });
  });

  it("leaves no folder that it could not fill", async () => {
    const out = join(temporaryFolder(), "pack");
    const files = [
      { path: "README.md", text: "" },
      { path: "no\0file", text: "" },
    ];
    const pack = {
      files,
      head: "a".repeat(40),
      ledger: "b".repeat(40),
      requests: 0,
      violations: 0,
      unread: [],
    };
    await expect(writePack({ directory: dir }, "main", pack, out)).rejects.toThrow(CannotAnswerError);
    await expect(stat(out)).rejects.toThrow("ENOENT");
  });

  it.each([
    ["EEXIST", UsageError],
    ["ENOENT", UsageError],
    ["EACCES", CannotAnswerError],
    ["EROFS", CannotAnswerError],
    ["ENOSPC", CannotAnswerError],
  ])("tells a folder that is a mistake from one that cannot be made: %s", (code, kind) => {
    expect(explainFolder("pack", Object.assign(new Error(code), { code }))).toBeInstanceOf(kind);
  });

  it("writes into no folder that is there", async () => {
    const folder = temporaryFolder();
    const { code, err } = await evidence(
      "--repository",
      dir,
      "--from",
      "30d",
      "--to",
      now.toISOString(),
      "--out",
      folder,
    );
    expect(code).toBe(2);
    expect(err).toContain("Name a folder that is not there yet.");
  });

  it("has nothing to show of a time before the ledger", async () => {
    const out = join(temporaryFolder(), "pack");
    const { code, err } = await evidence(
      "--repository",
      dir,
      "--from",
      "2020-01-01",
      "--to",
      "2020-02-01",
      "--out",
      out,
    );
    expect(code).toBe(3);
    expect(err).toContain("begins after 2020-02-01T00:00:00.000Z.");
  });
});
