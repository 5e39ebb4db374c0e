// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   HH3: The holder opens a session that sets the role and delays its own start until after the end
//     (`post_auth_delay`).
//   HH4: The holder sets the password of the lent role, and logs in as that role after the end.
//   HH5: The lent role may end sessions, lock catalogues or take reserved connections (`pg_signal_backend`,
//     `pg_maintain`, `pg_use_reserved_connections`): its holder ends each session of Hallpass, or locks what
//     the end writes.
//   HH6: The lent role owns the database that Hallpass connects to: its holder locks all others out, or sets
//     an option that makes every connection fail.

import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, chmodSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { addHours, addSeconds } from "date-fns";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Holding } from "../../src/core/access/holding.ts";
import type { Provider } from "../../src/core/ports/provider.ts";
import { until } from "../support/until.ts";
import { entitlement, type Hosts, startHosts } from "./hosts.ts";
import { hasSshd } from "./servers.ts";
import { logIn, openSession, sshArgs, startSshd } from "./sshd.ts";

const page = readFileSync(new URL("../../docs/providers/ssh.md", import.meta.url), "utf8");

/** The program of the page, with this host's log in the place of the journal. */
function writeEndSessions(hosts: Hosts): string {
  const script = /#!\/bin\/sh\n.*?echo "\$ended"\n/su.exec(page)?.[0] ?? "";
  const log = join(hosts.folder, "sshd.log");
  const program = join(hosts.folder, "end-ssh-sessions");
  expect(script).toContain("journalctl -q -u ssh -S -8days -o cat");
  writeFileSync(program, script.replace("journalctl -q -u ssh -S -8days -o cat", `cat ${log}`));
  chmodSync(program, 0o755);
  return program;
}

