// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   HH1: The holder locks what the revocation has to write (their own role's row, a table) and keeps the
//     transaction open.

import { execFileSync, spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { addDays, addHours } from "date-fns";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createRandom } from "../../../src/conformance/contract/random.ts";
import { retry } from "../../../src/conformance/contract/retry.ts";
import type { ProviderError } from "../../../src/providers/adapter/error.ts";
import { type RunProgram, runProgram } from "../../../src/providers/ssh/run-program.ts";
import { until } from "../../support/until.ts";
import { type Authority, makeAuthority } from "./authority.ts";

const entitlement = { provider: "hosts", resource: "web", role: "deploy" };
const at = new Date("2026-11-20T12:00:00Z");

let authority: Authority;
beforeEach(() => {
  authority = makeAuthority();
});
afterEach(() => authority.remove());

const holdFor = async (provider: ReturnType<Authority["open"]>, until = addHours(at, 1)) => {
  const holding = {
    ...{ principal: "alice", entitlement, until },
    ids: await provider.identify("alice", entitlement),
  };
  await provider.hold(holding);
  return holding;
};
const issuedFolder = () => join(authority.configuration.folder, "issued");
const issuedFiles = () => readdirSync(issuedFolder());

/** The serials of a list, as `ssh-keygen -Q -l` shows them: one a line, or the first and the last of several. */
const listSerials = (shown: string): number[] =>
  [...shown.matchAll(/^serial: (?<first>\d+)(?:-(?<last>\d+))?$/gmu)].flatMap(({ groups }) => {
    const first = Number(groups?.first);
    const count = Number(groups?.last ?? first) - first + 1;
    return Array.from({ length: count }, (_, index) => first + index);
  });

