import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { addHours, addMinutes, addSeconds } from "date-fns";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Holding } from "../../src/core/access/holding.ts";
import { parseCertificate } from "../../src/providers/ssh/authority/certificate.ts";
import type { Role, SshConfiguration } from "../../src/providers/ssh/configuration.ts";
import { until } from "../support/until.ts";
import { entitlement, type Hosts, startHosts } from "./hosts.ts";
import { hasSshd } from "./servers.ts";
import { logIn } from "./sshd.ts";

describe.runIf(hasSshd())("a certificate", () => {
  let hosts: Hosts;
  beforeAll(async () => {
    hosts = await startHosts();
    hosts.addPerson("alice", "alice,root -n root -O permit-pty");
    hosts.addPerson("eve");
  });
  afterAll(() => hosts?.stop());
  beforeEach(() => hosts.setClock(() => new Date()));

  const inAnHour = () => addHours(hosts.now(), 1);
  const identify = async (provider: ReturnType<Hosts["open"]>, role = "deploy"): Promise<Holding> => {
    const asked = { ...entitlement, role };
    return {
      principal: "alice",
      entitlement: asked,
      ids: await provider.identify("alice", asked),
      until: inAnHour(),
    };
  };
  const withRole = (role: Partial<Role>): Partial<SshConfiguration> => ({
    resources: { web: { roles: { deploy: { principals: ["web-deploy"], ...role } } } },
  });
  const certificateOf = (role = "deploy") =>
    parseCertificate(readFileSync(hosts.keysOf("alice", role).certificate ?? "", "utf8"));
  const issue = async (role: Partial<Role>): Promise<() => Promise<void>> => {
    const provider = hosts.open(withRole(role));
    const holding = await identify(provider);
    await provider.hold(holding);
    return async () => {
      await provider.revoke(holding);
    };
  };

  it("carries nothing of the comment that stands behind the person's key", async () => {
    const end = await issue({});
    expect(certificateOf()).toMatchObject({
      keyId: "hallpass:alice:hosts/web/deploy",
      principals: ["web-deploy"],
      extensions: [],
    });
    expect(certificateOf().text.split(" ")).toHaveLength(2);
    await end();
  });

  it("opens a host neither before it is valid nor after its end, by the host's clock", async () => {
    const provider = hosts.open();
    const holding = await identify(provider);
    // Hallpass believes that it is an hour later, and yesterday: the host decides.
    hosts.setClock(() => addHours(new Date(), 1));
    await provider.hold({ ...holding, until: addHours(new Date(), 2) });
    expect(await hosts.canLogIn("alice")).toBe(false);
    expect(hosts.sshd.log()).toContain("Certificate invalid: not yet valid");
    hosts.setClock(() => addHours(new Date(), -24));
    await provider.hold({ ...holding, until: addHours(new Date(), -23) });
    expect(await hosts.canLogIn("alice")).toBe(false);
    expect(hosts.sshd.log()).toContain("Certificate invalid: expired");
    hosts.setClock(() => new Date());
    await provider.hold({ ...holding, until: inAnHour() });
    expect(await hosts.canLogIn("alice")).toBe(true);
    await provider.revoke(holding);
    expect(await hosts.canLogIn("alice")).toBe(false);
  });

  it("ends to the second of the lease, in UTC, whatever the time zone of the server", async () => {
    const before = process.env.TZ;
    process.env.TZ = "Pacific/Kiritimati";
    try {
      const provider = hosts.open();
      const holding = { ...(await identify(provider)), until: addMinutes(new Date(), 30) };
      await provider.hold(holding);
      const end = Math.floor(holding.until.getTime() / 1000) * 1000;
      expect(certificateOf().validBefore.getTime()).toBe(end);
      await provider.revoke(holding);
    } finally {
      if (before === undefined) delete process.env.TZ;
      else process.env.TZ = before;
    }
  });

  it("of another role opens no host that asks for this one", async () => {
    const provider = hosts.open();
    const holding = await identify(provider, "audit");
    await provider.hold(holding);
    expect(await logIn(hosts.sshd, hosts.keysOf("alice", "audit"), "echo in")).toBeUndefined();
    expect(hosts.sshd.log()).toContain("Certificate does not contain an authorized principal");
    await provider.revoke(holding);
  });

  it("runs the forced command and no other", async () => {
    const end = await issue({ forceCommand: `echo "forced, and 'quoted'"; echo $((1 + 1))` });
    const output = await logIn(hosts.sshd, hosts.keysOf("alice"), "echo chosen");
    expect(output).toBe("forced, and 'quoted'\n2\n");
    await end();
  });

  it("opens a host from the addresses it names, and from no other", async () => {
    for (const [address, can] of [
      ["10.0.0.0/8", false],
      ["127.0.0.0/8", true],
    ] as const) {
      const end = await issue({ sourceAddresses: [address, "fd00::/8"] });
      expect(await hosts.canLogIn("alice")).toBe(can);
      await end();
    }
  });

  it("forwards ports for a role that permits it, and for no other", async () => {
    const forward = ["-W", `127.0.0.1:${hosts.sshd.port}`];
    const banner = (options: readonly string[]) =>
      logIn(hosts.sshd, hosts.keysOf("alice"), "", options).catch((error: unknown) => String(error));
    for (const [permit, expected] of [
      [[], "refused local port forward"],
      [["port-forwarding"], "SSH-2.0-"],
    ] as const) {
      const end = await issue({ permit: [...permit] });
      expect(await banner(forward)).toContain(expected);
      await end();
    }
  });

  it("opens a terminal for a role that permits it, and for no other", async () => {
    const terminal = () =>
      logIn(hosts.sshd, hosts.keysOf("alice"), "test -t 0 && echo a terminal", ["-tt"]).catch(String);
    // A server without privileges cannot open one, but it says so in other words.
    for (const permit of [[], ["pty"]] as const) {
      const end = await issue({ permit: [...permit] });
      const isRefused = (await terminal())?.includes("PTY allocation request failed");
      expect(isRefused).toBe(permit.length === 0);
      await end();
    }
  });

  it("that lasts longer is refused at once when the end moves closer", async () => {
    const provider = hosts.open();
    const holding = await identify(provider);
    await provider.hold({ ...holding, until: addHours(new Date(), 8) });
    const long = hosts.keysOf("alice");
    const kept = join(hosts.folder, "kept.cert");
    writeFileSync(kept, readFileSync(long.certificate ?? ""));
    await provider.hold({ ...holding, until: inAnHour() });
    expect(
      await logIn(hosts.sshd, { identity: long.identity, certificate: kept }, "echo in"),
    ).toBeUndefined();
    expect(await hosts.canLogIn("alice")).toBe(true);
    await provider.revoke(holding);
  });

  it("of before is refused at once when the role gets stricter", async () => {
    const loose = hosts.open(withRole({ permit: ["pty", "port-forwarding"] }));
    const holding = await identify(loose);
    await loose.hold(holding);
    const kept = join(hosts.folder, "loose.cert");
    const { identity, certificate = "" } = hosts.keysOf("alice");
    writeFileSync(kept, readFileSync(certificate));
    const strict = hosts.open(withRole({ permit: ["pty"] }));
    await strict.hold(holding);
    expect(await logIn(hosts.sshd, { identity, certificate: kept }, "echo in")).toBeUndefined();
    expect(await hosts.canLogIn("alice")).toBe(true);
    await strict.revoke(holding);
  });

  it("is not there for a role whose principals are others by now", async () => {
    const holding = await identify(hosts.open());
    const changed = hosts.open(withRole({ principals: ["web-deploy", "web-root"] }));
    await expect(changed.hold(holding)).rejects.toMatchObject({ code: "IDENTITY_CHANGED" });
  });

  it("is of no use with another person's private key", async () => {
    const provider = hosts.open();
    const holding = await identify(provider);
    await provider.hold(holding);
    const stolen = { ...hosts.keysOf("eve"), certificate: hosts.keysOf("alice").certificate ?? "" };
    expect(await logIn(hosts.sshd, stolen, "echo in")).toBeUndefined();
    expect(await hosts.canLogIn("alice")).toBe(true);
    await provider.revoke(holding);
  });

  it("is where the line to connect looks for it, and gone after the end", async () => {
    const provider = hosts.open();
    const holding = await identify(provider);
    await provider.hold(holding);
    const file = join(hosts.configuration.folder, "certificates/web/deploy/alice-cert.pub");
    expect(provider.connect?.(holding)?.text).toBe(
      `ssh -o CertificateFile=${file} -p ${hosts.sshd.port} ${hosts.sshd.login}@127.0.0.1`,
    );
    expect(existsSync(file)).toBe(true);
    await provider.revoke(holding);
    expect(existsSync(file)).toBe(false);
  });

  it("is signed by a key in a variable, and by a key in an agent, as by a file", async () => {
    const text = readFileSync(join(hosts.folder, "ca"), "utf8");
    const socket = join(hosts.folder, "agent");
    const agent = execFileSync("ssh-agent", ["-s", "-a", socket], { encoding: "utf8" });
    const pid = Number(/SSH_AGENT_PID=(?<pid>\d+)/u.exec(agent)?.groups?.pid);
    try {
      execFileSync("ssh-add", ["-q", join(hosts.folder, "ca")], {
        env: { ...process.env, SSH_AUTH_SOCK: socket },
        stdio: "ignore",
      });
      for (const signingKey of [
        { kind: "text", text },
        { kind: "agent", socket },
      ] as const) {
        const provider = hosts.open({ signingKey });
        const holding = await identify(provider);
        await provider.hold(holding);
        expect(await hosts.canLogIn("alice")).toBe(true);
        await provider.revoke(holding);
        expect(await hosts.canLogIn("alice")).toBe(false);
      }
    } finally {
      process.kill(pid);
    }
    const provider = hosts.open({ signingKey: { kind: "agent", socket } });
    const holding = await identify(provider);
    await expect(provider.hold(holding)).rejects.toMatchObject({ code: "UNREACHABLE", retryable: true });
  });

  it("keeps the entries that an administrator writes into the list", async () => {
    const krl = join(hosts.configuration.folder, "revoked.krl");
    const theirs = join(hosts.folder, "theirs");
    writeFileSync(theirs, "id: stolen\nserial: 7\n");
    execFileSync("ssh-keygen", ["-q", "-k", "-u", "-f", krl, "-s", join(hosts.folder, "ca.pub"), theirs]);
    const provider = hosts.open();
    const holding = await identify(provider);
    await provider.hold(holding);
    await provider.revoke(holding);
    const list = execFileSync("ssh-keygen", ["-Q", "-l", "-f", krl], { encoding: "utf8" });
    expect(list).toContain("serial: 7\n");
    expect(list).toContain("id: stolen\n");
  });

  it("that an administrator revokes by hand is not listed any more, and is given anew", async () => {
    const provider = hosts.open();
    const holding = await identify(provider);
    await provider.hold(holding);
    const krl = join(hosts.configuration.folder, "revoked.krl");
    const theirs = join(hosts.folder, "by-hand");
    writeFileSync(theirs, `serial: ${certificateOf().serial}\n`);
    execFileSync("ssh-keygen", ["-q", "-k", "-u", "-f", krl, "-s", join(hosts.folder, "ca.pub"), theirs]);
    expect(await provider.listGrants([entitlement])).toEqual([]);
    expect(await hosts.canLogIn("alice")).toBe(false);
    await provider.hold(holding);
    expect(await hosts.canLogIn("alice")).toBe(true);
    await provider.revoke(holding);
  });

  it("stays listed after its end until Hallpass ends it, so that its sessions are ended too", async () => {
    const provider = hosts.open();
    const end = addSeconds(new Date(), 1);
    const holding = { ...(await identify(provider)), until: end };
    await provider.hold(holding);
    await until("the end", async () => new Date() > addSeconds(end, 1), Boolean);
    expect(await provider.listGrants([entitlement])).toHaveLength(1);
    expect((await provider.revoke(holding)).changed).toBe(true);
    expect(await provider.listGrants([entitlement])).toEqual([]);
  });
});
