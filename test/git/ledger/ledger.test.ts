// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   GX11: Two replicas take up the same work.
//   AU1: A person commits in the app's name.
//   AU2: The audit is edited.
//   X3: A commit on the ledger's branch is not signed by the app, or is a merge.
//   X4: The ledger's branch is put back to an earlier, rightly signed commit.
//   X6: The ledger's branch is deleted.
//   X8: The settings name another public key for the ledger.
//   RO5: A branch name that shadows ours (`hallpass`, `hallpass/ask`, `access-ledger/x`) blocks receipts, the
//     ledger, or what people ask for with the form.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { emptyLedger } from "../../../src/core/ledger/ledger.ts";
import { gitLedger, openLedger } from "../../../src/git/ledger/ledger.ts";
import { signCommit } from "../../../src/git/objects/signed-commit.ts";
import { publicKeyLine } from "../../../src/git/objects/sshsig.ts";
import { gitRepository } from "../../../src/git/repository.ts";
import { record } from "../../../src/operations/round/record.ts";
import { readView } from "../../../src/operations/round/view.ts";
import { grantedEntry } from "../../support/builders/ledger.ts";
import {
  at,
  git,
  hasOpenSsh,
  intent,
  keyPair,
  remoteRepository,
  round,
  temporaryFolder,
} from "../fixture.ts";

const identity = { name: "hallpass[bot]", email: "hallpass@example.com" };
const branch = "refs/heads/access-ledger";

function scene() {
  const remote = remoteRepository();
  remote.point("refs/heads/main", remote.commit([{ path: "README.md", text: "hello\n" }]));
  const keys = keyPair();
  return { remote, keys, join: (pair = keys) => openWriter(remote.url, pair) };
}

const access = (url: string) => ({ url, token: async () => undefined, allowFile: true });

async function openWriter(url: string, { privateKey }: ReturnType<typeof keyPair>) {
  const dir = temporaryFolder();
  const repository = await gitRepository({ ...access(url), dir, defaultBranch: "main" });
  await repository.fetch();
  return {
    dir,
    repository,
    ledger: gitLedger({ ...access(url), dir, privateKey, identify: async () => identity }),
  };
}

const tick = (request: string, principal = "alice") => intent({ request: `payments/${request}`, principal });

type Remote = ReturnType<typeof remoteRepository>;

/** Puts a commit at the ledger's tip as somebody who may push there, and answers its id. */
const attacks: [string, (remote: Remote) => string][] = [
  [
    "signed by another key",
    ({ directory, point }) => {
      const [parent = "", tree = ""] = git(directory, ["log", "-1", "--format=%H %T", branch]).split(" ");
      const draft = { tree, parent, identity, at: at("14:03:00"), message: "x" };
      const bytes = signCommit(draft, keyPair().privateKey);
      const sha = git(directory, ["hash-object", "-t", "commit", "-w", "--stdin"], bytes);
      point(branch, sha);
      return sha;
    },
  ],
  ["not signed", (remote) => pushUnsigned(remote, [branch])],
  ["a merge", (remote) => pushUnsigned(remote, [branch, "main"])],
  ["a merge from the other side", (remote) => pushUnsigned(remote, ["main", branch])],
];

function pushUnsigned({ directory, point, commit }: Remote, parents: readonly string[]): string {
  const ids = parents.map((name) => git(directory, ["rev-parse", name]));
  const sha = commit([], ids);
  point(branch, sha);
  return sha;
}

