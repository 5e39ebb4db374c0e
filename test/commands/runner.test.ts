import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it, vi } from "vitest";
import { entries, main } from "../../src/cli.ts";
import { readTerminal } from "../../src/commands/output/screen.ts";
import { capture } from "./clone.ts";

const hallpass = (...argv: string[]) => capture(main, ...argv);

const names = entries.map(({ name }) => name);

const tests = fileURLToPath(new URL("..", import.meta.url));

/** Where a command is tried that has no test file of its name in `test/commands` or `test/end-to-end`. */
const testedIn: Readonly<Record<string, string>> = {
  check: "commands/offline.test.ts",
  completion: "commands/runner.test.ts",
  owners: "commands/offline.test.ts",
  serve: "end-to-end/path.test.ts",
};

afterEach(() => {
  vi.unstubAllEnvs();
});

describe("every command", () => {
  it("is in the overview and in README.md", async () => {
    const { out } = await hallpass("--help");
    const readme = readFileSync(fileURLToPath(new URL("../../README.md", import.meta.url)), "utf8");
    for (const name of names) {
      expect(out).toMatch(new RegExp(`^  ${name} `, "mu"));
      expect(readme).toContain(`| \`npx hallpass ${name}`);
    }
  });

  it.each([["help", "--help"], ["help", "-h"], ["--help"], ["-h"]])(
    "the overview answers %s %s",
    async (...argv) => {
      expect(await hallpass(...argv)).toEqual(await hallpass("help"));
    },
  );

  it.each(names)("%s explains itself in three ways", async (name) => {
    const long = await hallpass(name, "--help");
    expect(long).toMatchObject({ code: 0, err: "", out: expect.stringMatching(/^Usage: hallpass /u) });
    expect(long.out).toContain("Exit codes");
    expect(await hallpass(name, "-h")).toEqual(long);
    expect(await hallpass("help", name)).toEqual(long);
  });

  it.each(names)("%s fits into 60 columns and, where none are told, into 100", async (name) => {
    for (const width of [100, 60]) {
      if (width === 60) vi.stubEnv("COLUMNS", "60");
      const { out } = await hallpass(name, "--help");
      const prose = out.slice(0, out.indexOf("\nExamples:"));
      expect(prose.split("\n").filter((line) => line.length > width)).toEqual([]);
    }
  });

  it.each(names)("%s names the option that a mistyped one most likely means", async (name) => {
    const { code, out, err } = await hallpass(name, "--hepl");
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toBe(
      `hallpass ${name} has no option --hepl. Did you mean --help? See hallpass ${name} --help.\n`,
    );
  });
});

/** The commands without --json, and why each has nothing to put into it. */
const withoutJson: Readonly<Record<string, string>> = {
  completion: "its output is a script that a shell reads",
  mcp: "its output is the protocol's own JSON, from the first byte to the last",
};

const load = (name: string) => entries.find((entry) => entry.name === name)?.load();