describe.runIf(hasSshd())("a hostile holder", () => {
  let hosts: Hosts;
  let program: string;
  beforeAll(async () => {
    hosts = await startHosts();
    for (const name of ["alice", "eve"]) hosts.addPerson(name);
    program = writeEndSessions(hosts);
  });
  afterAll(() => hosts?.stop());

  const holdFor = async (provider: Provider, principal: string): Promise<Holding> => {
    const ids = await provider.identify(principal, entitlement);
    const holding = { principal, entitlement, ids, until: addHours(new Date(), 1) };
    await provider.hold(holding);
    return holding;
  };
  const withProgram = () => {
    const provider = hosts.open({ endSessions: [program] });
    const saveLog = () => writeFileSync(join(hosts.folder, "sshd.log"), hosts.sshd.log());
    return {
      ...provider,
      revoke: (holding: Holding) => {
        saveLog();
        return provider.revoke(holding);
      },
    };
  };

  it("HH3: keeps an open session without endSessions, as the page says, and opens no new one", async () => {
    const provider = hosts.open();
    const holding = await holdFor(provider, "alice");
    const session = await openSession(hosts.sshd, hosts.keysOf("alice"));
    expect(await session.isAlive()).toBe(true);
    await provider.revoke(holding);
    expect(await session.isAlive()).toBe(true);
    expect(await hosts.canLogIn("alice")).toBe(false);
    await session.close();
  });

  it("HH3: loses each open session with endSessions, and nobody else does", async () => {
    const provider = withProgram();
    expect((await provider.traits()).sessions).toBe("ended");
    const holding = await holdFor(provider, "alice");
    const theirs = await holdFor(provider, "eve");
    const sessions = [];
    for (const principal of ["alice", "alice", "eve"]) {
      const session = await openSession(hosts.sshd, hosts.keysOf(principal));
      expect(await session.isAlive()).toBe(true);
      sessions.push(session);
    }
    expect(await provider.revoke(holding)).toEqual({ changed: true, sessionsEnded: 2 });
    for (const session of sessions.slice(0, 2))
      await until("the session ends", session.isAlive, (alive) => !alive);
    expect(await sessions[2]?.isAlive()).toBe(true);
    await provider.revoke(theirs);
    for (const session of sessions) await session.close();
  });

  it("HH3: loses a session that outlived its certificate", async () => {
    const provider = withProgram();
    const holding = await holdFor(provider, "alice");
    const end = addSeconds(new Date(), 2);
    await provider.hold({ ...holding, until: end });
    const session = await openSession(hosts.sshd, hosts.keysOf("alice"));
    await until("the end", async () => new Date() > addSeconds(end, 1), Boolean);
    expect(await session.isAlive()).toBe(true);
    expect((await provider.revoke(holding)).sessionsEnded).toBe(1);
    await until("the session ends", session.isAlive, (alive) => !alive);
    await session.close();
  });

  it("HH6: keeps a session whose line she has driven out of the log, as the page says", async () => {
    const provider = hosts.open({ endSessions: [program] });
    const holding = await holdFor(provider, "alice");
    const session = await openSession(hosts.sshd, hosts.keysOf("alice"));
    expect(await session.isAlive()).toBe(true);
    writeFileSync(join(hosts.folder, "sshd.log"), "something else\n");
    expect((await provider.revoke(holding)).sessionsEnded).toBe(0);
    expect(await session.isAlive()).toBe(true);
    await session.close();
  });

  it("HH3: logs in after her sessions ended where the host has no new list yet, as the page and doctor say", async () => {
    const folder = join(hosts.folder, "late");
    mkdirSync(folder);
    const krl = join(folder, "fetched.krl");
    const fetchList = () => copyFileSync(join(hosts.configuration.folder, "revoked.krl"), krl);
    fetchList();
    const caFile = join(hosts.folder, "ca.pub");
    const sshd = await startSshd({ folder, caFile, krl, principals: ["web-deploy"] });
    try {
      const provider = hosts.open({ endSessions: [program] });
      const codes = (await provider.diagnose?.())?.map(({ code }) => code);
      expect(codes).toContain("SSH_SESSIONS_SURVIVE");
      const holding = await holdFor(provider, "alice");
      const keys = hosts.keysOf("alice");
      await provider.revoke(holding);
      const session = await openSession(sshd, keys);
      expect(await session.isAlive()).toBe(true);
      fetchList();
      expect(await session.isAlive()).toBe(true);
      expect(await logIn(sshd, keys, "echo in")).toBeUndefined();
      await session.close();
    } finally {
      await sshd.stop();
    }
  });

  it("HH3: keeps a shared connection, whose new channels no host checks, until its sessions are ended", async () => {
    const provider = withProgram();
    const holding = await holdFor(provider, "alice");
    const socket = join(hosts.folder, "master");
    const keys = hosts.keysOf("alice");
    const master = spawn("ssh", sshArgs(hosts.sshd, keys, ["-M", "-S", socket, "-N"]), { stdio: "ignore" });
    const ended = once(master, "exit");
    const run = () => logIn(hosts.sshd, keys, "echo in", ["-S", socket]).catch(() => undefined);
    await until("the shared connection", run, (output) => output === "in\n");
    await hosts.open().revoke(holding);
    expect(await run()).toBe("in\n");
    expect((await provider.revoke(holding)).sessionsEnded).toBe(1);
    await ended;
    expect(await run()).toBeUndefined();
  });

  it("HH4: leaves a program running on the host, as the page says", async () => {
    const provider = withProgram();
    const holding = await holdFor(provider, "alice");
    const start = "setsid sleep 60 >/dev/null 2>&1 & echo $!";
    const pid = Number(await logIn(hosts.sshd, hosts.keysOf("alice"), start));
    await provider.revoke(holding);
    expect(await hosts.canLogIn("alice")).toBe(false);
    // Throws where it does not run any more.
    process.kill(pid, "SIGKILL");
  });

  it.each([
    ["keeps the access on a host that reads authorized_keys", true],
    ["gains nothing by it on a host that does not", false],
  ])("HH3: writes a key of her own into authorized_keys, and %s", async (_, isRead) => {
    const folder = join(hosts.folder, `keys-${isRead}`);
    mkdirSync(folder);
    const authorizedKeys = join(folder, "authorized_keys");
    const sshd = await startSshd({
      ...{ folder, caFile: join(hosts.folder, "ca.pub"), principals: ["web-deploy"] },
      krl: join(hosts.configuration.folder, "revoked.krl"),
      ...(isRead && { authorizedKeys }),
    });
    try {
      const provider = hosts.open();
      const holding = await holdFor(provider, "alice");
      const { identity, certificate = "" } = hosts.keysOf("alice");
      appendFileSync(authorizedKeys, "");
      const write = `cat >> ${authorizedKeys} <<'END'\n${readFileSync(`${identity}.pub`, "utf8")}END`;
      await logIn(sshd, { identity, certificate }, write);
      await provider.revoke(holding);
      expect(await logIn(sshd, { identity }, "echo in")).toBe(isRead ? "in\n" : undefined);
    } finally {
      await sshd.stop();
    }
  });

  it("HH5: does not get another key signed during the lease, and the first one ends", async () => {
    const provider = hosts.open();
    const holding = await holdFor(provider, "alice");
    hosts.changeKey("alice");
    const later = { ...holding, until: addHours(new Date(), 2) };
    await expect(provider.hold(later)).rejects.toMatchObject({ code: "IDENTITY_CHANGED" });
    expect(await hosts.canLogIn("alice")).toBe(true);
    await provider.revoke(holding);
    expect(await hosts.canLogIn("alice")).toBe(false);
    hosts.changeKey("alice");
  });

  it.each([
    "eve,web-root",
    "eve\nweb-root",
    "-Oclear",
    "../../../evil",
    "eve/../alice",
    "eve:hosts",
    `${"e".repeat(129)}`,
  ])("HH5: gets no certificate under the name %j", async (name) => {
    hosts.keys.set(name, hosts.keys.get("eve") ?? "");
    const provider = hosts.open();
    await expect(provider.identify(name, entitlement)).rejects.toMatchObject({ code: "UNKNOWN_PRINCIPAL" });
    expect(provider.connect?.({ principal: name, entitlement })).toBeUndefined();
    hosts.keys.delete(name);
  });
});