describe("the ledger", () => {
  it("is empty before its first commit, and afterwards tells what was written", async () => {
    const { join } = scene();
    const { ledger } = await join();
    expect(await ledger.read()).toEqual({ tip: null, state: emptyLedger });
    const first = round([intent()]);
    expect(await ledger.append(first)).toEqual({ tip: (await ledger.read()).tip });
    expect((await ledger.read()).state).toEqual(first.state);
  });

  it("tells another machine the same", async () => {
    const { join } = scene();
    const writer = await join();
    const first = round([intent()]);
    await writer.ledger.append(first);
    const second = round(
      [
        grantedEntry(
          { principal: "alice", entitlement: intent().entitlement },
          at("14:02:05"),
          at("16:02:00"),
        ),
      ],
      await writer.ledger.read(),
    );
    expect(await writer.ledger.append(second)).toEqual({ tip: (await writer.ledger.read()).tip });
    const reader = await join();
    expect((await reader.ledger.read()).state).toEqual(second.state);
    expect(await reader.ledger.read()).toEqual(await writer.ledger.read());
  });

  it("GX11: accepts one of two writers; the other is behind, plans again and is accepted", async () => {
    const { join } = scene();
    const [a, b] = [await join(), await join()];
    const answers = await Promise.all([
      a.ledger.append(round([tick("a")])),
      b.ledger.append(round([tick("b", "dave")])),
    ]);
    expect(answers.filter((answer) => answer === "behind")).toHaveLength(1);
    expect(answers.filter((answer) => answer !== "behind")).toEqual([
      { tip: expect.stringMatching(/^[0-9a-f]{40}$/u) },
    ]);
    const [loser, mine] = answers[0] === "behind" ? [a, tick("a")] : [b, tick("b", "dave")];
    await loser.repository.fetch();
    expect(await loser.ledger.append(round([mine], await loser.ledger.read()))).toEqual({
      tip: (await loser.ledger.read()).tip,
    });
    await Promise.all([a.repository.fetch(), b.repository.fetch()]);
    expect([...(await a.ledger.read()).state.seen.keys()].toSorted()).toEqual(["payments/a", "payments/b"]);
    expect((await b.ledger.read()).tip).toBe((await a.ledger.read()).tip);
  });

  it("is behind after its own push landed without an answer, until it fetches", async () => {
    const { join } = scene();
    const writer = await join();
    await writer.ledger.append(round([tick("a")]));
    git(writer.dir, ["update-ref", "-d", "refs/remotes/origin/access-ledger"]);
    expect(await writer.ledger.append(round([tick("b")]))).toBe("behind");
    await writer.repository.fetch();
    const [seen] = (await writer.ledger.read()).state.seen.keys();
    expect(seen).toBe("payments/a");
  });

  it.runIf(hasOpenSsh())(
    "writes commits that git itself verifies, dated by the round, with the story and its trailers",
    async () => {
      const { remote, keys, join: open } = scene();
      const writer = await open();
      await writer.ledger.append(round([intent()]));
      const signers = join(temporaryFolder(), "signers");
      writeFileSync(signers, `${identity.email} ${publicKeyLine(keys.publicKey)}\n`);
      const verify = [
        "-c",
        "gpg.format=ssh",
        "-c",
        `gpg.ssh.allowedSignersFile=${signers}`,
        "log",
        "-1",
        branch,
      ];
      expect(git(remote.directory, [...verify, "--format=%G? %GS|%an <%ae>|%cI|%s"])).toBe(
        "G hallpass@example.com|hallpass[bot] <hallpass@example.com>|2026-11-20T14:02:00+00:00|" +
          "intend: alice readonly on orders-db/orders until 11-20 16:02Z (#12)",
      );
      expect(git(remote.directory, ["fsck", "--strict"])).toBe("");
    },
  );

  it.each(attacks)(
    "X3, X8, AU1: ends at the last verified commit, and names one after it that is %s",
    async (_, attack) => {
      const { remote, join, keys } = scene();
      const writer = await join();
      await writer.ledger.append(round([tick("a")]));
      const before = await writer.ledger.read();
      const bad = attack(remote);
      await writer.repository.fetch();
      const view = { ...before, untrusted: { tip: bad, reason: expect.stringMatching(/signed|merge/) } };
      expect(await writer.ledger.read()).toEqual(view);
      expect(await (await join()).ledger.read()).toEqual(view);
      const publicKey = publicKeyLine(keys.publicKey);
      expect(await (await openLedger({ dir: remote.directory, publicKey })).read()).toEqual(view);
    },
  );

  it.each(attacks)(
    "writes nothing after a commit that is %s, until the branch is put back",
    async (_, attack) => {
      const { remote, join } = scene();
      const writer = await join();
      await writer.ledger.append(round([tick("a")]));
      const before = await writer.ledger.read();
      const bad = attack(remote);
      await writer.repository.fetch();
      for (const from of [bad, before.tip]) {
        const next = { ...round([tick("b")], before), from };
        await expect(writer.ledger.append(next)).rejects.toMatchObject({
          name: "RepositoryError",
          retryable: false,
          message: expect.stringContaining(`tip ${bad} is not trusted`),
        });
      }
      remote.point(branch, before.tip ?? "");
      await writer.repository.fetch();
      expect(await writer.ledger.read()).toEqual(before);
      expect(await writer.ledger.append(round([tick("b")], before))).toEqual({
        tip: (await writer.ledger.read()).tip,
      });
    },
  );

  it.each(attacks)("X3, AU1: lets nothing be recorded after a commit that is %s", async (_, attack) => {
    const { remote, join } = scene();
    const writer = await join();
    await writer.ledger.append(round([tick("a")]));
    const bad = attack(remote);
    await writer.repository.fetch();
    const select = vi.fn(() => [tick("b")]);
    const deps = { ...writer, now: () => at("14:05:00") };
    await expect(record(deps, await readView(deps), select, () => readView(deps))).rejects.toThrow(
      `The ledger's tip ${bad} is not signed by this app`,
    );
    expect(select).not.toHaveBeenCalled();
  });

  it("believes nothing on a ledger whose first commit is not signed", async () => {
    const { remote, join } = scene();
    const sha = remote.commit([{ path: "x", text: "x" }]);
    remote.point(branch, sha);
    const writer = await join();
    expect(await writer.ledger.read()).toMatchObject({ tip: null, untrusted: { tip: sha } });
    await expect(writer.ledger.append(round([tick("a")]))).rejects.toThrow(/not trusted/);
  });

  it.each([
    ["rewritten", ({ commit }: Remote) => commit([{ path: "x", text: "x" }])],
    [
      "put back to an earlier commit",
      ({ directory }: Remote) => git(directory, ["rev-parse", `${branch}~1`]),
    ],
  ])(
    "X4, AU2: keeps what it knows when the branch was %s, over a restart too, and says so",
    async (_, rewrite) => {
      const { remote, keys, join } = scene();
      const writer = await join();
      await writer.ledger.append(round([tick("a")]));
      await writer.ledger.append(round([tick("b", "dave")], await writer.ledger.read()));
      const restarted = () =>
        gitLedger({ ...access(remote.url), dir: writer.dir, ...keys, identify: async () => identity });
      const before = await restarted().read();
      const sha = rewrite(remote);
      remote.point(branch, sha);
      await writer.repository.fetch();
      const reason = expect.stringContaining("does not continue it");
      for (const ledger of [writer.ledger, restarted()]) {
        expect(await ledger.read()).toEqual({ ...before, untrusted: { tip: sha, reason } });
      }
    },
  );

  it("remembers its own last commit over a restart, read again or not", async () => {
    const { remote, keys, join } = scene();
    const writer = await join();
    const first = round([tick("a")]);
    await writer.ledger.append(first);
    git(remote.directory, ["update-ref", "-d", branch]);
    git(writer.dir, ["update-ref", "-d", "refs/remotes/origin/access-ledger"]);
    const restarted = gitLedger({
      ...access(remote.url),
      dir: writer.dir,
      ...keys,
      identify: async () => identity,
    });
    expect((await restarted.read()).state).toEqual(first.state);
  });

  it("X6: keeps what it knows when the branch is gone, and refuses to begin again", async () => {
    const { remote, join } = scene();
    const writer = await join();
    await writer.ledger.append(round([tick("a")]));
    const before = await writer.ledger.read();
    git(remote.directory, ["update-ref", "-d", branch]);
    await writer.repository.fetch();
    expect(await writer.ledger.read()).toEqual(before);
    await expect(writer.ledger.append(round([tick("b")], before))).rejects.toThrow(/gone from the server/);
  });

  it("RO5: names a branch that stands in its way as one an operator has to delete", async () => {
    const { remote, join: open } = scene();
    const main = git(remote.directory, ["rev-parse", "main"]);
    git(remote.directory, ["update-ref", "refs/heads/access-ledger/x", main]);
    const writer = await open();
    const append = () => writer.ledger.append(round([tick("a")]));
    await expect(append()).rejects.toMatchObject({
      alert: "LEDGER_NAME_TAKEN",
      message: expect.stringContaining('Delete "access-ledger/x"'),
    });
    git(remote.directory, ["update-ref", "-d", "refs/heads/access-ledger/x"]);
    expect(await append()).toEqual({ tip: (await writer.ledger.read()).tip });
  });

  it("throws, and is not behind, when the server refuses for its own reasons", async () => {
    const { remote, join: open } = scene();
    writeFileSync(join(remote.directory, "hooks", "pre-receive"), "#!/bin/sh\necho no >&2; exit 1\n", {
      mode: 0o755,
    });
    const writer = await open();
    await expect(writer.ledger.append(round([tick("a")]))).rejects.toMatchObject({
      name: "RepositoryError",
      retryable: true,
    });
    expect((await writer.ledger.read()).tip).toBeNull();
  });

  it("is read from any clone, with or without the key", async () => {
    const { remote, keys, join } = scene();
    const writer = await join();
    await writer.ledger.append(round([tick("a")]));
    const publicKey = publicKeyLine(keys.publicKey);
    const state = (await writer.ledger.read()).state;
    expect((await (await openLedger({ dir: remote.directory, publicKey })).read()).state).toEqual(state);
    expect((await (await openLedger({ dir: remote.directory })).read()).state).toEqual(state);
    const other = publicKeyLine(keyPair().publicKey);
    expect(await (await openLedger({ dir: remote.directory, publicKey: other })).read()).toMatchObject({
      tip: null,
      untrusted: { reason: expect.stringContaining("not signed") },
    });
  });
});
