// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   RO7: The disk is full or read-only, file descriptors are few, or the clock steps by an hour.

import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { ConfigError } from "../../../src/configuration/read-variables.ts";
import { fileJournal } from "../../../src/git/ledger/journal.ts";
import { gitLedger } from "../../../src/git/ledger/ledger.ts";
import { gitRepository } from "../../../src/git/repository.ts";
import { CLONE, JOURNAL, openStateFolder } from "../../../src/service/state/state-folder.ts";
import { intent, keyPair, remoteRepository, round, temporaryFolder } from "../../git/fixture.ts";
import { createListener } from "../../support/builders/log.ts";

const { log } = createListener();
const { privateKey } = keyPair();
const identity = { name: "hallpass[bot]", email: "hallpass@example.com" };
const unwritable = (code: string) => Object.assign(new Error(`${code}: no`), { code });

/** Folders of which those with this name take nothing. */
const takesNothing =
  (name: string, code = "ENOSPC") =>
  async (dir: string): Promise<void> => {
    if (dir.includes(name)) throw unwritable(code);
  };

const open = (dir: string, url: string) =>
  gitRepository({
    dir: join(dir, CLONE),
    url,
    token: async () => undefined,
    allowFile: true,
    defaultBranch: "main",
  });

const readLedger = (dir: string, url: string) =>
  gitLedger({
    dir: join(dir, CLONE),
    url,
    token: async () => undefined,
    allowFile: true,
    privateKey,
    identify: async () => identity,
  });

/** A state folder as an app leaves it, and a GitHub that is gone since. */
async function leave() {
  const remote = remoteRepository();
  remote.point("refs/heads/main", remote.commit([{ path: "README.md", text: "hello\n" }]));
  const dir = join(temporaryFolder(), "state");
  const repository = await open(dir, remote.url);
  await repository.fetch();
  const ledger = readLedger(dir, remote.url);
  await ledger.append(round([intent()]));
  await fileJournal(join(dir, JOURNAL)).append([intent({ request: "payments/next" })]);
  return { dir, url: "file:///nowhere", told: await ledger.read(), tip: await repository.defaultTip() };
}

it.each(["ENOSPC", "EROFS", "EACCES"])(
  "RO7: where the folder takes nothing (%s), a scratch one knows what it knew, without GitHub",
  async (code) => {
    const { dir, url, told, tip } = await leave();
    const scratch = temporaryFolder();
    const folder = await openStateFolder(dir, log, {
      scratch: ["/nowhere", scratch],
      probe: takesNothing("state", code),
    });
    expect(folder.dir.startsWith(scratch)).toBe(true);
    expect(folder.stops).toMatchObject([
      { code: "STATE_UNWRITABLE", message: expect.stringContaining(code) },
    ]);
    const repository = await open(folder.dir, url);
    expect(await repository.defaultTip()).toBe(tip);
    expect((await repository.listFiles(tip, "")).map(({ path }) => path)).toEqual(["README.md"]);
    expect(await readLedger(folder.dir, url).read()).toEqual(told);
    expect(await fileJournal(join(folder.dir, JOURNAL)).read()).toHaveLength(1);
    await folder.release();
    expect(readdirSync(scratch)).toEqual([]);
    expect(existsSync(join(dir, JOURNAL))).toBe(true);
  },
);

it("RO7: where no folder takes anything, the clone is read where it is", async () => {
  const { dir, url, told } = await leave();
  const folder = await openStateFolder(dir, log, { scratch: [temporaryFolder()], probe: takesNothing("") });
  expect(folder).toMatchObject({ dir, stops: [{ code: "STATE_UNWRITABLE" }] });
  await open(folder.dir, url);
  expect(await readLedger(folder.dir, url).read()).toEqual(told);
  await folder.release();
});

it("RO7: where there was no clone, the scratch folder begins empty", async () => {
  const scratch = temporaryFolder();
  const dir = join(temporaryFolder(), "state");
  const folder = await openStateFolder(dir, log, { scratch: [scratch], probe: takesNothing("state") });
  expect(readdirSync(folder.dir)).toEqual([]);
  await folder.release();
});

it("uses the folder where it can be written, and lets nobody else in", async () => {
  const dir = join(temporaryFolder(), "state");
  const folder = await openStateFolder(dir, log);
  expect(folder).toMatchObject({ dir, stops: [] });
  await expect(openStateFolder(dir, log)).rejects.toThrow(ConfigError);
  await folder.release();
  await (await openStateFolder(dir, log)).release();
});
