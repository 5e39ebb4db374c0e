import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { gitLedger, openLedger } from "../../src/git/ledger.ts";
import { gitRepository } from "../../src/git/repository.ts";
import { publicKeyLine } from "../../src/git/sshsig.ts";
import { at, git, hasOpenSsh, intent, keyPair, remoteRepository, round, temporaryFolder } from "./fixture.ts";

const identity = { name: "hallpass[bot]", email: "hallpass@example.com" };
const branch = "refs/heads/access-ledger";

function scene() {
  const remote = remoteRepository();
  remote.point("refs/heads/main", remote.commit([{ path: "README.md", text: "hello\n" }]));
  const keys = keyPair();
  return { remote, keys, join: (pair = keys) => openWriter(remote.url, pair) };
}

async function openWriter(url: string, { privateKey }: ReturnType<typeof keyPair>) {
  const access = { url, token: async () => undefined, allowFile: true };
  const dir = temporaryFolder();
  const repository = await gitRepository({ ...access, dir, defaultBranch: "main" });
  await repository.fetch();
  return { dir, repository, ledger: gitLedger({ ...access, dir, privateKey, identity }) };
}

const tick = (request: string, principal = "alice") => intent({ request: `payments/${request}`, principal });

describe("the ledger", () => {
  it("is empty before its first commit, and afterwards tells what was written", async () => {
    const { join } = scene();
    const { ledger } = await join();
    expect(await ledger.read()).toEqual({ tip: null, state: { holdings: new Map(), seen: new Map() } });
    const first = round([intent()]);
    expect(await ledger.append(first)).toBe("accepted");
    expect((await ledger.read()).state).toEqual(first.state);
  });

  it("tells another machine the same", async () => {
    const { join } = scene();
    const writer = await join();
    const first = round([intent()]);
    await writer.ledger.append(first);
    const second = round(
      [
        {
          kind: "granted",
          principal: "alice",
          entitlement: intent().entitlement,
          at: at("14:02:05"),
          until: at("16:02:00"),
          changed: true,
        },
      ],
      await writer.ledger.read(),
    );
    expect(await writer.ledger.append(second)).toBe("accepted");
    const reader = await join();
    expect((await reader.ledger.read()).state).toEqual(second.state);
    expect(await reader.ledger.read()).toEqual(await writer.ledger.read());
  });

  it("accepts one of two writers; the other is behind, plans again and is accepted", async () => {
    const { join } = scene();
    const [a, b] = [await join(), await join()];
    const answers = await Promise.all([
      a.ledger.append(round([tick("a")])),
      b.ledger.append(round([tick("b", "dave")])),
    ]);
    expect(answers.toSorted()).toEqual(["accepted", "behind"]);
    const [loser, mine] = answers[0] === "behind" ? [a, tick("a")] : [b, tick("b", "dave")];
    await loser.repository.fetch();
    expect(await loser.ledger.append(round([mine], await loser.ledger.read()))).toBe("accepted");
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

  it("writes commits that git itself verifies, dated by the round, with the story and its trailers", async () => {
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
    expect(
      git(remote.directory, [
        ...verify,
        `--format=${hasOpenSsh() ? "%G? %GS" : "G hallpass@example.com"}|%an <%ae>|%cI|%s`,
      ]),
    ).toBe(
      "G hallpass@example.com|hallpass[bot] <hallpass@example.com>|2026-11-20T14:02:00+00:00|" +
        "intend to grant alice readonly on orders-db/orders until 2026-11-20 16:02Z (#12)",
    );
    expect(git(remote.directory, ["fsck", "--strict"])).toBe("");
  });

  it.each([
    [
      "signed by another key",
      async (url: string) => {
        const stranger = await openWriter(url, keyPair());
        const tip = git(stranger.dir, ["ls-remote", url, branch]).split("\t")[0] ?? "";
        await stranger.ledger.append({ ...round([tick("b", "mallory")]), from: tip });
      },
    ],
    [
      "not signed",
      async (_url: string, remote: ReturnType<typeof remoteRepository>) => {
        remote.point(branch, remote.commit([], [git(remote.directory, ["rev-parse", branch])]));
      },
    ],
    [
      "a merge",
      async (_url: string, remote: ReturnType<typeof remoteRepository>) => {
        const parents = ["access-ledger", "main"].map((name) => git(remote.directory, ["rev-parse", name]));
        remote.point(branch, remote.commit([], parents));
      },
    ],
  ])("refuses a commit that is %s", async (_, attack) => {
    const { remote, join } = scene();
    const writer = await join();
    await writer.ledger.append(round([tick("a")]));
    await attack(remote.url, remote);
    await writer.repository.fetch();
    await expect(writer.ledger.read()).rejects.toThrow(/signed|merge/);
  });

  it("keeps what it knows when the branch was rewritten, and says so", async () => {
    const { remote, join } = scene();
    const writer = await join();
    await writer.ledger.append(round([tick("a")]));
    const before = await writer.ledger.read();
    remote.point(branch, remote.commit([{ path: "x", text: "x" }]));
    await expect(writer.repository.fetch()).rejects.toThrow(/non-fast-forward|rejected/);
    expect(await writer.ledger.read()).toEqual(before);
  });

  it("keeps what it knows when the branch is gone, and refuses to begin again", async () => {
    const { remote, join } = scene();
    const writer = await join();
    await writer.ledger.append(round([tick("a")]));
    const before = await writer.ledger.read();
    git(remote.directory, ["update-ref", "-d", branch]);
    await writer.repository.fetch();
    expect(await writer.ledger.read()).toEqual(before);
    await expect(writer.ledger.append(round([tick("b")], before))).rejects.toThrow(/gone from the server/);
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
    await expect((await openLedger({ dir: remote.directory, publicKey: other })).read()).rejects.toThrow(
      /not signed/,
    );
  });
});
