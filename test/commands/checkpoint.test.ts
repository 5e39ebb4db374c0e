import { execFileSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { main } from "../../src/cli.ts";
import { at, git, hasOpenSsh, keyPair, temporaryFolder } from "../git/fixture.ts";
import { pastMonth } from "../support/builders/past-month.ts";
import { capture, cloneRounds } from "./clone.ts";

const key = keyPair();
const FETCH = "refs/tags/hallpass-checkpoint/*:refs/tags/hallpass-checkpoint/*";

async function makeSigner() {
  const folder = temporaryFolder();
  const file = join(folder, "key");
  execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", file]);
  const signers = join(folder, "signers");
  await writeFile(signers, `carol@acme.example ${(await readFile(`${file}.pub`)).toString()}`);
  return { file, signers };
}

const verify = async (dir: string, ...more: string[]) => {
  const { out } = await capture(main, "verify", "--repository", dir, "--json", ...more);
  const { violations, unproven } = JSON.parse(out);
  return {
    codes: violations.map(({ code }: { code: string }) => code),
    checkpoints: unproven.find(({ what }: { what: string }) => what.includes("checkpoints"))?.count ?? 0,
  };
};

describe.runIf(hasOpenSsh())("hallpass checkpoint", () => {
  beforeEach(() => {
    for (const role of ["AUTHOR", "COMMITTER"]) {
      vi.stubEnv(`GIT_${role}_NAME`, "Carol");
      vi.stubEnv(`GIT_${role}_EMAIL`, "carol@acme.example");
    }
  });
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it("makes a tag that git verifies, and that verify finds part of the history", async () => {
    const dir = await cloneRounds([pastMonth(4, at("18:00:00"))], key);
    const { file, signers } = await makeSigner();
    const before = await verify(dir, "--signers", signers);
    const { code, out } = await capture(main, "checkpoint", "--repository", dir, "--sign", file, "--json");
    expect(code).toBe(0);
    const { tag, ledger } = JSON.parse(out);
    expect(git(dir, ["rev-parse", `${tag}^{commit}`])).toBe(ledger);
    git(dir, ["-c", `gpg.ssh.allowedSignersFile=${signers}`, "verify-tag", tag]);
    expect(await verify(dir, "--signers", signers)).toEqual(before);
  });

  it("shows a rewrite to who kept it", async () => {
    const dir = await cloneRounds([pastMonth(4, at("18:00:00"))], key);
    const { file, signers } = await makeSigner();
    const kept = temporaryFolder();
    git(kept, ["init", "--quiet", "--bare"]);
    const remote = pathToFileURL(kept).href;
    const { code } = await capture(main, "checkpoint", "--repository", dir, "--sign", file, "--push", remote);
    expect(code).toBe(0);
    // Who has the ledger's key writes another history, with another beginning.
    const rewritten = await cloneRounds([pastMonth(3, at("18:00:00"))], key);
    const before = await verify(rewritten, "--signers", signers);
    git(rewritten, ["fetch", "--quiet", remote, FETCH]);
    const { codes } = await verify(rewritten, "--signers", signers);
    expect(codes).toEqual(["LEDGER_REWRITTEN", ...before.codes]);
  });

  it("counts for nothing where nobody whom --signers names made it", async () => {
    const dir = await cloneRounds([pastMonth(4, at("18:00:00"))], key);
    const [carol, mallory] = [await makeSigner(), await makeSigner()];
    await capture(main, "checkpoint", "--repository", dir, "--sign", mallory.file);
    const stranger = git(dir, [
      "commit-tree",
      "-m",
      "elsewhere",
      git(dir, ["rev-parse", "refs/remotes/origin/access-ledger^{tree}"]),
    ]);
    git(dir, ["tag", "hallpass-checkpoint/unsigned", stranger]);
    expect(await verify(dir, "--signers", carol.signers)).toMatchObject({ checkpoints: 2 });
    expect(await verify(dir)).toMatchObject({ checkpoints: 2 });
    expect((await verify(dir, "--signers", carol.signers)).codes).toEqual((await verify(dir)).codes);
  });

  it("says what git says when it cannot sign", async () => {
    const dir = await cloneRounds([pastMonth(4, at("18:00:00"))], key);
    const { code, err } = await capture(main, "checkpoint", "--repository", dir, "--sign", join(dir, "none"));
    expect(code).toBe(3);
    expect(err).toContain("See what git says");
    expect(git(dir, ["tag", "--list"])).toBe("");
  });

  it("wants a key", async () => {
    const { code, err } = await capture(main, "checkpoint");
    expect([code, err.split("\n")[0]]).toEqual([2, "Say with which key: --sign ~/.ssh/id_ed25519."]);
  });
});
