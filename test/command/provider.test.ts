// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   GX16: A value from a request reaches a shell, a template or a query.
//   GX17: The credential of an adapter can grant anything.

import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { commandAdapter } from "../../src/providers/command/adapter.ts";
import { createContext } from "../../src/providers/context.ts";
import { pick } from "../support/http.ts";

const folder = mkdtempSync(join(tmpdir(), "hallpass-command-"));
afterAll(() => rmSync(folder, { recursive: true }));

const entitlement = { provider: "board", resource: "minutes", role: "reader" };
const secrets = { BOARD_TOKEN: "hunter2" };

const open = (entry: object) =>
  commandAdapter.open(
    { resources: { minutes: ["reader"] }, ...entry },
    createContext("board", 0, secrets, { now: () => new Date() }),
  );
/** A shell script as the command. */
const script = (text: string, entry: object = {}) =>
  open({
    program: "/bin/sh",
    arguments: ["-c", text, "sh"],
    environment: { PATH: "/usr/bin:/bin" },
    ...entry,
  });
const identify = (text: string, principal = "alice") => script(text).identify(principal, entitlement);

describe("the exit status", () => {
  it.each([
    [1, "UNEXPECTED", false],
    [2, "UNEXPECTED", false],
    [67, "UNKNOWN_PRINCIPAL", false],
    [68, "UNKNOWN_ENTITLEMENT", false],
    [69, "UNREACHABLE", true],
    [75, "BUSY", true],
    [77, "REFUSED", false],
    [80, "IDENTITY_CHANGED", false],
    [81, "LOGIN_REFUSED", false],
    [82, "THROTTLED", true],
    [126, "UNEXPECTED", false],
    [127, "UNEXPECTED", false],
  ])("%i is %s; may a retry help: %s", async (status, code, retryable) => {
    await expect(identify(`exit ${status}`)).rejects.toMatchObject({ code, retryable });
  });

  it("0 is no success without an answer", async () => {
    await expect(identify("exit 0")).rejects.toMatchObject({ code: "UNEXPECTED" });
  });
});

describe("a run without an answer", () => {
  it.each<[string, string, string]>([
    ["is killed", "kill -9 $$", "UNREACHABLE"],
    ["floods stdout", "yes", "UNEXPECTED"],
    ["answers 100 kB of nothing", "head -c 100000 /dev/zero", "UNEXPECTED"],
    ["answers in Latin 1", "printf '\\351'", "UNEXPECTED"],
    ["answers in UTF-16", "printf '\\377\\376{\\0}\\0'", "UNEXPECTED"],
    ["repeats its request", "cat", "UNEXPECTED"],
  ])("%s", async (_, text, code) => {
    await expect(identify(text)).rejects.toMatchObject({ code });
  });

  it("that cannot be started is away", async () => {
    const provider = open({ program: "/nonexistent/program" });
    await expect(provider.identify("alice", entitlement)).rejects.toMatchObject({ code: "UNREACHABLE" });
  });

  it("times out at the deadline, and says that it may still take effect", async () => {
    const provider = script("sleep 300", { deadlineSeconds: 1 });
    await expect(provider.identify("alice", entitlement)).rejects.toMatchObject({
      ...{ code: "TIMEOUT", message: expect.stringContaining("may still take effect") },
    });
  });

  it("says what it said in the cause alone", async () => {
    const failure = await identify("echo the token hunter2 is wrong >&2; exit 81").catch(
      (error: unknown) => error,
    );
    expect(String(pick(failure, "message"))).not.toContain("hunter2");
    expect(String(pick(failure, "cause"))).toContain("exited with 81. It said: the token hunter2 is wrong");
  });
});

describe("a request", () => {
  const hostile = `"'$(touch ${folder}/pwned)\`touch ${folder}/pwned\`; touch ${folder}/pwned\n../../{"role":"owner"}\u0000-rf`;

  it("GX16: stands on stdin alone: neither in the words nor in the environment, whatever it says", async () => {
    const record = `cat >${folder}/stdin; printf '%s\\n' "$0" "$@" >${folder}/words; env >${folder}/environment; exit 67`;
    await expect(identify(record, hostile)).rejects.toMatchObject({ code: "UNKNOWN_PRINCIPAL" });
    const request: unknown = JSON.parse(readFileSync(join(folder, "stdin"), "utf8"));
    expect(pick(request, "data", "principal")).toBe(hostile);
    for (const file of ["words", "environment"])
      expect(readFileSync(join(folder, file), "utf8")).not.toMatch(/minutes|reader|pwned|hp_/u);
    expect(existsSync(join(folder, "pwned"))).toBe(false);
  });

  it("is one line", async () => {
    await expect(identify("[ $(wc -l) = 1 ] && exit 67", "a\nb")).rejects.toMatchObject({
      code: "UNKNOWN_PRINCIPAL",
    });
  });
});

