import { describe, expect, it } from "vitest";
import { main } from "../../src/cli.ts";
import { planRequest } from "../../src/commands/ask/plan-request.ts";
import type { Offered } from "../../src/commands/ask/read-offers.ts";
import { describeTemplates, findTemplate, readTemplates } from "../../src/commands/ask/read-templates.ts";
import { listOffers } from "../../src/core/asking/offers.ts";
import { parsePolicy } from "../../src/core/files/policy.ts";
import { parseRequest } from "../../src/core/files/request.ts";
import { capture } from "./clone.ts";
import { checkout, policyText } from "./policy-checkout.ts";

const templateText = (name: string, duration = "1h"): string => `name: ${name}
description: Look, and change nothing.
policy: orders-readonly
entitlements: [{ provider: orders-db, resource: orders, role: readonly }]
duration: ${duration}
reason: { minimum: 20 }
`;
const folder = {
  "policies/templates/debug-readonly.yaml": templateText("debug-readonly"),
  "policies/templates/too-long.yaml": templateText("too-long", "9h"),
  "policies/templates/README.md": "Not a template",
};

function offer(): Offered {
  const { value } = parsePolicy(policyText(), "policies/orders-readonly.yaml");
  if (value === undefined) throw new Error("The policy of this test has mistakes.");
  const mine = [value];
  return {
    me: { id: 1001, login: "alice" },
    base: { branch: "main", commit: "c".repeat(40) },
    ...{ policies: mine, mine, offers: listOffers(mine) },
  };
}

const desk = {
  readFolder: async () => Object.entries(folder).map(([path, text]) => ({ path, text })),
};
const NOW = new Date("2026-11-28T12:00:00Z");
const REASON = "Stuck refunds, INC-1234";

describe("hallpass request --template", () => {
  it("writes all terms into the file: what approvers read is what is granted", async () => {
    const template = findTemplate(await readTemplates(desk, offer()), "debug-readonly");
    const planned = await planRequest(offer(), [], { reason: REASON }, NOW, template);
    const { file, findings } = planned.formed;
    expect(findings).toEqual([]);
    expect(planned.template).toBe("debug-readonly");
    expect(file.path).toMatch(/^access-requests\/payments\/2026-11-28-alice-orders-readonly-/u);
    expect(parseRequest(file.text, file.path).value).toEqual({
      subject: "alice",
      entitlements: [{ provider: "orders-db", resource: "orders", role: "readonly" }],
      ...{ duration: "1h", reason: REASON },
    });
  });

  it("lets a person ask for less time, and not for more than the policy allows", async () => {
    const template = findTemplate(await readTemplates(desk, offer()), "debug-readonly");
    const plan = (time: string) => planRequest(offer(), [], { reason: REASON, for: time }, NOW, template);
    expect((await plan("30m")).formed.file.text).toContain("duration: 30m\n");
    expect((await plan("9h")).formed.findings.map(({ code }) => code)).toEqual(["DURATION_TOO_LONG"]);
  });

  it("asks for the reason that the template wants", async () => {
    const template = findTemplate(await readTemplates(desk, offer()), "debug-readonly");
    await expect(planRequest(offer(), [], { reason: "Too short" }, NOW, template)).rejects.toThrow(
      "20 characters or more",
    );
  });

  it("offers no template that is wider than its policy, or whose policy is for others", async () => {
    const templates = await readTemplates(desk, offer());
    expect(templates.map(({ name }) => name)).toEqual(["debug-readonly"]);
    expect(describeTemplates(templates)).toContain(
      "debug-readonly  orders-db/orders:readonly for 1h  (Look, and change nothing.)",
    );
    expect(await readTemplates(desk, { ...offer(), mine: [] })).toEqual([]);
    expect(() => findTemplate(templates, "too-long")).toThrow("more than its policy offers");
    expect(() => findTemplate(templates, "debug-readnly")).toThrow('Did you mean "debug-readonly"?');
  });

  it.each([
    [["orders:readonly"]],
    [["--policy", "orders-readonly"]],
    [["--folder", "payments"]],
    [["--end"]],
    [["--list"]],
  ])("stands alone, not beside %j", async (others) => {
    const { code, err } = await capture(main, "request", "--template", "debug-readonly", ...others);
    expect({ code, err }).toMatchObject({ code: 2, err: expect.stringContaining("as a whole") });
  });
});

it("check finds a template that its policy does not cover", async () => {
  const root = await checkout({ "policies/orders-readonly.yaml": policyText(), ...folder });
  const { code, out } = await capture(main, "check", "--root", root);
  expect(code).toBe(1);
  expect(out).toContain("allows 5m to 8h, and the template asks for 9h");
  expect(out.match(/TEMPLATE_UNUSABLE/gu)).toHaveLength(1);
});
