// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   EX2: The ledger's branch is rewritten, holds commits that its key did not sign, or another account moves
//     the cursor, so that entries are skipped.

import { chmodSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { git } from "../git/fixture.ts";
import { cloneAccess, cloneRounds } from "./clone.ts";
import { KINDS, kindOf, LOCAL, newCursor, ROUNDS, receive, run } from "./export-receiver.ts";

const REF = "refs/remotes/origin/access-ledger";

describe("what is exported", () => {
  it("EX2: stops where the ledger does not continue the cursor", async () => {
    const [dir, other, receiver, cursor] = [
      await cloneRounds(ROUNDS),
      await cloneRounds(ROUNDS.slice(0, 1)),
      await receive(),
      newCursor(),
    ];
    const args = ["--repository", dir, "--to", receiver.url, "--cursor", cursor, ...LOCAL];
    expect((await run(...args)).code).toBe(0);
    git(dir, [
      "fetch",
      "--quiet",
      other,
      "+refs/remotes/origin/access-ledger:refs/remotes/origin/access-ledger",
      "+refs/remotes/origin/main:refs/remotes/origin/main",
    ]);
    const { code, err } = await run(...args);
    expect([code, receiver.taken.length]).toEqual([3, 4]);
    expect(err).toMatch(/does not continue the commit/u);
  });

  it.each([
    ["is cut back to an earlier commit", (dir: string) => git(dir, ["update-ref", REF, `${REF}~1`])],
    ["is gone", (dir: string) => git(dir, ["update-ref", "-d", REF])],
  ])("EX2: stops where the ledger %s, and not with an answer that all is well", async (_, damage) => {
    const [dir, receiver, cursor] = [await cloneRounds(ROUNDS), await receive(), newCursor()];
    const args = ["--repository", dir, "--to", receiver.url, "--cursor", cursor, ...LOCAL];
    expect((await run(...args)).code).toBe(0);
    const tip = git(dir, ["rev-parse", REF]);
    damage(dir);
    const { code, err } = await run(...args);
    expect([code, receiver.taken.length]).toEqual([3, 4]);
    expect(err).toContain(`before the commit ${tip}, which was exported already`);
    expect(err).toContain("Fetch, and run this again.");
  });

  it("EX2: sends no commit that the ledger's key did not sign", async () => {
    const [dir, receiver] = [await cloneRounds(ROUNDS), await receive()];
    const forged = git(dir, [
      "commit-tree",
      "-p",
      "refs/remotes/origin/access-ledger",
      "-m",
      "x",
      "refs/remotes/origin/access-ledger^{tree}",
    ]);
    git(dir, ["update-ref", "refs/remotes/origin/access-ledger", forged]);
    const { code, err } = await run(
      "--repository",
      dir,
      "--to",
      receiver.url,
      "--cursor",
      newCursor(),
      ...LOCAL,
    );
    expect([code, receiver.taken.map(kindOf)]).toEqual([3, KINDS]);
    expect(err).toContain("is not trusted");
  });

  it("EX2: believes no cursor that others may write, and none of another receiver", async () => {
    const [dir, receiver, cursor] = [await cloneRounds(ROUNDS), await receive(), newCursor()];
    const args = ["--repository", dir, "--cursor", cursor, ...LOCAL];
    expect((await run(...args, "--to", receiver.url)).code).toBe(0);
    const other = await run(...args, "--to", `${receiver.url}/other`);
    expect([other.code, other.err]).toEqual([3, expect.stringContaining("belongs to another receiver")]);
    chmodSync(cursor, 0o666);
    expect(await run(...args, "--to", receiver.url)).toMatchObject({ code: 3 });
    chmodSync(cursor, 0o600);
    writeFileSync(cursor, "{}");
    expect(await run(...args, "--to", receiver.url)).toMatchObject({ code: 3 });
  });

  it("prints an index template, without a clone", async () => {
    const { code, out } = await run("--print-template");
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ template: { mappings: { date_detection: false } } });
  });

  it("prints the events for a look, and moves no cursor", async () => {
    const dir = await cloneRounds(ROUNDS);
    const { code, out } = await run("--repository", dir, "--dry-run", "--format", "ecs");
    const events = out
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(code).toBe(0);
    expect(events.map(({ hallpass }) => hallpass.kind)).toEqual(KINDS);
    expect(events[3].user.target).toEqual({ id: "1001", name: "alice" });
  });

  it.each([
    [["--to", "ftp://x"], "--to is no address"],
    [["--to", "https://a:b@x.example"], "--to has a user or a password"],
    [[], "Give the receiver with --to URL"],
    [["--to", "https://x.example", "--format", "xml"], "--format xml is unknown"],
    [["--to", "syslog+tls://x.example", "--format", "otlp"], "Syslog takes"],
    [["--to", "https://x.example", "--client-key", "k.pem"], "go together"],
  ])("refuses %j", async (argv, message) => {
    const { code, err } = await run("--repository", await cloneAccess(), ...argv);
    expect([code, err]).toEqual([2, expect.stringContaining(message)]);
  });
});
