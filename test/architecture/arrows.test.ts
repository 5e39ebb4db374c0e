import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const src = fileURLToPath(new URL("../../src", import.meta.url));

/**
 * Who may import whom: a folder of src → the folders it may point at, besides itself. Lower lines may use upper lines. A name ending in
 * "/" stands for all wings below it; the wings of an adapter (`providers/postgres/*`) count as the adapter.
 */
const arrows: Readonly<Record<string, readonly string[]>> = {
  // One at a time, a few at once: promises and nothing else.
  lanes: [],
  // What the program knows, without network, files and clock.
  "core/text": [],
  "core/access": [],
  "core/findings/catalogue": [],
  "core/findings": ["core/findings/catalogue"],
  "core/document": ["core/text", "core/findings"],
  "core/hours": [],
  "core/conditions": ["core/text", "core/access", "core/findings"],
  "core/policy": [
    "core/conditions",
    "core/hours",
    "core/on-call",
    "core/text",
    "core/findings",
    "core/document",
  ],
  "core/on-call": ["core/text", "core/findings", "core/document"],
  "core/files": [
    "core/on-call",
    "core/conditions",
    "core/hours",
    "core/text",
    "core/access",
    "core/findings",
    "core/document",
    "core/policy",
  ],
  "core/ledger": ["core/text", "core/access", "core/document"],
  "core/pages": ["core/access", "core/ledger"],
  "core/plan": ["core/text", "core/access", "core/findings", "core/document", "core/files", "core/ledger"],
  "core/review": ["core/text", "core/access", "core/policy", "core/files", "core/ledger", "core/plan"],
  "core/duties": ["core/access", "core/policy", "core/files", "core/ledger", "core/plan"],
  "core/decision": [
    "core/on-call",
    "core/duties",
    "core/conditions",
    "core/review",
    "core/text",
    "core/access",
    "core/findings",
    "core/document",
    "core/files",
    "core/hours",
    "core/policy",
    "core/ledger",
    "core/plan",
  ],
  "core/lint": [
    "core/conditions",
    "core/text",
    "core/access",
    "core/document",
    "core/policy",
    "core/files",
    "core/findings",
  ],
  "core/rehearsal": ["core/access", "core/document", "core/files", "core/findings", "core/decision"],
  "core/templates": ["core/document", "core/files", "core/findings", "core/policy", "core/text"],
  "core/policy-tests": [
    "core/text",
    "core/document",
    "core/files",
    "core/findings",
    "core/findings/catalogue",
    "core/decision",
    "core/rehearsal",
    "core/policy",
  ],
  "core/replay": [
    "core/access",
    "core/decision",
    "core/document",
    "core/duties",
    "core/files",
    "core/ledger",
    "core/policy",
    "core/rehearsal",
  ],
  "core/audit": ["core/text", "core/access", "core/files", "core/ledger"],
  "core/export": ["core/text", "core/access", "core/audit", "core/ledger"],
  "core/overview": ["core/access", "core/audit", "core/files", "core/plan", "core/review"],
  "core/insight": ["core/text", "core/access", "core/audit", "core/files", "core/hours", "core/overview"],
  "core/insight/changes": ["core/access", "core/files", "core/insight", "core/inventory"],
  "core/verify": [
    "core/on-call",
    "core/duties",
    "core/conditions",
    "core/text",
    "core/access",
    "core/files",
    "core/hours",
    "core/policy",
    "core/ledger",
    "core/decision",
    "core/audit",
  ],
  "core/setup/workflows": [],
  "core/setup": ["core/asking", "core/document", "core/files", "core/findings", "core/setup/workflows"],
  "core/additions": ["core/files", "core/findings", "core/setup"],
  "core/asking": [
    "core/text",
    "core/access",
    "core/files",
    "core/policy",
    "core/findings",
    "core/findings/catalogue",
    "core/ledger",
  ],
  "core/during": ["core/"],
  "core/deployment": ["core/access", "core/asking", "core/files", "core/plan"],
  "core/inventory": [
    "core/text",
    "core/access",
    "core/findings",
    "core/document",
    "core/files",
    "core/policy",
    "core/ledger",
    "core/plan",
  ],
  "core/diagnosis": [
    "core/access",
    "core/findings",
    "core/document",
    "core/files",
    "core/policy",
    "core/decision",
  ],
  "core/ports": ["core/"],
  "report/markdown": ["core/"],
  "report/asking": ["core/", "report/markdown"],
  "report/words": ["core/", "report/markdown"],
  "report/during": ["core/", "report/markdown", "report/words"],
  "report/briefing": ["core/", "report/markdown", "report/words"],
  "report/insight": ["core/", "report/markdown"],
  "report/evidence": ["core/"],
  "report/replay": ["core/", "report/markdown"],
  "report/overview": ["core/", "report/markdown", "report/words", "report/overview/html"],
  "report/overview/html": ["core/", "report/words", "report/overview"],
  report: ["core/", "report/markdown", "report/words", "report/briefing", "report/during"],
  // Connections to addresses that a configuration names, and the signatures of messages.
  outbound: ["core/"],
  // What carries out, each behind a port.
  "providers/adapter": ["core/"],
  ...Object.fromEntries(
    listAdapters().map((name) => [`providers/${name}`, ["core/", "lanes", "outbound", "providers/adapter"]]),
  ),
  providers: ["core/", "providers/"],
  // The contract of every adapter, for ours and for others' (package.json, exports).
  "conformance/contract": ["core/", "providers/adapter"],
  "conformance/cases": ["core/", "providers/adapter", "conformance/contract"],
  conformance: ["core/", "providers/adapter", "conformance/"],
  "git/process": ["core/"],
  "git/walk": ["core/", "git/process"],
  "git/objects": ["core/", "git/process", "git/walk"],
  git: ["core/", "lanes", "git/process", "git/objects"],
  "git/ledger": ["core/", "lanes", "git", "git/process", "git/walk", "git/objects"],
  "git/past": ["core/", "git/ledger", "git/objects", "git/process"],
  "git/past/index": ["core/", "git/objects", "git/process", "git/past"],
  "github/http": ["core/"],
  "github/settings": ["core/", "github/http"],
  "github/asking": ["core/", "report/asking", "github/http"],
  "github/comments": ["core/", "github/http"],
  "github/briefing": ["core/", "github/http", "report/briefing", "report/markdown", "report/replay"],
  "github/setup": ["core/", "github/http", "github/settings"],
  github: ["core/", "report", "report/words", "github/http"],
  "notify/delivery": ["core/", "outbound", "report/markdown", "report/words"],
  notify: ["core/", "outbound", "report", "notify/delivery"],
  // Use cases: they see ports only.
  "operations/memory": ["core/"],
  "operations/round": ["core/", "lanes", "operations/memory"],
  "operations/asking": ["core/", "operations/round"],
  "operations/standing": ["core/"],
  "operations/evidence": ["core/", "operations/round", "operations/asking", "operations/standing"],
  "operations/opening": ["core/", "operations/round", "operations/evidence"],
  "operations/applying": ["core/", "lanes", "operations/round"],
  "operations/ending": [
    "core/",
    "lanes",
    "operations/round",
    "operations/memory",
    "operations/applying",
    "operations/evidence",
  ],
  "operations/granting": [
    "core/",
    "lanes",
    "operations/round",
    "operations/memory",
    "operations/evidence",
    "operations/ending",
  ],
  "operations/briefing": ["core/", "operations/round", "operations/evidence", "operations/memory"],
  "operations/replaying": ["core/", "operations/briefing", "operations/evidence", "operations/round"],
  "operations/looking-back": [
    "core/",
    "lanes",
    "operations/round",
    "operations/memory",
    "operations/evidence",
    "operations/ending",
  ],
  operations: ["core/", "operations/"],
  smoke: ["core/", "git", "git/", "github", "github/"],
  // What runs, and what people type.
  configuration: ["core/", "outbound", "git/objects", "providers/adapter"],
  "service/notices": ["core/", "lanes", "operations", "operations/"],
  "service/scheduling": ["core/", "lanes"],
  "service/asking": ["core/", "operations/", "service/scheduling"],
  service: [
    "core/",
    "lanes",
    "operations",
    "operations/",
    "service/notices",
    "service/scheduling",
    "service/asking",
  ],
  "service/state": ["core/", "git", "configuration"],
  "app.ts": ["core/", "git", "configuration", "service"],
  "service/http": ["core/", "configuration", "app.ts"],
  "service/metrics": ["core/"],
  "service/telemetry": ["core/", "service/metrics"],
  "service/authzen/contract": ["providers/adapter"],
  "service/authzen": [
    "service/authzen/contract",
    "core/",
    "providers/adapter",
    "service/scheduling",
    "service/http",
    "service/authzen/callbacks",
  ],
  "service/authzen/callbacks": [
    "core/",
    "lanes",
    "outbound",
    "providers/adapter",
    "service/authzen/contract",
  ],
  "wire.ts": [
    "core/",
    "git",
    "git/",
    "github",
    "github/",
    "notify",
    "notify/delivery",
    "providers",
    "providers/adapter",
    "lanes",
    "configuration",
    "operations",
    "operations/",
    "service",
    "service/metrics",
    "service/state",
  ],
  "commands/output": ["core/", "report", "report/markdown", "providers/adapter"],
  "commands/runner": [
    "core/text",
    "core/findings/catalogue",
    "providers/adapter",
    "configuration",
    "commands/output",
  ],
  "commands/input": [
    "core/",
    "git",
    "git/",
    "github/http",
    "providers",
    "configuration",
    "service",
    "commands/output",
    "commands/runner",
  ],
  "commands/trial": ["core/", "commands/input", "commands/output", "commands/runner"],
  "commands/ask": [
    "core/",
    "configuration",
    "report",
    "git",
    "git/ledger",
    "github/asking",
    "github/http",
    "commands/input",
    "commands/runner",
    "commands/output",
  ],
  "commands/mcp": ["core/", "lanes", "commands/ask", "commands/input", "commands/runner", "commands/output"],
  "commands/verify": [
    "core/",
    "git",
    "git/past",
    "git/objects",
    "git/process",
    "operations/evidence",
    "report",
    "commands/input",
    "commands/output",
    "commands/runner",
  ],
  "commands/audit": [
    "core/",
    "report/markdown",
    "report/words",
    "commands/input",
    "commands/output",
    "commands/runner",
  ],
  "commands/report": [
    "core/",
    "git",
    "git/objects",
    "operations/evidence",
    "report/overview",
    "report/overview/html",
    "commands/review",
    "commands/input",
    "commands/output",
    "commands/runner",
  ],
  "commands/checkpoint": [
    "core/",
    "git",
    "git/past",
    "git/process",
    "commands/input",
    "commands/output",
    "commands/runner",
  ],
  "commands/evidence": [
    "core/",
    "git",
    "git/",
    "report",
    "report/evidence",
    "report/overview",
    "report/overview/html",
    "commands/audit",
    "commands/review",
    "commands/verify",
    "commands/input",
    "commands/output",
    "commands/runner",
  ],
  "commands/export": [
    "core/",
    "configuration",
    "git",
    "git/objects",
    "git/past",
    "git/process",
    "outbound",
    "service/telemetry",
    "commands/input",
    "commands/output",
    "commands/runner",
  ],
  "commands/insight": [
    "configuration",
    "core/",
    "git",
    "git/objects",
    "github/setup",
    "operations",
    "operations/evidence",
    "report",
    "operations/standing",
    "report/insight",
    "commands/input",
    "commands/output",
    "commands/runner",
  ],
  "commands/links": [
    "core/",
    "report/asking",
    "git",
    "git/",
    "commands/check-files",
    "commands/input",
    "commands/output",
    "commands/runner",
  ],
  "commands/review": [
    "core/",
    "configuration",
    "git",
    "git/objects",
    "git/process",
    "git/walk",
    "github/setup",
    "operations",
    "operations/standing",
    "report",
    "report/markdown",
    "commands/input",
    "commands/output",
    "commands/runner",
  ],
  "commands/policy": [
    "core/",
    "git",
    "git/ledger",
    "git/objects",
    "operations/evidence",
    "operations/replaying",
    "report/replay",
    "commands/check-files",
    "commands/input",
    "commands/output",
    "commands/runner",
  ],
  "commands/rulesets": [
    "core/",
    "report",
    "git",
    "github/http",
    "github/settings",
    "operations",
    "configuration",
    "commands/input",
    "commands/output",
    "commands/runner",
  ],
  "commands/setup": [
    "configuration",
    "core/",
    "report/asking",
    "git/objects",
    "git/process",
    "github/http",
    "github/setup",
    "commands/ask",
    "commands/check-files",
    "commands/rulesets",
    "commands/input",
    "commands/output",
    "commands/runner",
  ],
  "commands/add": [
    "configuration",
    "core/",
    "report/asking",
    "github/http",
    "github/setup",
    "providers",
    "providers/adapter",
    "commands/ask",
    "commands/check-files",
    "commands/setup",
    "commands/input",
    "commands/output",
    "commands/runner",
  ],
  "commands/notices": [
    "core/",
    "configuration",
    "notify",
    "report/markdown",
    "commands/input",
    "commands/output",
    "commands/runner",
  ],
  "commands/check-files": ["core/", "commands/input", "commands/runner"],
  "commands/propose": [
    "core/",
    "report",
    "git",
    "git/",
    "operations",
    "commands/input",
    "commands/output",
    "commands/runner",
  ],
  commands: [
    "core/",
    "report",
    "git",
    "github/http",
    "github/settings",
    "github/asking",
    "operations",
    "operations/",
    "smoke",
    "providers",
    "providers/adapter",
    "conformance",
    "configuration",
    "service",
    "service/",
    "wire.ts",
    "commands/",
  ],
  "cli.ts": [
    "core/text",
    "commands",
    "commands/add",
    "commands/ask",
    "commands/audit",
    "commands/mcp",
    "commands/notices",
    "commands/policy",
    "commands/checkpoint",
    "commands/evidence",
    "commands/export",
    "commands/insight",
    "commands/links",
    "commands/report",
    "commands/review",
    "commands/rulesets",
    "commands/setup",
    "commands/trial",
    "commands/verify",
    "commands/output",
    "commands/runner",
  ],
};

