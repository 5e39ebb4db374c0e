import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { parse } from "yaml";
import { main } from "../../src/cli.ts";
import { findLedgerKey } from "../../src/commands/setup/ledger-key.ts";

const source = `acme/hallpass@${"0123456789".repeat(4)}`;

const TRUSTED = "fedcba9876".repeat(4);

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "hallpass-workflows-"));
  await mkdir(join(dir, "access"));
  const key = findLedgerKey(undefined).privateKey.replaceAll("\n", "\\n");
  await writeFile(
    join(dir, "hallpass.env"),
    `APP_ID=123456\nHALLPASS_REPOSITORY=acme/access\nHALLPASS_REPOSITORY_ID=5001\nHALLPASS_TRUSTED_COMMIT=${TRUSTED}\nHALLPASS_LEDGER_KEY="${key}"\nHALLPASS_PROVIDERS='[{ name: orders-db, adapter: postgres, passwordFrom: ORDERS_DB_PASSWORD }]'\nORDERS_DB_PASSWORD=a-secret-word\n`,
    { mode: 0o600 },
  );
});
afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  await rm(dir, { recursive: true });
});

async function workflows(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  const before = { ...process.env };
  const written = { out: "", err: "" };
  const keep = (name: "out" | "err") => (text: string | Uint8Array) => {
    written[name] += String(text);
    return true;
  };
  vi.spyOn(process.stdout, "write").mockImplementation(keep("out"));
  vi.spyOn(process.stderr, "write").mockImplementation(keep("err"));
  try {
    return { code: await main(["workflows", "--env", join(dir, "hallpass.env"), ...argv]), ...written };
  } finally {
    vi.restoreAllMocks();
    // The command reads the file into the environment, which the next file of this process has, too.
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
  }
}

it("writes the three files, and says which secrets each environment needs", async () => {
  const root = join(dir, "access");
  const { code, out } = await workflows("--source", source, "--reaper", "Iv23li", "--once", "--root", root);
  expect(code).toBe(0);
  expect((await readdir(join(root, ".github/workflows"))).sort()).toEqual([
    ...["hallpass-once.yaml", "hallpass-wake.yaml", "hallpass.yaml"],
  ]);
  const text = await readFile(join(root, ".github/workflows/hallpass-once.yaml"), "utf8");
  expect(text).toContain(`uses: acme/hallpass/action/once@${"0123456789".repeat(4)}`);
  expect(parse(text).jobs.once.environment).toBe("hallpass");
  expect(out).toContain("gh secret set ORDERS_DB_PASSWORD --env hallpass-reaper --repo acme/access");
  expect(parse(text).jobs.once.steps[1].env.HALLPASS_TRUSTED_COMMIT).toBe(TRUSTED);
  expect(out).not.toContain("gh variable set");
  for (const each of [text, out]) expect(each).not.toMatch(/a-secret-word|PRIVATE KEY-/u);
});

it("prints only the scheduled Action's where a server runs", async () => {
  const { out } = await workflows("--source", source, "--reaper", "Iv23li", "--json");
  expect(JSON.parse(out).files.map(({ path }: { path: string }) => path)).toEqual([
    ".github/workflows/hallpass.yaml",
  ]);
});

it.each([
  ["a tag, which can be moved", ["--source", "acme/hallpass@v1", "--once"], "full commit"],
  ["no source", ["--once"], "full commit"],
  ["no choice", ["--source", source], "Say which workflows"],
])("refuses %s", async (_what, argv, says) => {
  const { code, err } = await workflows(...argv);
  expect(code).toBe(2);
  expect(err).toContain(says);
});
