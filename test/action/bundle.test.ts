// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   SC2: The bundled Action is not what its sources make.

import { execFileSync } from "node:child_process";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { adapters } from "../../src/providers/registry.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const git = (...words: string[]): string =>
  execFileSync("git", words, { cwd: root, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
/** As git has it: the first build of a clone writes the folder anew. */
const committed = new Map(
  git("ls-files", "action/dist")
    .split("\n")
    .filter(Boolean)
    .map((path) => [basename(path), git("show", `:${path}`)] as const),
);

type Files = ReadonlyMap<string, string>;

/** In a process of its own: esbuild refuses the globals of the test runner. */
function bundle(): Files {
  const program = `import { bundleAction } from "./scripts/bundle-action.js";
    process.stdout.write(JSON.stringify((await bundleAction()).map(({ name, text }) => [name, text])));`;
  const text = execFileSync(process.execPath, ["--input-type=module", "--eval", program], {
    ...{ cwd: root, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 },
  });
  return new Map(JSON.parse(text));
}

/** A file and those it imports before it runs, without those it loads on use. */
function closureOf(files: Files, name: string, seen: ReadonlySet<string> = new Set()): ReadonlySet<string> {
  if (seen.has(name)) return seen;
  const imports = [
    ...(files.get(name) ?? "").matchAll(/^(?:import|\} from|export) .*?"\.\/(?<file>[^"]+)";$/gmu),
  ];
  return imports.reduce(
    (all, { groups }) => closureOf(files, groups?.file ?? "", all),
    new Set([...seen, name]) as ReadonlySet<string>,
  );
}

/** The packages whose code is in these files: esbuild names the source above its code. */
const packagesIn = (files: Files, names: Iterable<string>): ReadonlySet<string> =>
  new Set(
    [...names].flatMap((name) =>
      [
        ...(files.get(name) ?? "").matchAll(/^\/\/ node_modules\/(?<package>(?:@[^/\n]+\/)?[^/\n]+)\//gmu),
      ].map(({ groups }) => groups?.package ?? ""),
    ),
  );

/** The first word of the adapter's folder: `aws-iam` and `aws-identity-center` need the packages of one vendor. */
const vendorOf = (chunk: string): string =>
  /^\/\/ src\/providers\/(?!adapter\/)(?<vendor>[^/-]+)/mu.exec(chunk)?.groups?.vendor ?? "";

describe("The committed Action", () => {
  let built: Files;
  beforeAll(() => {
    built = bundle();
  }, 240_000);

  it("SC2: is what the sources and the lockfile make; `npm run build` writes it", () => {
    expect([...committed.keys()].sort()).toEqual([...built.keys()].sort());
    // toEqual would print both of them.
    for (const [name, text] of built) expect(committed.get(name) === text, name).toBe(true);
  });

  it("has no HTTP client beside the one it uses", () => {
    for (const text of built.values())
      expect(text).not.toMatch(/^\/\/ node_modules\/(?:undici|@actions\/http-client)\//mu);
  });

  it("loads an adapter's packages only where the configuration names the adapter", () => {
    const program = [...built.keys()].filter((name) => name === "index.js" || name.startsWith("run-"));
    const always = packagesIn(
      built,
      program.flatMap((name) => [...closureOf(built, name)]),
    );
    expect([...always]).toContain("yaml");
    const chunks = [...built.keys()].filter((name) => name.startsWith("adapter-"));
    expect(chunks).toHaveLength(adapters.size);
    const loaded = chunks.flatMap((name) =>
      [...packagesIn(built, closureOf(built, name))]
        .filter((each) => !always.has(each))
        .map((each) => ({ package: each, vendor: vendorOf(built.get(name) ?? "") })),
    );
    expect(loaded).toContainEqual({ package: "pg", vendor: "postgres" });
    const vendors = (wanted: string): ReadonlySet<string> =>
      new Set(loaded.filter((each) => each.package === wanted).map(({ vendor }) => vendor));
    const foreign = loaded.filter((each) => vendors(each.package).size > 1);
    expect(foreign).toEqual([]);
  });

  it("names no folder of the machine that built it", () => {
    for (const text of committed.values()) {
      expect(text.includes(root)).toBe(false);
      expect(text).not.toContain("sourceMappingURL");
    }
  });
});
