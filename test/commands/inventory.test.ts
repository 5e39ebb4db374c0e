import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { main } from "../../src/cli.ts";
import { temporaryFolder } from "../git/fixture.ts";
import { memory, unreachable } from "../support/builders/provider-entries.ts";
import { capture, configure } from "./clone.ts";

const header = (name: string) => `# Standing access, as hallpass inventory --provider ${name} read it.\n`;
const empty = (name: string) => `${header(name)}provider: ${name}\ngrants: []\n`;
const line = `  - { resource: orders, role: readonly, principal: carol, ids: { instance: "memory:crm", principal: "carol", entitlement: "orders/readonly" } }\n`;

const remove = ["--propose", "remove", "--repository", "."];
const adopt = (...argv: string[]) => ["--propose", "adopt", "--repository", ".", ...argv];

const inventory = (...argv: string[]) => capture(main, "inventory", ...argv);

function write(text: string): string {
  const file = join(temporaryFolder(), "baseline.yaml");
  writeFileSync(file, text);
  return file;
}

beforeEach(() => configure([memory("orders-db"), memory("crm")]));
afterEach(() => {
  vi.unstubAllEnvs();
});

describe("hallpass inventory", () => {
  it("prints one document per provider, in order", async () => {
    expect(await inventory()).toEqual({ code: 0, err: "", out: `${empty("crm")}---\n${empty("orders-db")}` });
    expect(await inventory("--provider", "crm")).toEqual({ code: 0, err: "", out: empty("crm") });
  });

  it("is content with what it printed, in one file or in several", async () => {
    const all = { code: 0, err: "", out: "Standing access is as committed.\n" };
    expect(await inventory("--check", write((await inventory()).out))).toEqual(all);
    const files = ["crm", "orders-db"].flatMap((name) => ["--check", write(empty(name))]);
    expect(await inventory(...files)).toEqual(all);
    expect(await inventory("--provider", "crm", "--check", write(`---\n${empty("crm")}`))).toEqual(all);
  });

  it("names what is gone, and fails", async () => {
    const file = write(`provider: crm\ngrants:\n${line}`);
    expect(await inventory("--provider", "crm", "--check", file)).toEqual({
      code: 1,
      err: "",
      out: `CHANGE  PRINCIPAL  ROLE      ON          GIVEN BY\ngone    carol      readonly  crm/orders  not told\n`,
    });
  });

  it("does not pass what it did not compare", async () => {
    const { code, out, err } = await inventory("--check", write(empty("crm")));
    expect([code, out]).toEqual([1, ""]);
    expect(err).toContain('No file given with --check is about "orders-db"');
    const other = await inventory(
      "--provider",
      "crm",
      "--check",
      write(`${empty("crm")}---\n${empty("old")}`),
    );
    expect(other.code).toBe(1);
    expect(other.err).toContain('"old" of --check is not looked at');
  });

  it("prints the others when one cannot be read, names it, and fails", async () => {
    configure([memory("crm"), unreachable], { ORDERS_DB_PASSWORD: "hunter2hunter2" });
    const { code, out, err } = await inventory();
    expect([code, out]).toEqual([3, empty("crm")]);
    expect(err).toContain('"orders-db" could not be read, and is not above.');
    expect(err).not.toContain("hunter2");
    const checked = await inventory("--check", write(`${empty("crm")}---\n${empty("orders-db")}`));
    expect(checked.code).toBe(3);
  });

  it.each([
    ["a provider nobody configured", () => ["--provider", "hr"], "It has: orders-db, crm."],
    ["a file that is not there", () => ["--check", "/nonexistent.yaml"], "cannot be read"],
    [
      "a file that is no baseline",
      () => ["--check", write(`${empty("crm")}---\nprovider: 7\n`)],
      "baseline.yaml:5:",
    ],
    [
      "two baselines of one provider",
      () => ["--check", write(`${empty("crm")}---\n${empty("crm")}`)],
      'gives "crm" twice',
    ],
    ["a key without a ledger", () => ["--key", "x"], "give --repository DIR too"],
    ["an unknown option", () => ["--jsno"], "hallpass inventory --help"],
    ["what goes with --propose, alone", () => ["--json"], "--json goes with --propose"],
    ["an unknown proposal", () => ["--propose", "revoke", "--repository", "."], "Use adopt or remove"],
    ["a proposal without a clone", () => ["--propose", "remove"], "give --repository DIR"],
    ["a proposal that compares", () => [...remove, "--check", write(empty("crm"))], "Give one of them"],
    [
      "a removal in a folder",
      () => [...remove, "--folder", "payments"],
      "--folder goes with --propose adopt",
    ],
    ["a push of nothing", () => [...remove, "--push", "--dry-run"], "Give one of them"],
    ["a request in no folder", () => adopt(), "give --folder TEAM"],
    ["a request in a strange folder", () => adopt("--folder", "../x"), "is not a folder of access-requests/"],
    [
      "a request for no time",
      () => adopt("--folder", "payments", "--duration", "8"),
      "--duration 8 is no duration",
    ],
  ])("cannot use %s", async (_, argv, message) => {
    const { code, out, err } = await inventory(...argv());
    const isJson = argv().includes("--json");
    expect([code, isJson ? Object.keys(JSON.parse(out)) : out]).toEqual([2, isJson ? ["error"] : ""]);
    expect(err).toContain(message);
  });

  it("explains itself", async () => {
    expect(await inventory("--help")).toMatchObject({ code: 0, out: expect.stringContaining("Exit codes") });
  });
});
