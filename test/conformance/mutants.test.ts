import { AssertionError } from "node:assert";
import { describe, expect, it } from "vitest";
import { conformanceCases, openStage, runCases } from "../../src/conformance/index.ts";
import type { Grant } from "../../src/core/access/grant.ts";
import { ProviderError } from "../../src/providers/adapter/error.ts";
import { mutants } from "./mutants.ts";
import { broken, type Rich, standRich } from "./rich.ts";

const LAG_MS = 20;

async function judge(rich: Rich, of: string) {
  const stage = await openStage(rich);
  const cases = conformanceCases.filter(({ name }) => name.startsWith(of));
  expect(cases.map(({ name }) => name)).toHaveLength(1);
  for await (const outcome of runCases(stage, cases)) return outcome;
  throw new Error("No case ran.");
}

describe("the conformance suite", () => {
  it.each(["separate", "shared"] as const)("passes a provider with every ability: %s", async (container) => {
    const outcomes = [];
    for await (const outcome of runCases(await openStage(standRich(container)), conformanceCases))
      outcomes.push(outcome);
    expect(outcomes.filter(({ status }) => status === "failed")).toEqual([]);
    const gaps = outcomes.flatMap(({ gap }) => gap ?? []);
    expect(new Set(gaps)).toEqual(
      new Set([`its grants can${container === "separate" ? "" : "not"} be told from others`]),
    );
  });

  it("passes a provider whose listings lag within what it declares", async () => {
    const rich = standRich();
    const { provider } = rich;
    let shown: Grant[] = [];
    const lagging = broken(rich, () => ({
      async listGrants(entitlements) {
        const now = await provider.listGrants(entitlements);
        setTimeout(() => {
          shown = now;
        }, LAG_MS).unref();
        return shown;
      },
      traits: async () => ({ ...(await provider.traits()), consistencySeconds: 5 }),
    }));
    const cases = conformanceCases.filter(({ name }) => /^(?:holds, |ends one|RV5|RV11: keeps)/u.test(name));
    const outcomes = [];
    for await (const { status, name } of runCases(await openStage(lagging), cases))
      outcomes.push({ status, name });
    expect(outcomes).toEqual(cases.map(({ name }) => ({ status: "ok", name })));
  });

  it("has a defect for each case", () => {
    const free = conformanceCases.filter(({ name }) => !mutants.some(({ of }) => name.startsWith(of)));
    expect(free.map(({ name }) => name)).toEqual([]);
  });

  it.each(mutants)("$of: fails for a provider that $defect", async ({ of, make }) => {
    const { status, error } = await judge(make(), of);
    expect(status).toBe("failed");
    // A failure of the case, and not of the test.
    expect(error instanceof AssertionError || error instanceof ProviderError).toBe(true);
  });
});
