import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { main } from "../../src/cli.ts";
import { conformanceCases } from "../../src/conformance/index.ts";
import { makeAuthority } from "../providers/ssh/authority.ts";
import { capture } from "./clone.ts";

const folder = mkdtempSync(join(tmpdir(), "hallpass-conformance-"));
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 10 }));

const use = { resource: "orders", role: "readonly", principals: ["alice", "eve"] };
const provider = { name: "lab", adapter: "memory", resources: { orders: ["readonly"] } };

function run(plan: unknown, ...argv: string[]) {
  const file = join(folder, "plan.yaml");
  writeFileSync(file, typeof plan === "string" ? plan : JSON.stringify(plan));
  return capture(main, "conformance", ...argv, "--entry", file);
}

describe("hallpass conformance", () => {
  it("prints each case and the totals", async () => {
    const { code, out, err } = await run({ provider, use }, "memory");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    const lines = out.split("\n").filter((line) => /^(?:ok|failed|not claimed) {2,}/u.test(line));
    expect(lines).toHaveLength(conformanceCases.length);
    expect(out).toMatch(/\d+ ok, 0 failed, \d+ not claimed, with \d+ calls/u);
  });

  it("prints one JSON object for scripts", async () => {
    const { code, out } = await run({ provider, use }, "memory", "--json");
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      cases: expect.arrayContaining([
        { name: "gives a principal the same ids each time", status: "ok" },
        { name: expect.stringContaining("HH1: "), status: "not claimed", why: "the fixture has no hostile" },
      ]),
      ...{ left: [], complete: true },
    });
  });

  it("runs a certificate authority with the public keys of the plan", async () => {
    const authority = makeAuthority();
    try {
      const { configuration, folder: keys } = authority;
      const ssh = {
        ...{ name: "hosts", adapter: "ssh", caPublicKey: configuration.caPublicKey },
        ...{ caKeyFile: join(keys, "ca"), folder: configuration.folder },
        resources: { orders: { roles: { readonly: { principals: ["orders-readonly"] } } } },
      };
      const publicKeys = { alice: authority.alice, eve: authority.configuration.caPublicKey };
      const { code, out } = await run({ provider: ssh, use: { ...use, publicKeys } }, "ssh");
      expect(out).toMatch(/\d+ ok, 0 failed, \d+ not claimed/u);
      expect(code).toBe(0);
    } finally {
      authority.remove();
    }
  });

  it("ends with 1 when a case fails", async () => {
    // Such a system takes every name: no principal is missing.
    const { code, out } = await run({ provider, use: { ...use, missing: "nobody" } }, "memory");
    expect(code).toBe(1);
    expect(out).toContain(
      "failed       knows no principal that does not exist\n             identify: a ProviderError",
    );
    expect(out).toContain("1 failed");
  });

  it.each([
    [
      "an adapter that does not exist",
      "nosql",
      { provider, use },
      'There is no adapter "nosql". There are: ',
    ],
    [
      "an entry of another adapter",
      "postgres",
      { provider, use },
      'for the adapter "memory", not "postgres".',
    ],
    ["a plan with a mistake", "memory", { provider }, "must have required property 'use'."],
    [
      "an entry with a mistake",
      "memory",
      { provider: { ...provider, port: 1 }, use },
      '"port" is not known here.',
    ],
  ])("ends with 2 for %s", async (_, adapter, plan, says) => {
    const { code, out, err } = await run(plan, adapter);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(says);
  });
});
