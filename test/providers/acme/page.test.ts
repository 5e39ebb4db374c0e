import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, expect, it } from "vitest";
import type { Provider } from "../../../src/core/ports/provider.ts";
import type { Adapter } from "../../../src/providers/adapter/adapter.ts";
import { testProvider } from "../conformance.ts";
import { startAcme } from "./server.ts";

/** The code of docs/providers/adding-a-provider.md, as files of a folder that `../adapter/` and `../../core/` can be found from. */
const page = readFileSync(new URL("../../../docs/providers/adding-a-provider.md", import.meta.url), "utf8");
const blocks = [...page.matchAll(/```ts\n(?<code>.*?)```/gsu)].map(({ groups }) => groups?.code ?? "");
const find = (what: string): string => blocks.find((code) => code.includes(what)) ?? "";
const code = { adapter: find("defineAdapter<"), provider: find("export function acmeProvider(") };

const source = fileURLToPath(new URL("../../../src/", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "hallpass-acme-"));
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 10 }));
for (const [name, text] of Object.entries(code))
  writeFileSync(
    join(folder, `${name}.ts`),
    text
      .replaceAll('"../adapter/', `"${source}providers/adapter/`)
      .replaceAll('"../../core/', `"${source}core/`),
  );

interface Options {
  readonly name: string;
  readonly url: string;
  readonly token: string;
  readonly resources: Readonly<Record<string, readonly string[]>>;
  readonly deadlineSeconds: number;
  now(): Date;
}

const loadAdapter = async (): Promise<Adapter> => (await import(join(folder, "adapter.ts"))).acmeAdapter;
const loadProvider = async (): Promise<(options: Options) => Provider> =>
  (await import(join(folder, "provider.ts"))).acmeProvider;

it("the adapter of the page has less than 120 lines", () => {
  const lines = Object.values(code).map((text) => text.trimEnd().split("\n").length);
  expect(lines.every((count) => count > 20)).toBe(true);
  expect(lines.reduce((sum, count) => sum + count, 0)).toBeLessThan(120);
});

/** Beyond the deadline of a second. */
const LATE_MS = 1300;
const entitlement = { provider: "acme", resource: "orders", role: "readonly" };
const token = "hunter2-token";

testProvider("the adapter of the page", async () => {
  const hostile = [`x"; drop role alice; --`, "../../admins", "*)(uid=*"];
  const system = await startAcme(token, LATE_MS);
  for (const name of ["alice", "eve", "carol", ...hostile]) system.users.set(name, `u${system.users.size}`);
  const idOf = (name: string) => system.users.get(name) ?? "";
  const byHand = {
    give: async (name: string) =>
      void system.members.set(`${idOf(name)} admin`, { user: idOf(name), note: "admin" }),
    take: async (name: string) => void system.members.delete(`${idOf(name)} admin`),
  };
  await byHand.give("carol");
  const [{ abilities }, acmeProvider] = [await loadAdapter(), await loadProvider()];
  const given = { name: "acme", url: system.url, token, deadlineSeconds: 1, now: () => new Date() };
  const open = (resources: Options["resources"]) => acmeProvider({ ...given, resources });
  const provider = open({ orders: ["readonly"] });
  const canUse = async (name: string) =>
    [...system.members.values()].some(
      (each) => each.user === idOf(name) && (each.until ?? Infinity) > Date.now(),
    );
  return {
    ...{ provider, entitlement, abilities },
    unknown: { resource: { ...entitlement, resource: "payroll" }, role: { ...entitlement, role: "owner" } },
    principals: { first: "alice", second: "eve", hostile },
    missing: "nobody",
    standing: "carol",
    fail: (isFailing) => system.setStatus(isFailing ? 503 : 200),
    byHand,
    canUse,
    disturb: system.disturb,
    landed: system.landed,
    openUnmapped: () => open({ payroll: ["clerk"] }),
    secrets: [token],
    async expire(holding) {
      await provider.hold({ ...holding, until: new Date(Date.now() + 200) });
      await pause(250);
    },
    drop: {
      async principal(name) {
        for (const key of [...system.members.keys()])
          if (key.startsWith(`${idOf(name)} `)) system.members.delete(key);
        system.users.delete(name);
      },
      async entitlement() {
        system.groups.clear();
        system.members.clear();
      },
    },
    close: () => system.stop(),
  };
});