/** Each adapter has a folder of its own, and none imports another. */
function listAdapters(): string[] {
  const folders = readdirSync(join(src, "providers"), { withFileTypes: true });
  return folders.filter((each) => each.isDirectory() && each.name !== "adapter").map(({ name }) => name);
}

const importsOf = (text: string): string[] =>
  [...text.matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/gu)].flatMap(([, target]) =>
    target === undefined ? [] : [target],
  );

/** The line of the table that a file or folder stands in: its own, or that of the nearest folder above. */
const wingOf = (path: string): string => (path in arrows || path === "." ? path : wingOf(dirname(path)));

const mayUse = (allowed: readonly string[], wing: string): boolean =>
  allowed.some((each) => each === wing || (each.endsWith("/") && wing.startsWith(each)));

const files = readdirSync(src, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));

const sources = files.map((name) => ({
  name,
  wing: wingOf(name),
  text: readFileSync(join(src, name), "utf8"),
}));

describe("architecture", () => {
  it("has a line for every folder, and a folder for every line", () => {
    expect([...new Set(sources.map(({ wing }) => wing))].sort()).toEqual(Object.keys(arrows).sort());
  });

  it("is described in docs/architecture.md, folder by folder", () => {
    const page = readFileSync(join(src, "../docs/architecture.md"), "utf8");
    // Each adapter has a page, and the contract's parts are named by their folders.
    const folders = Object.keys(arrows).filter((wing) => !/^(?:providers|conformance)\//u.test(wing));
    expect(folders.filter((wing) => !page.includes(`\`src/${wing}\``))).toEqual([]);
  });

  it.each(Object.entries(arrows))("src/%s points only at %j", (wing, allowed) => {
    const astray = sources
      .filter((file) => file.wing === wing)
      .flatMap(({ name, text }) =>
        importsOf(text)
          .filter((target) => target.startsWith("."))
          .map((target) => join(dirname(name), target))
          .filter((target) => wingOf(target) !== wing && !mayUse(allowed, wingOf(target)))
          .map((target) => `${name} → ${target}`),
      );
    expect(astray).toEqual([]);
  });

  it("has no two folders that import each other", () => {
    const targets = new Map<string, Set<string>>();
    for (const { name, wing, text } of sources)
      for (const target of importsOf(text).filter((each) => each.startsWith("."))) {
        const found = targets.get(wing) ?? new Set();
        targets.set(wing, found.add(wingOf(join(dirname(name), target))));
      }
    const mutual = [...targets].flatMap(([wing, uses]) =>
      [...uses]
        .filter((other) => wing < other && targets.get(other)?.has(wing))
        .map((other) => `${wing} ↔ ${other}`),
    );
    expect(mutual).toEqual([]);
  });

  it("keeps at most about fifteen files on one floor; rules, codes and ports are lists of like things", () => {
    const floors = new Map<string, number>();
    for (const name of files) floors.set(dirname(name), (floors.get(dirname(name)) ?? 0) + 1);
    const crowded = [...floors].filter(
      ([folder, count]) => count > 16 && !/\/(?:rules|catalogue|ports)$/u.test(folder),
    );
    expect(crowded).toEqual([]);
  });

  it("keeps the core pure: no node, no network, no environment, no clock", () => {
    const impure =
      /from "(?:node:|octokit|@octokit|probot|pg)|process\.|new Date\(\)|Date\.now\(|Math\.random|console\./u;
    expect(
      sources
        .filter(({ wing, text }) => wing.startsWith("core/") && impure.test(text))
        .map(({ name }) => name),
    ).toEqual([]);
  });

  it("lets only the wiring and the commands know the clock of the process", () => {
    const clocked = files.filter((name) =>
      /new Date\(\)|Date\.now\(/u.test(readFileSync(join(src, name), "utf8")),
    );
    const allowed = /^(wire\.ts|commands\/)/u;
    expect(clocked.filter((name) => !allowed.test(name))).toEqual([]);
  });

  it.each([
    ["src", /^hallpass-demo\/(?:demo|sandbox)$/u],
    ["sandbox/src", /^\0$/u],
    ["demo/src", /^github-sandbox$/u],
  ])(
    "%s is a package of its own: it imports no file of another, and of their names only %s",
    (folder, names) => {
      const top = fileURLToPath(new URL(`../../${folder}`, import.meta.url));
      const imports = readdirSync(top, { recursive: true, encoding: "utf8" })
        .filter((name) => name.endsWith(".ts"))
        .flatMap((name) =>
          importsOf(readFileSync(join(top, name), "utf8")).map((target) => ({ name, target })),
        );
      const astray = imports.filter(({ name, target }) =>
        target.startsWith(".")
          ? relative(top, resolve(top, dirname(name), target)).startsWith("..")
          : /^(?:github-sandbox|hallpass)/u.test(target) && !names.test(target),
      );
      expect(imports.length).toBeGreaterThan(0);
      expect(astray).toEqual([]);
    },
  );

  it("has a local GitHub that knows nothing of Hallpass", () => {
    const top = fileURLToPath(new URL("../../sandbox", import.meta.url));
    const files = ["src", "test"].flatMap((part) =>
      readdirSync(join(top, part), { recursive: true, encoding: "utf8" })
        .filter((name) => name.endsWith(".ts"))
        .map((name) => join(part, name)),
    );
    expect(
      files.filter((name) => /hallpass|access-ledger/iu.test(readFileSync(join(top, name), "utf8"))),
    ).toEqual([]);
  });

  it("has no import circle", () => {
    const root = fileURLToPath(new URL("../..", import.meta.url));
    const graph = new Map<string, string[]>();
    for (const folder of ["src", "action", "test", "sandbox/src", "sandbox/test", "demo/src", "demo/test"])
      for (const name of readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }))
        if (name.endsWith(".ts")) {
          const path = join(folder, name);
          const targets = importsOf(readFileSync(join(root, path), "utf8")).filter((target) =>
            target.startsWith("."),
          );
          graph.set(
            path,
            targets.map((target) => join(dirname(path), target)),
          );
        }
    expect(findCircle(graph)).toBeUndefined();
  });
});

/** A path that leads back to its beginning, if there is one. */
function findCircle(graph: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const done = new Set<string>();
  const walk = (file: string, trail: readonly string[]): string[] | undefined => {
    if (trail.includes(file)) return [...trail.slice(trail.indexOf(file)), file];
    if (done.has(file)) return undefined;
    for (const next of graph.get(file) ?? []) {
      const circle = walk(next, [...trail, file]);
      if (circle !== undefined) return circle;
    }
    done.add(file);
    return undefined;
  };
  for (const file of graph.keys()) {
    const circle = walk(file, []);
    if (circle !== undefined) return circle;
  }
  return undefined;
}