describe("the environment", () => {
  it("has a secret by the name of its variable", async () => {
    const environment = { PATH: "/usr/bin:/bin", TOKEN: { valueFrom: "BOARD_TOKEN" } };
    const provider = script('[ "$TOKEN" = hunter2 ] && exit 67', { environment });
    await expect(provider.identify("alice", entitlement)).rejects.toMatchObject({
      code: "UNKNOWN_PRINCIPAL",
    });
  });

  it.each<[object, string]>([
    [{ program: "minutes.sh" }, "/program"],
    [{ program: "./minutes.sh" }, "/program"],
    [{ program: undefined }, "program"],
    [{ arguments: ["a\u0000b"] }, "/arguments/0"],
    [{ arguments: "-c true" }, "/arguments"],
    [{ environment: { "A=B": "x" } }, "/environment"],
    [
      { environment: { TOKEN: { valueFrom: "OTHER" } } },
      "/environment/TOKEN/valueFrom: the variable OTHER is not set",
    ],
    [{ shell: true }, '"shell" is not known here'],
  ])("and the words are refused as %j", (changes, message) => {
    expect(() => open({ program: "/bin/true", ...changes })).toThrow(message);
  });
});

describe("doctor", () => {
  const safe = join(folder, "safe");
  const file = join(safe, "command");
  beforeAll(() => {
    mkdirSync(safe, { mode: 0o755 });
    writeFileSync(file, "#!/bin/sh\nexit 69\n", { mode: 0o755 });
  });
  const codesOf = async (entry: object) => {
    const findings = await open({ program: file, ...entry })
      .diagnose?.()
      .catch((error: unknown) => pick(error, "code"));
    return Array.isArray(findings) ? findings.map((finding) => pick(finding, "code")) : findings;
  };

  it("asks a command that nobody else can change", async () => {
    expect(await codesOf({})).toBe("UNREACHABLE");
  });

  it.each(["/nonexistent/program", "/usr", "/etc/passwd"])(
    "finds that %s cannot be started",
    async (program) => {
      expect(await codesOf({ program })).toEqual(["COMMAND_MISSING"]);
    },
  );

  it.each([
    ["the command", () => file, 0o775],
    ["its folder", () => safe, 0o777],
  ])("GX17: finds that others may write %s", async (_, path, mode) => {
    chmodSync(path(), mode);
    try {
      expect(await codesOf({})).toEqual(["COMMAND_WRITABLE"]);
    } finally {
      chmodSync(path(), 0o755);
    }
  });

  it("finds that others may write a file that the words name", async () => {
    const script = join(safe, "script");
    writeFileSync(script, "");
    chmodSync(script, 0o666);
    expect(await codesOf({ program: "/bin/sh", arguments: [script] })).toEqual(["COMMAND_WRITABLE"]);
    expect(await codesOf({ program: file, arguments: ["/nonexistent/file", "word"] })).toBe("UNREACHABLE");
  });

  it("GX17: finds that others may change where a link on the way to the command leads", async () => {
    const writable = join(folder, "writable");
    mkdirSync(writable);
    chmodSync(writable, 0o777);
    symlinkSync(safe, join(writable, "folder"));
    symlinkSync(join(writable, "folder"), join(safe, "again"));
    for (const program of [join(writable, "folder", "command"), join(safe, "again", "command")])
      expect(await codesOf({ program })).toEqual(["COMMAND_WRITABLE"]);
  });

  it.runIf(process.getuid?.() === 0)("finds that the command belongs to somebody else", async () => {
    chownSync(file, 61_001, 61_001);
    try {
      expect(await codesOf({})).toEqual(["COMMAND_WRITABLE"]);
    } finally {
      chownSync(file, 0, 0);
    }
  });
});
