import { expect, it } from "vitest";
import { askProvider } from "../../../src/operations/evidence/list.ts";
import { createProvider } from "../../support/builders/provider.ts";

it("what ends by the provider's own timer may be gone two minutes early by its clock, and nothing else", async () => {
  const { provider } = createProvider("a");
  const traits = await provider.traits();
  const earlySecondsOf = async (nativeExpiry: typeof traits.nativeExpiry): Promise<number> => {
    const timed = { ...provider, traits: async () => ({ ...traits, nativeExpiry }) };
    return (await askProvider("a", [], new Map([["a", timed]]))).earlySeconds;
  };
  expect([await earlySecondsOf("none"), await earlySecondsOf("timer")]).toEqual([0, 120]);
});