describe("the register of SSH certificates", () => {
  it("has one certificate for one holding, however often it is asked for", async () => {
    for (let time = 0; time < 3; time++) await holdFor(authority.open());
    expect(issuedFiles()).toHaveLength(1);
  });

  it("is found by another process, with the ids that were recorded", async () => {
    const { ids } = await holdFor(authority.open());
    expect(await authority.open().listGrants([entitlement])).toEqual([
      { principal: "alice", entitlement, ids, origin: "ours" },
    ]);
  });

  it("is an error when any part of it is missing, and no empty listing", async () => {
    await holdFor(authority.open());
    for (const part of ["revoked.krl", "issued"]) {
      rmSync(join(authority.configuration.folder, part), { recursive: true });
      await expect(authority.open().listGrants([entitlement])).rejects.toMatchObject({ code: "UNREACHABLE" });
    }
  });

  it.each([
    ["is no certificate", () => "ssh-ed25519 AAAA"],
    ["is cut off", (text: string) => text.slice(0, 300)],
    ["is empty", () => ""],
  ])("is an error when a file of it %s", async (_, damage) => {
    await holdFor(authority.open());
    const file = join(issuedFolder(), issuedFiles()[0] ?? "");
    writeFileSync(file, damage(readFileSync(file, "utf8")));
    await expect(authority.open().listGrants([entitlement])).rejects.toMatchObject({ code: "UNEXPECTED" });
  });

  it.each(["garbage", ""])("is an error when the list is %j", async (text) => {
    await holdFor(authority.open());
    writeFileSync(join(authority.configuration.folder, "revoked.krl"), text);
    await expect(authority.open().listGrants([entitlement])).rejects.toMatchObject({ code: "UNREACHABLE" });
  });

  it("forgets revoked certificates a week after they expired, at the next grant", async () => {
    const provider = authority.open();
    await provider.revoke(await holdFor(provider));
    const later = addDays(at, 8);
    await holdFor(authority.open({}, { now: () => later }), addHours(later, 1));
    expect(issuedFiles()).toHaveLength(1);
  });

  it("grants nothing when the program signs something else", async () => {
    // Signs until the next year, whatever it is asked.
    const run: RunProgram = ({ argv: [program, ...args], ...call }, seconds) => {
      const changed = args.map((arg) => (/^\d{14}:\d{14}$/u.test(arg) ? "20260101:20271231" : arg));
      return runProgram({ ...call, argv: [program, ...changed] }, seconds);
    };
    const error = await holdFor(authority.open({}, { run })).catch((reason: ProviderError) => reason);
    expect(error).toMatchObject({
      code: "UNEXPECTED",
      cause: { message: "The certificate has another end." },
    });
    expect(issuedFiles()).toEqual([]);
  });

  it("begins again when an administrator writes the list meanwhile, and keeps that entry", async () => {
    const krl = join(authority.configuration.folder, "revoked.krl");
    const theirs = join(authority.folder, "theirs");
    writeFileSync(theirs, "serial: 7\n");
    let isDone = false;
    const byHand = [
      "ssh-keygen",
      "-q",
      "-k",
      "-u",
      "-f",
      krl,
      "-s",
      join(authority.folder, "ca.pub"),
      theirs,
    ];
    const run: RunProgram = async (call, seconds) => {
      const result = await runProgram(call, seconds);
      if (call.argv.includes("-u") && !isDone) {
        isDone = true;
        const [program = "", ...args] = byHand;
        await runProgram({ argv: [program, ...args], folder: authority.folder }, seconds);
      }
      return result;
    };
    const provider = authority.open({}, { run });
    await provider.revoke(await holdFor(provider));
    const { stdout } = await runProgram(
      { argv: ["ssh-keygen", "-Q", "-l", "-f", krl], folder: authority.folder },
      20,
    );
    expect(stdout.match(/^serial: \d+$/gmu)).toHaveLength(2);
    expect(stdout).toContain("serial: 7\n");
  });

  it("keeps every entry that an administrator writes into the list, at whatever step, in random order", async () => {
    const seed = randomInt(2 ** 31 - 1);
    const random = createRandom(seed);
    const krl = join(authority.configuration.folder, "revoked.krl");
    const byHand: string[] = [];
    const write = async () => {
      const entry = `serial: ${byHand.length + 1}`;
      const spec = join(authority.folder, "spec");
      writeFileSync(spec, `${entry}\n`);
      const argv = ["ssh-keygen", "-q", "-k", "-u", "-f", krl, "-s", join(authority.folder, "ca.pub"), spec];
      execFileSync(argv[0] ?? "", argv.slice(1));
      byHand.push(entry);
    };
    const run: RunProgram = async (call, seconds) => {
      if (random() < 0.2) await write();
      const result = await runProgram(call, seconds);
      if (random() < 0.2) await write();
      return result;
    };
    const provider = authority.open({}, { run });
    const ids = await provider.identify("alice", entitlement);
    let ended = 0;
    for (let round = 0; round < 10; round++) {
      const until = addHours(at, 1 + Math.floor(random() * 8));
      await retry(() => provider.hold({ principal: "alice", entitlement, ids, until }));
      if (random() < 0.5) continue;
      await retry(() => provider.revoke({ principal: "alice", entitlement, ids, until }));
      ended++;
      expect(await provider.listGrants([entitlement]), `seed ${seed}`).toEqual([]);
    }
    const shown = execFileSync("ssh-keygen", ["-Q", "-l", "-f", krl], { encoding: "utf8" });
    expect(listSerials(shown).slice(0, byHand.length), `seed ${seed}`).toEqual(
      byHand.map((_, index) => index + 1),
    );
    expect(ended, `seed ${seed}`).toBeLessThanOrEqual(listSerials(shown).length);
  });

  it("changes nothing while an administrator holds the lock of the folder, and says so", async () => {
    const holding = await holdFor(authority.open());
    const administrator = spawn("flock", [join(authority.configuration.folder, ".lock"), "cat"]);
    administrator.stdin.write("held");
    await once(administrator.stdout, "data");
    const hasty = authority.open({ deadlineSeconds: 1 });
    await expect(hasty.revoke(holding)).rejects.toMatchObject({ code: "BUSY", retryable: true });
    expect(await hasty.listGrants([entitlement])).toHaveLength(1);
    administrator.stdin.end();
    await once(administrator, "close");
    expect(await authority.open().revoke(holding)).toMatchObject({ changed: true });
  });

  it("keeps the ends of several processes at once, and none has to try again", async () => {
    const names = ["one", "two", "three", "four", "five", "six"];
    const role = (name: string) => [name, { principals: [`web-${name}`], forceCommand: "true" }];
    const resources = { web: { roles: Object.fromEntries(names.map(role)) } };
    const held = names.map(async (name) => {
      const provider = authority.open({ resources });
      const access = { principal: "alice", entitlement: { ...entitlement, role: name } };
      const ids = await provider.identify(access.principal, access.entitlement);
      const holding = { ...access, ids, until: addHours(at, 1) };
      await provider.hold(holding);
      return () => provider.revoke(holding);
    });
    const ends = await Promise.all(held);
    await Promise.all(ends.map((end) => end()));
    const all = names.map((name) => ({ ...entitlement, role: name }));
    expect(await authority.open({ resources }).listGrants(all)).toEqual([]);
  });

  it("HH1: ends the sessions on all other hosts when a holder keeps one from being told, fast or slowly", async () => {
    for (const failing of ["exit 1", "sleep 60"]) {
      const ended = join(authority.folder, `ended-${failing.slice(0, 4)}`);
      const mayTell = join(authority.folder, "may-tell");
      const publish = ["sh", "-c", `test -e ${mayTell} || ${failing}`];
      const provider = authority.open({
        ...{ deadlineSeconds: 4, publish },
        endSessions: ["sh", "-c", `cat >${ended}; echo 1`],
      });
      writeFileSync(mayTell, "");
      const holding = await holdFor(provider);
      rmSync(mayTell);
      await expect(provider.revoke(holding)).rejects.toMatchObject({ retryable: true });
      expect(readFileSync(ended, "utf8")).toMatch(/^(?:\d+\n)+$/u);
      writeFileSync(mayTell, "");
      expect(await provider.revoke(holding)).toEqual({ changed: false, sessionsEnded: 1 });
    }
  });

  it("stops all that a program started when it takes too long: an old list does not reach a host after a newer one", async () => {
    const pid = join(authority.folder, "pid");
    const publish = ["sh", "-c", `sh -c 'echo $$ >${pid}; trap "" TERM; sleep 60; true'; true`];
    const hasty = authority.open({ publish, deadlineSeconds: 2 });
    await expect(holdFor(hasty)).rejects.toMatchObject({ code: "TIMEOUT" });
    // Field 3 of proc(5); a zombie has ended.
    const stat = `/proc/${readFileSync(pid, "utf8").trim()}/stat`;
    await until(
      "what it started has ended",
      async () => (existsSync(stat) ? readFileSync(stat, "utf8") : ""),
      (shown) => shown === "" || /\) Z /u.test(shown),
      { deadlineMs: 5_000 },
    );
  });

  it("does nothing after a call's deadline", async () => {
    const provider = authority.open({ deadlineSeconds: 0.001 });
    await expect(holdFor(authority.open({ deadlineSeconds: 20 }))).resolves.toBeDefined();
    await expect(provider.listGrants([entitlement])).rejects.toMatchObject({
      code: "TIMEOUT",
      retryable: true,
    });
  });
});

