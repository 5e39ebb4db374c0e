import { describe, expect, it } from "vitest";
import { parseCodeowners } from "../../../src/core/files/codeowners.ts";
import { parsePolicy } from "../../../src/core/files/policy.ts";
import type { Settings } from "../../../src/core/files/settings.ts";
import { lintRules } from "../../../src/core/lint/lint.ts";
import { OWNERS, policyText } from "../../commands/policy-checkout.ts";
import { settings } from "../../support/builders/evidence.ts";

interface Given {
  readonly policies?: readonly string[];
  readonly owners?: string;
  readonly people?: Settings["people"];
  readonly duties?: Settings["duties"];
}

/** Code, file and line of all that is found in sound rules with these changes. */
function lint({
  policies = [policyText()],
  owners = OWNERS,
  people = settings().people,
  duties = [],
}: Given): string[] {
  return lintRules({
    policies: policies.flatMap((text, index) => {
      const path = `policies/${index}.yaml`;
      const { value, locate } = parsePolicy(text, path);
      if (value === undefined) throw new Error(`${path} is no policy.`);
      return [{ path, policy: value, locate }];
    }),
    codeowners: { path: ".github/CODEOWNERS", owners: parseCodeowners(owners, ".github/CODEOWNERS") },
    settings: settings({ people, duties }),
  }).map(({ code, place }) => `${code} ${place?.file}:${place?.line}`);
}

const twoOffers =
  "[{ provider: orders-db, resource: orders, roles: [readonly] }, { provider: orders-db, resource: orders, roles: [writer, readonly] }]";

describe("the lint of rules", () => {
  it("has nothing to say about sound ones", () => {
    expect(lint({})).toEqual([]);
  });

  it.each<[string, Given, string[]]>([
    [
      "a chain of extensions without an end",
      { policies: [policyText({ duration: "{ maximum: 8h }" })] },
      ["DURATION_UNBOUNDED policies/0.yaml:5"],
    ],
    [
      "access for a month and a day, and not for a month",
      { policies: [policyText({ duration: "{ maximum: 31d, maximumTotal: 60d }" })] },
      ["DURATION_LONG policies/0.yaml:5"],
    ],
    [
      "conditions that ask nothing",
      {
        policies: [
          policyText({
            when: "[{ condition: \"history.first\", says: A }, { condition: \"'a' in ['a']\", says: B }]",
            automatic: '{ maximum: 1h, when: [{ condition: "true", says: C }] }',
          }),
        ],
      },
      ["CONDITION_CONSTANT policies/0.yaml:7", "CONDITION_CONSTANT policies/0.yaml:8"],
    ],
    ["a month", { policies: [policyText({ duration: "{ maximum: 30d, maximumTotal: 30d }" })] }, []],
    [
      "an offer that comes twice",
      { policies: [policyText({ entitlements: twoOffers })] },
      ["OFFER_REPEATED policies/0.yaml:3"],
    ],
    [
      "two policies of one name that offer the same",
      { policies: [policyText(), policyText()] },
      ["POLICY_NAME_SHARED policies/1.yaml:1", "POLICY_AMBIGUOUS policies/1.yaml:2"],
    ],
    [
      "a team with another id than in the settings",
      { policies: [policyText({ requesters: "{ teams: [{ slug: security, id: 304 }] }" })] },
      ["TEAM_CONTRADICTORY policies/0.yaml:4"],
    ],
    [
      "an id with another team than in another policy",
      {
        policies: [
          policyText(),
          policyText({
            name: "b",
            entitlements: "[{ provider: orders-db, resource: b, roles: [b] }]",
            requesters: "{ teams: [{ slug: billing, id: 302 }] }",
          }),
        ],
      },
      ["TEAM_CONTRADICTORY policies/1.yaml:4"],
    ],
    [
      "a provider where nobody has an account",
      {
        policies: [policyText({ entitlements: "[{ provider: crm, resource: orders, roles: [readonly] }]" })],
      },
      ["PROVIDER_PEOPLELESS policies/0.yaml:3"],
    ],
    [
      "more approvals than people who could give them",
      { policies: [policyText({ approvals: "{ teams: [{ slug: payments-leads, id: 302 }], count: 4 }" })] },
      ["APPROVERS_TOO_FEW policies/0.yaml:6"],
    ],
    [
      "an empty identity map",
      { people: [] },
      ["PROVIDER_PEOPLELESS policies/0.yaml:3", "APPROVERS_TOO_FEW policies/0.yaml:6"],
    ],
    [
      "a folder without owners, at the policy that serves it",
      { policies: [policyText({ folders: "[payments, billing]" })] },
      ["FOLDER_OWNED policies/0.yaml:2"],
    ],
    [
      "owners of a folder that no policy serves",
      { owners: `${OWNERS}/access-requests/old/ @acme/old\n` },
      ["FOLDER_UNSERVED .github/CODEOWNERS:8"],
    ],
    [
      "a line that a later one overrules",
      { owners: `${OWNERS}/access-requests/*/ @acme/payments-leads\n` },
      ["OWNERS_SHADOWED .github/CODEOWNERS:1"],
    ],
    [
      "a fallback that owns no folder of its policy",
      {
        policies: [
          policyText({
            approvals:
              "{ teams: [{ slug: payments-leads, id: 302 }], fallback: { after: 8h, teams: [{ slug: managers, id: 306 }] } }",
          }),
        ],
      },
      ["FALLBACK_IDLE policies/0.yaml:6"],
    ],
  ])("finds %s", (_name, given, found) => {
    expect(lint(given)).toEqual(found);
  });
});

it("finds sides of duties that no policy offers", () => {
  const side = (resource: string) => [{ provider: "orders-db", resource, roles: ["*"] }];
  const duties = [{ name: "one", apart: [side("ord*"), side("misspelt")] }];
  expect(lint({ duties }).map((line) => line.split(" ")[0])).toEqual(["DUTY_IDLE"]);
});
