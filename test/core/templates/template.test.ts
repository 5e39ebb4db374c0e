import { describe, expect, it } from "vitest";
import { parsePolicy } from "../../../src/core/files/policy.ts";
import { judgeTemplate } from "../../../src/core/templates/judge-template.ts";
import { isTemplatePath, parseTemplate, type Template } from "../../../src/core/templates/template.ts";
import { policyText } from "../../commands/policy-checkout.ts";

const text = `name: debug-readonly
policy: orders-readonly
entitlements: [{ provider: orders-db, resource: orders, role: readonly }]
duration: 1h
reason: { prompt: "Which incident?", minimum: 20 }
`;
const parse = (source = text, file = "policies/templates/debug-readonly.yaml") => parseTemplate(source, file);
const policy = (fields: Readonly<Record<string, string>> = {}) => {
  const { value } = parsePolicy(policyText(fields), "policies/orders-readonly.yaml");
  if (value === undefined) throw new Error("The policy of this test has mistakes.");
  return value;
};
const template = (fields: Partial<Template> = {}): Template => {
  const { value } = parse();
  if (value === undefined) throw new Error("The template of this test has mistakes.");
  return { ...value, ...fields };
};

describe("a template", () => {
  it("says what a request by its name asks for", () => {
    expect(parse()).toMatchObject({ findings: [], value: { name: "debug-readonly", duration: "1h" } });
  });

  it.each([
    ["has the name of its file", text, "policies/templates/other.yaml", "TEMPLATE_UNUSABLE"],
    ["names no approvers: the policy does", `${text}approvals: {}\n`, undefined, "FIELD_UNKNOWN"],
    ["names roles, no patterns", text.replace("role: readonly", 'role: "*"'), undefined, "VALUE_PATTERN"],
  ])("%s", (_what, source, file, code) => {
    const { findings } = parse(source, file);
    expect(findings.map((finding) => finding.code)).toEqual([code]);
  });

  it.each([
    ["policies/templates/debug.yaml", true],
    ["policies/debug.yaml", false],
    ["policies/templates/deep/debug.yaml", false],
    ["templates/debug.yaml", false],
  ])("is read at %s: %s", (path, isRead) => {
    expect(isTemplatePath(path)).toBe(isRead);
  });
});

describe("a template beside its policy", () => {
  it("proposes what the policy offers, also by a pattern", () => {
    expect(judgeTemplate(template(), [policy()])).toEqual([]);
    const byPattern = policy({
      entitlements: '[{ provider: orders-db, resource: "ord*", roles: [readonly] }]',
    });
    expect(judgeTemplate(template(), [byPattern])).toEqual([]);
  });

  const other = { provider: "orders-db", resource: "orders", role: "admin" };
  it.each<[string, Partial<Template>, string]>([
    ["no role that it does not offer", { entitlements: [other] }, "does not offer orders-db/orders:admin"],
    ["no longer time", { duration: "9h" }, "allows 5m to 8h"],
    ["no shorter time", { duration: "1m" }, "allows 5m to 8h"],
    ["no other folder", { folder: "billing" }, 'does not serve the folder "billing"'],
    ["no policy that is not there", { policy: "gone" }, 'no policy "gone"'],
  ])("proposes %s", (_what, fields, message) => {
    const findings = judgeTemplate(template(fields), [policy()]);
    expect(findings.map(({ code }) => code)).toEqual(["TEMPLATE_UNUSABLE"]);
    expect(findings[0]?.message).toContain(message);
  });

  it("names the folder where the policy serves several", () => {
    const both = policy({ folders: "[payments, billing]" });
    expect(judgeTemplate(template(), [both])[0]?.message).toContain("several folders");
    expect(judgeTemplate(template({ folder: "billing" }), [both])).toEqual([]);
  });
});
