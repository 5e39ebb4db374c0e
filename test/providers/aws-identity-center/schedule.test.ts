import { randomInt } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createRandom } from "../../../src/conformance/contract/random.ts";
import { atExpression, scheduleName, targetOf } from "../../../src/providers/aws-identity-center/schedule.ts";

describe("a schedule", () => {
  it("is at the second of the end, or the next one: never early", () => {
    const seed = randomInt(2 ** 31 - 1);
    const random = createRandom(seed);
    for (let round = 0; round < 1000; round++) {
      const end = new Date(Math.floor(random() * 4_000_000_000_000));
      const text = /^at\((?<at>[\dT:-]{19})\)$/u.exec(atExpression(end))?.groups?.at ?? "";
      const late = new Date(`${text}Z`).getTime() - end.getTime();
      expect(late, `of seed ${seed}`).toBeGreaterThanOrEqual(0);
      expect(late, `of seed ${seed}`).toBeLessThan(1000);
    }
  });

  it("has a name that AWS takes, of its ids alone", () => {
    const ids = { instance: "i", principal: "p", entitlement: "e" };
    expect(scheduleName(ids)).toMatch(/^[0-9a-zA-Z_.-]{1,64}$/u);
    expect(scheduleName({ ...ids })).toBe(scheduleName(ids));
    for (const id of ["instance", "principal", "entitlement"] as const)
      expect(scheduleName({ ...ids, [id]: "other" })).not.toBe(scheduleName(ids));
  });

  it("calls the API of the instance's partition", () => {
    expect(targetOf("arn:aws-cn:sso:::instance/ssoins-1234567890abcdef")).toBe(
      "arn:aws-cn:scheduler:::aws-sdk:ssoadmin:deleteAccountAssignment",
    );
  });
});