describe("the doctor of SSH certificates", () => {
  const whole = { endSessions: ["true"], publish: ["true"] };
  const codesOf = async (...of: Parameters<Authority["open"]>) =>
    (await authority.open(...of).diagnose?.())?.map(({ code }) => code);

  it("names nothing but the sessions that survive where all is well", async () => {
    expect(await codesOf()).toEqual(["SSH_SESSIONS_SURVIVE"]);
    expect(await codesOf({ endSessions: ["true"] })).toEqual(["SSH_SESSIONS_SURVIVE"]);
    expect(await codesOf(whole)).toEqual([]);
  });

  it("finds a private key that others can read, with which ssh-keygen does not sign", async () => {
    chmodSync(join(authority.folder, "ca"), 0o644);
    expect(await codesOf({ ...whole })).toEqual(["SSH_KEY_EXPOSED", "SSH_KEY_OTHER"]);
  });

  it("finds a private key of another authority, and none", async () => {
    for (const path of [join(authority.folder, "alice"), "/nowhere"])
      expect(await codesOf({ ...whole, signingKey: { kind: "file", path } })).toEqual(["SSH_KEY_OTHER"]);
  });

  it("finds hosts that trust another authority", async () => {
    const trustedKeysFile = join(authority.folder, "trust");
    const check = () => codesOf({ ...whole, trustedKeysFile });
    writeFileSync(trustedKeysFile, `# comment\n${authority.alice}\n`);
    expect(await check()).toEqual(["SSH_NOT_TRUSTED"]);
    writeFileSync(trustedKeysFile, `# comment\n${authority.configuration.caPublicKey} a name\n`);
    expect(await check()).toEqual([]);
  });

  it("finds a folder that others can write", async () => {
    mkdirSync(issuedFolder(), { recursive: true });
    chmodSync(issuedFolder(), 0o777);
    expect(await codesOf({ ...whole })).toEqual(["SSH_FOLDER_OPEN"]);
  });

  it("finds a folder and a list that are missing, because nothing can be granted or ended without them", async () => {
    const findings = (await authority.open({ ...whole, folder: "/nowhere" }).diagnose?.()) ?? [];
    expect(findings.map(({ code, message }) => `${code} ${message}`)).toEqual([
      expect.stringMatching(/^SSH_FOLDER_MISSING .*: \/nowhere\/issued, \/nowhere\/revoked\.krl\.$/u),
    ]);
  });

  it("finds roles with a shell", async () => {
    const resources = { web: { roles: { deploy: { principals: ["web-deploy"] } } } };
    expect(await codesOf({ ...whole, resources })).toEqual(["SSH_SHELL"]);
  });

  it("finds a clock that is far off, and says nothing where no server answers", async () => {
    const certificatesUrl = "https://certificates.internal.example/";
    const answer = (date: string) => async () => new Response("", { headers: { date } });
    const check = (fetch: () => Promise<Response>) => codesOf({ ...whole, certificatesUrl }, { fetch });
    expect(await check(answer("Fri, 20 Nov 2026 12:02:00 GMT"))).toEqual(["SSH_CLOCK"]);
    expect(await check(answer("Fri, 20 Nov 2026 12:00:30 GMT"))).toEqual([]);
    expect(await check(async () => Promise.reject(new Error("away")))).toEqual([]);
  });
});
