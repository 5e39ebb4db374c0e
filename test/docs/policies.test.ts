import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  DEFAULT_APPROVAL_COUNT,
  DEFAULT_MEMBER_FOR,
  DEFAULT_VALID_FOR,
} from "../../src/core/files/approvals.ts";
import { parsePolicy, policySchema } from "../../src/core/files/policy.ts";
import { DEFAULT_STEP_COUNT } from "../../src/core/policy/approval-steps.ts";
import { DEFAULT_PER_DAY, DEFAULT_PER_PERSON } from "../../src/core/policy/automatic-schema.ts";
import { DEFAULT_MINIMUM_DURATION } from "../../src/core/policy/duration-schema.ts";
import { DEFAULT_REASON_LENGTH } from "../../src/core/policy/reason-schema.ts";
import { DEFAULT_REVIEW_WITHIN } from "../../src/core/policy/review-schema.ts";

const page = readFileSync(new URL("../../docs/policies.md", import.meta.url), "utf8");

interface Schema {
  readonly type: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
}

/** Every field by its path, with whether it is needed; teams and accounts are explained once. */
function listFields({ properties = {}, required = [], items }: Schema, before = ""): [string, string][] {
  if (items !== undefined) return listFields(items, before);
  return Object.entries(properties).flatMap(([name, schema]): [string, string][] => [
    [`${before}${name}`, required.includes(name) ? "yes" : "no"],
    ...(name === "teams" || name === "users" ? [] : listFields(schema, `${before}${name}.`)),
  ]);
}

const rows = [...page.matchAll(/^\| `([\w.]+)` \| (\w+) \| (?:`(\w+)`)? ?\|/gmu)].map(
  ([, field, needed, value]) => ({
    field,
    needed,
    value,
  }),
);

describe("docs/policies.md", () => {
  it("has a line for each field of the schema, in its order, and none besides", () => {
    expect(rows.map(({ field, needed }) => [field, needed])).toEqual(listFields(policySchema));
  });

  it("says what holds where a field is not given", () => {
    const defaults = rows.flatMap(({ field, value }) => (value === undefined ? [] : [[field, value]]));
    expect(defaults).toEqual([
      ["version", "1"],
      ["requesters.includeChildTeams", "false"],
      ["duration.minimum", DEFAULT_MINIMUM_DURATION],
      ["reason.minimum", String(DEFAULT_REASON_LENGTH)],
      ["onBehalf.includeChildTeams", "false"],
      ["approvals.includeChildTeams", "false"],
      ["approvals.count", String(DEFAULT_APPROVAL_COUNT)],
      ["approvals.memberFor", DEFAULT_MEMBER_FOR],
      ["approvals.validFor", DEFAULT_VALID_FOR],
      ["approvals.steps.includeChildTeams", "false"],
      ["approvals.steps.count", String(DEFAULT_STEP_COUNT)],
      ["approvals.steps.every", "false"],
      ["review.within", DEFAULT_REVIEW_WITHIN],
      ["review.hold", "false"],
      ["automatic.perPerson", String(DEFAULT_PER_PERSON)],
      ["automatic.perDay", String(DEFAULT_PER_DAY)],
      ["breakGlass.includeChildTeams", "false"],
    ]);
  });

  it("shows a policy without a mistake that uses every field at the top", () => {
    const [, text = ""] = /```yaml\n(.*?)```/su.exec(page) ?? [];
    const { value, findings } = parsePolicy(text, "policies/orders-readonly.yaml");
    expect(findings).toEqual([]);
    expect(Object.keys(value ?? {}).sort()).toEqual(Object.keys(policySchema.properties).sort());
  });
});
