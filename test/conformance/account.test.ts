import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Account } from "../../src/conformance/account.ts";
import { checkAccount, InTheWay } from "../../src/conformance/check-account.ts";
import type { Outcome } from "../../src/conformance/index.ts";
import { parsePlan } from "../../src/conformance/plan.ts";
import { describeError, renderEnd, renderOutcome } from "../../src/conformance/render.ts";
import type { Provider } from "../../src/core/ports/provider.ts";
import { ProviderError } from "../../src/providers/adapter/error.ts";
import { adapters } from "../../src/providers/registry.ts";
import { standMemory } from "../providers/memory-fixture.ts";

/** An account that ends grants by its own clock, and a way to break its provider. */
function stand(change: (provider: Provider) => Partial<Provider> = () => ({}), use: object = {}) {
  const { provider, system, abilities, standing } = standMemory("separate");
  if (abilities === undefined) throw new Error("The fixture has no abilities.");
  const account: Account = {
    provider: { ...provider, ...change(provider) },
    use: { resource: "orders", role: "readonly", principals: ["alice", "eve"], standing, ...use },
    ...{ abilities, secrets: ["hunter2"], now: () => new Date("2026-11-20T12:00:00Z") },
  };
  const check = async (signal = new AbortController().signal, told: Outcome[] = []) => ({
    report: await checkAccount(account, signal, (outcome) => told.push(outcome)),
    told,
  });
  return { account, check, system };
}

const failed = (outcomes: readonly Outcome[]) => outcomes.filter(({ status }) => status === "failed");

describe("the suite on a real account", () => {
  it("passes, counts its calls, and leaves nothing", async () => {
    const { check, system } = stand();
    const { report, told } = await check();
    expect(told).toEqual(report.outcomes);
    expect(failed(report.outcomes)).toEqual([]);
    expect(report).toMatchObject({ left: [], isStopped: false });
    expect(report.calls).toBeGreaterThan(100);
    expect([...system.ours]).toEqual([]);
    expect(renderEnd(report)).toMatch(/ ok, 0 failed, \d+ not claimed, .* All that it gave is revoked\.\n$/u);
  });

  it("looks at what approvers are told and at the power over Hallpass, where it is told what to find", async () => {
    const listAbilities = async () => ["SELECT on 1 table: orders"];
    const says = async (use: object) => {
      const { report } = await stand(() => ({ listAbilities }), use).check();
      return failed(report.outcomes).map(({ name }) => name);
    };
    const gives = [{ kind: "github-team", id: 7 }];
    expect(await says({ told: await listAbilities(), gives })).toEqual([
      "tells nothing of a role or a resource that it does not know",
    ]);
    expect(await says({ told: [], gives: [{ kind: "own-account" }] })).toEqual([
      "says which power over Hallpass each entitlement gives",
      "tells of a role what its system has, and nothing else",
      "tells nothing of a role or a resource that it does not know",
    ]);
  });

  it("ends everything within the hour, should the clean-up fail", async () => {
    const ends: Date[] = [];
    const { check } = stand((provider) => ({
      hold(holding) {
        ends.push(holding.until);
        return provider.hold(holding);
      },
    }));
    await check();
    expect(Math.max(...ends.map((end) => end.getTime()))).toBe(Date.parse("2026-11-20T14:00:00Z"));
  });

  it("revokes what a case that failed left behind", async () => {
    const { check, system } = stand((provider) => ({
      hold: async (holding) => {
        await provider.hold(holding);
        throw new ProviderError("memory", "UNEXPECTED");
      },
    }));
    const { report } = await check();
    expect(failed(report.outcomes).length).toBeGreaterThan(5);
    expect(report.left).toEqual([]);
    expect([...system.ours]).toEqual([]);
  });

  it("stops before the next case when it is told to, and revokes what it gave", async () => {
    const controller = new AbortController();
    let held = 0;
    const { check, system } = stand((provider) => ({
      hold(holding) {
        if (++held === 4) controller.abort();
        return provider.hold(holding);
      },
    }));
    const { report } = await check(controller.signal);
    expect(report).toMatchObject({ isStopped: true, left: [] });
    expect(report.outcomes.length).toBeLessThan(15);
    expect([...system.ours]).toEqual([]);
  });

  it("names what it could not revoke", async () => {
    const { check, system } = stand((provider) => ({
      async revoke(holding) {
        if (system.ours.size > 0) throw new ProviderError("memory", "REFUSED");
        return provider.revoke(holding);
      },
    }));
    const { report } = await check();
    expect(report.left).toMatchObject([{ principal: "alice" }]);
    expect(renderEnd(report)).toContain("take it by hand:\n  - alice (alice, orders/readonly)\n");
  });

  it("refuses a principal that holds the role, and revokes nothing", async () => {
    const { check, system } = stand(undefined, { principals: ["alice", "carol"] });
    await expect(check()).rejects.toThrow(InTheWay);
    await expect(check()).rejects.toThrow('"carol" holds the role already.');
    expect(system.others.size).toBe(1);
  });

  it("waits for the system's own expiry where it is told how long", async () => {
    let soon: Date | undefined;
    const { check, system } = stand(
      (provider) => ({
        traits: async () => ({ ...(await provider.traits()), nativeExpiry: "removed" }),
        async hold(holding) {
          const receipt = await provider.hold(holding);
          // An end that is a second away comes while it waits for two.
          if (holding.until.getTime() === Date.parse("2026-11-20T12:00:01Z")) {
            soon = holding.until;
            system.ours.clear();
          }
          return receipt;
        },
      }),
      { expirySeconds: 2 },
    );
    const { report } = await check();
    const expiry = report.outcomes.find(({ name }) => name.startsWith("ends by itself"));
    expect(expiry).toMatchObject({ status: "ok" });
    expect(soon).toBeDefined();
  });
});

