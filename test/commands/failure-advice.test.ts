import { describe, expect, it } from "vitest";
import { describeNextStep, explainFailure } from "../../src/commands/output/failure-advice.ts";
import { ProviderError, type ProviderErrorCode } from "../../src/providers/adapter/error.ts";

const orders = (code: ProviderErrorCode): ProviderError => new ProviderError("orders-db", code);

describe("what to do about a failure", () => {
  it.each([
    ["REFUSED", "give Hallpass's account at the provider the right it lacks (hallpass doctor names it)"],
    ["BUSY", "see what changes the same role at the provider again and again"],
  ] as const)("is the same for the app and for whoever runs a command: %s", (code, step) => {
    expect(describeNextStep(code)).toBe(step);
    expect(explainFailure(orders(code))).toContain(
      ` Next: ${step.charAt(0).toUpperCase()}${step.slice(1)}, then run this again.`,
    );
  });

  it("is to restart the app where its configuration was wrong", () => {
    expect(describeNextStep("LOGIN_REFUSED")).toMatch(/into the variable it names; then restart the app$/u);
    expect(explainFailure(orders("LOGIN_REFUSED"))).not.toContain("restart");
  });

  it("is to find the cause of what nobody expected, and of a code that a later version wrote", () => {
    expect(describeNextStep("UNEXPECTED")).toMatch(/^find the cause/u);
    expect(["SOMETHING_NEW", "constructor"].map(describeNextStep)).toEqual(
      Array(2).fill(describeNextStep("UNEXPECTED")),
    );
  });

  it("is to correct what is no provider's fault", () => {
    expect(explainFailure(new Error("The folder is empty.", { cause: new Error("ENOENT") }))).toBe(
      "The folder is empty. (ENOENT) Next: Correct that, then run this again.",
    );
  });
});