describe("every command", () => {
  it.each(names)("%s shows examples, in which each option is one of its own", async (name) => {
    const { examples = [], options = {} } = (await load(name)) ?? {};
    const { out } = await hallpass(name, "--help");
    const own = examples.filter((example) => example.includes(`hallpass ${name}`));
    expect(own).not.toEqual([]);
    for (const example of own) {
      expect(out).toContain(example);
      const [call = ""] = example.split(`hallpass ${name}`)[1]?.split(/[|#>)]/u) ?? [];
      const used = [...call.matchAll(/ --(?<option>[a-z-]+)/gu)].map(({ groups }) => groups?.option ?? "");
      expect(used.filter((option) => !Object.hasOwn(options, option))).toEqual([]);
    }
  });

  it.each(names.filter((name) => withoutJson[name] === undefined))(
    "%s has --json, and says a mistake in it",
    async (name) => {
      const { options = {} } = (await load(name)) ?? {};
      expect(options.json).toMatchObject({ type: "boolean", meaning: expect.stringMatching(/./u) });
      const { code, out } = await hallpass(name, "--json", "--no-such-option");
      expect(code).toBe(2);
      // It prints one line, once it is ready: who reads it waits for that line alone.
      if (name === "serve") expect(out).toBe("");
      else
        expect(JSON.parse(out)).toMatchObject({
          error: { code: "USAGE", fix: expect.stringMatching(/\.$/u) },
        });
    },
  );

  it.each(Object.keys(withoutJson))("%s still has no --json", async (name) => {
    expect((await load(name))?.options.json).toBeUndefined();
  });

  it.each(names)("%s has a test of its own", (name) => {
    const own = ["commands", "end-to-end"].map((folder) => `${folder}/${name}.test.ts`);
    const files = testedIn[name] === undefined ? own : [testedIn[name]];
    expect(files.filter((file) => existsSync(join(tests, file)))).not.toEqual([]);
  });
});

describe("mistakes", () => {
  it("an option that is cut short is completed in the hint", async () => {
    expect((await hallpass("serve", "--print")).err).toContain("Did you mean --print-env?");
  });

  it("help beside a mistake helps", async () => {
    expect(await hallpass("status", "--nope", "-h")).toMatchObject({ code: 0, err: "" });
  });

  it.each([
    ["arguments", ["status", "extra", "--json"], 2, "USAGE"],
    ["an option without its value", ["status", "--repository", "--json"], 2, "USAGE"],
    ["a command", ["statsu", "--json"], 2, "USAGE"],
    ["a configuration", ["drift", "--env", "/no/such/file", "--json"], 2, "CONFIGURATION"],
    ["a clone that is none", ["status", "--repository", "/", "--json"], 3, "CLONE_UNREADABLE"],
  ])(
    "%s: a script reads the error on standard output, a person on standard error",
    async (_, argv, status, code) => {
      const told = await hallpass(...argv);
      expect(told.code).toBe(status);
      const { error } = JSON.parse(told.out);
      expect(error).toEqual({ code, message: expect.any(String), fix: expect.stringMatching(/\.$/u) });
      expect(told.err).toContain(error.message);
    },
  );
});

describe("completion", () => {
  it.each(["bash", "zsh", "fish"])("%s knows every command and its options", async (shell) => {
    const { code, out } = await hallpass("completion", shell);
    expect(code).toBe(0);
    for (const word of [
      ...names,
      "codeowners",
      "repository",
      "dry-run",
      "print-env",
      "at-its-worst",
      "write-env",
    ])
      expect(out).toContain(word);
  });

  it("bash takes the script, and completes commands, options and values", async () => {
    const { out } = await hallpass("completion", "bash");
    const complete = (...words: string[]): string => {
      const script = `${out}\nCOMP_WORDS=(hallpass ${words.map((word) => `"${word}"`).join(" ")}); COMP_CWORD=${words.length}; _hallpass; echo "\${COMPREPLY[*]}"`;
      const { stdout, stderr } = spawnSync("bash", ["-c", script], { encoding: "utf8" });
      return `${stdout}${stderr}`.trim();
    };
    expect(complete("sta")).toBe("status");
    expect(complete("check", "--k")).toBe("--kind");
    expect(complete("check", "--kind", "po")).toBe("policy");
    expect(complete("help", "sw")).toBe("sweep");
    expect(complete("sandbox", "--wr")).toBe("--write-env");
    expect(complete("sandbox", "--with", "thr")).toBe("throw-away");
    expect(complete("demo", "--k")).toBe("--keep");
  });

  it.each([[], ["tcsh"], ["bash", "zsh"]])("refuses %j", async (...argv) => {
    const { code, err } = await hallpass("completion", ...argv);
    expect(code).toBe(2);
    expect(err).toContain("Name one shell: bash, zsh, fish.");
  });
});

it("NO_COLOR, a pipe and a dumb terminal take the colours away; COLUMNS says the width", () => {
  const tty = { isTTY: true, columns: 120 };
  expect(readTerminal({}, tty)).toEqual({ width: 120, isColoured: true });
  expect(readTerminal({ NO_COLOR: "1" }, tty).isColoured).toBe(false);
  expect(readTerminal({ TERM: "dumb" }, tty).isColoured).toBe(false);
  expect(readTerminal({}, { ...tty, isTTY: false })).toEqual({ width: 100, isColoured: false });
  expect(readTerminal({ COLUMNS: "60" }, tty).width).toBe(60);
  expect(readTerminal({ COLUMNS: "wide" }, tty).width).toBe(120);
  expect(readTerminal({ COLUMNS: "5" }, tty).width).toBe(40);
});

it("hallpass check loads no module of the server, of a provider or of the demo", () => {
  const { modules, packages } = listLoaded("cli.ts", "commands/check.ts");
  expect(packages).toEqual(["@marcbachmann", "ajv", "date-fns", "lru-cache", "re2js", "yaml"]);
  expect(modules.filter((name) => /\/(?:service|github|git|operations)\//u.test(name))).toEqual([]);
});

it("hallpass verify and evidence load OpenPGP for --github-keys alone", () => {
  const { packages } = listLoaded("cli.ts", "commands/verify/verify.ts", "commands/evidence/evidence.ts");
  expect(packages).not.toContain("openpgp");
});

/** What modules of src/ load when they start: modules as URLs, and packages. */
function listLoaded(...starts: readonly string[]) {
  const seen = new Set<string>();
  const packages = new Set<string>();
  const follow = (file: URL): void => {
    if (seen.has(file.href)) return;
    seen.add(file.href);
    const statically = readFileSync(file, "utf8").matchAll(
      /^(?:import|export)\s(?!type\b)(?:[^"]*?from\s)?"([^"]+)"/gmu,
    );
    for (const [, target = ""] of statically)
      if (target.startsWith(".")) follow(new URL(target, file));
      else if (!target.startsWith("node:")) packages.add(target.split("/")[0] ?? "");
  };
  for (const start of starts) follow(new URL(`../../src/${start}`, import.meta.url));
  return { modules: [...seen], packages: [...packages].sort() };
}