describe.runIf(hasSshd())("the programs that Hallpass runs after a change", () => {
  let hosts: Hosts;
  beforeAll(async () => {
    hosts = await startHosts();
    hosts.addPerson("alice");
  });
  afterAll(() => hosts?.stop());

  it("make a grant and an end fail until they succeed, and run again", async () => {
    const copy = join(hosts.folder, "published.krl");
    const switchFile = join(hosts.folder, "may-publish");
    const publish = ["sh", "-c", `test -e ${switchFile} && cp revoked.krl ${copy}`];
    const provider = hosts.open({ publish });
    const codes = async () => (await provider.diagnose?.())?.map(({ code }) => code) ?? [];
    const ids = await provider.identify("alice", entitlement);
    const holding = { principal: "alice", entitlement, ids, until: addHours(new Date(), 1) };
    await expect(provider.hold(holding)).rejects.toMatchObject({ code: "UNREACHABLE", retryable: true });
    expect(await codes()).toContain("SSH_NOT_PUBLISHED");
    writeFileSync(switchFile, "");
    await provider.hold(holding);
    expect(await codes()).not.toContain("SSH_NOT_PUBLISHED");
    const before = readFileSync(copy);
    execFileSync("rm", [switchFile]);
    await expect(provider.revoke(holding)).rejects.toMatchObject({ retryable: true });
    expect(readFileSync(copy)).toEqual(before);
    writeFileSync(switchFile, "");
    await provider.revoke(holding);
    expect(readFileSync(copy)).toEqual(readFileSync(join(hosts.configuration.folder, "revoked.krl")));
  });

  it("make an end fail while they cannot end sessions", async () => {
    const provider = hosts.open({ endSessions: ["false"] });
    const ids = await provider.identify("alice", entitlement);
    const holding = { principal: "alice", entitlement, ids, until: addHours(new Date(), 1) };
    await provider.hold(holding);
    await expect(provider.revoke(holding)).rejects.toMatchObject({ code: "UNREACHABLE", retryable: true });
    expect(await hosts.canLogIn("alice")).toBe(false);
    const fixed = hosts.open({ endSessions: ["echo", "3"] });
    expect(await fixed.revoke(holding)).toEqual({ changed: false, sessionsEnded: 3 });
  });
});