describe("the plan", () => {
  const text = `provider: { name: lab, adapter: memory }
use: { resource: orders, role: readonly, principals: [alice, eve] }`;

  it("is an entry, and what may be used", () => {
    expect(parsePlan(text, "c.yaml")).toEqual({
      provider: { name: "lab", adapter: "memory" },
      use: { resource: "orders", role: "readonly", principals: ["alice", "eve"] },
    });
  });

  it("on the page is one", () => {
    const page = readFileSync(new URL("../../docs/providers/conformance.md", import.meta.url), "utf8");
    const sample = /```yaml\n(?<text>.*?)```/su.exec(page)?.groups?.text ?? "";
    const { provider } = parsePlan(sample, "conformance.yaml");
    expect([...adapters.keys()]).toContain(provider.adapter);
  });

  it.each([
    ["one principal", text.replace(", eve", ""), "c.yaml/use/principals: must NOT have fewer than 2 items."],
    [
      "the same principal twice",
      text.replace("eve", "alice"),
      "c.yaml/use/principals: must NOT have duplicate",
    ],
    ["a field it does not know", `${text.slice(0, -1)}, hold: 1 }`, 'c.yaml/use: "hold" is not known here.'],
    [
      "a team without its number",
      `${text.slice(0, -1)}, gives: [{ kind: github-team }] }`,
      "c.yaml/use/gives/0",
    ],
    ["no entry", "use: {}", "c.yaml: must have required property 'provider'."],
    ["no YAML", "a: [", "c.yaml is neither YAML nor JSON: "],
  ])("is refused with %s", (_, wrong, says) => {
    expect(() => parsePlan(wrong, "c.yaml")).toThrow(says);
  });
});

describe("the report", () => {
  it("says of each case ok, failed with the reason, or not claimed with the reason", () => {
    expect(renderOutcome({ name: "holds", status: "ok" }, [])).toBe("ok           holds\n");
    expect(renderOutcome({ name: "ends", status: "not claimed", gap: "no disturb" }, [])).toBe(
      "not claimed  ends (no disturb)\n",
    );
    expect(renderOutcome({ name: "lists", status: "failed", error: new Error("a\nb") }, [])).toBe(
      "failed       lists\n             a\n             b\n",
    );
  });

  it("masks the secrets of the entry, in the cause too", () => {
    const error = new ProviderError("memory", "LOGIN_REFUSED", new Error("token hunter2 is wrong"));
    expect(describeError(error, ["hunter2"])).toMatch(/\(token \*\*\* is wrong\)$/u);
  });
});
