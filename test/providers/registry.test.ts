import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { listSecretNames } from "../../src/providers/adapter/secret-names.ts";
import { createContext, type ServerCapabilities } from "../../src/providers/context.ts";
import { createProviders } from "../../src/providers/index.ts";
import { adapters } from "../../src/providers/registry.ts";

const project = fileURLToPath(new URL("../..", import.meta.url));
const now = () => new Date("2026-11-20T12:00:00Z");
const names = [...adapters.keys()].sort();
/** A secret of a form that every adapter takes. */
const anySecret = "whsec_c2FtcGxlIHNlY3JldCBvZiAyNCBieXRlcw==";
const readPage = (page: string): string => readFileSync(join(project, "docs/providers", page), "utf8");

const listFolders = (path: string): string[] =>
  readdirSync(join(project, path), { withFileTypes: true })
    .filter((each) => each.isDirectory())
    .map(({ name }) => name);

const testFiles = readdirSync(join(project, "test"), { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".test.ts"))
  .map((name) => readFileSync(join(project, "test", name), "utf8"));

describe("the registry of providers", () => {
  it("has a folder for each adapter, and an adapter for each folder", () => {
    const folders = listFolders("src/providers").filter((name) => name !== "adapter");
    expect(folders.sort()).toEqual(names);
  });

  it("is the table in docs/providers.md", () => {
    const { status, stdout } = spawnSync("node", ["scripts/providers.js", "--check"], {
      cwd: project,
      encoding: "utf8",
    });
    expect({ status, stdout }).toEqual({ status: 0, stdout: "" });
  });

  describe.each(names)("%s", (name) => {
    const sample = /```yaml\n(?<text>.*?)```/su.exec(readPage(`${name}.md`))?.groups?.text ?? "";

    it("has a page whose sample is a valid entry", async () => {
      expect(sample).toContain(`adapter: ${name}`);
      const secrets = Object.fromEntries(listSecretNames(sample).map((variable) => [variable, anySecret]));
      expect((await createProviders(sample, secrets, { now })).size).toBe(1);
    });

    it("passes the conformance suite", () => {
      const own = testFiles.filter((text) => new RegExp(`/src/providers/${name}/`, "u").test(text));
      expect(
        own.some((text) => text.includes("/conformance.ts") && /\btestProvider(?:ByLease)?\(/u.test(text)),
      ).toBe(true);
    });
  });

  it.each(["../providers.md", "adding-a-provider.md"])(
    "names only files that exist in docs/providers/%s",
    (page) => {
      const paths = [...readPage(page).matchAll(/`(?<path>(?:src|test|docs)\/[\w./-]+)`/gu)].map(
        ({ groups }) => groups?.path ?? "",
      );
      expect(paths.filter((path) => !path.includes("acme") && !existsSync(join(project, path)))).toEqual([]);
    },
  );
});

describe("the context that an adapter gets", () => {
  const where = 'HALLPASS_PROVIDERS/1 ("orders-db")';
  const open = (secrets: Record<string, string>, capabilities: Partial<ServerCapabilities> = {}) =>
    createContext("orders-db", 1, secrets, { now, ...capabilities });

  it("names the provider and the place of its entry", () => {
    expect(open({})).toMatchObject({ name: "orders-db", where });
  });

  it("reads secrets, and says which variable to set to what", () => {
    const { readSecret } = open({ TOKEN: "hunter2", EMPTY: "" });
    expect(readSecret("tokenFrom", "TOKEN", "the token")).toBe("hunter2");
    for (const variable of ["EMPTY", "OTHER"])
      expect(() => readSecret("tokenFrom", variable, "the token")).toThrow(
        `${where}/tokenFrom: the variable ${variable} is not set. Set it to the token.`,
      );
  });

  it("finds verifiers of its own provider only, and none where the program has none", async () => {
    const findVerifier = async (provider: string, principal: string) => `${provider} ${principal}`;
    expect(await open({}, { findVerifier }).findVerifier("alice")).toBe("orders-db alice");
    expect(await open({}).findVerifier("alice")).toBeUndefined();
  });
});
