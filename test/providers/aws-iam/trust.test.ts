// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   HH5: The lent role may end sessions, lock catalogues or take reserved connections (`pg_signal_backend`,
//     `pg_maintain`, `pg_use_reserved_connections`): its holder ends each session of Hallpass, or locks what
//     the end writes.

import { describe, expect, it } from "vitest";
import { hasFreeSessionNames } from "../../../src/providers/aws-iam/trust.ts";

const account = "123456789012";

const trust = (...Statement: object[]): string => JSON.stringify({ Version: "2012-10-17", Statement });
const own = { StringEquals: { "sts:RoleSessionName": "$" + "{aws:username}" } };
const named = (variable: string) => ({
  StringEquals: { "sts:RoleSessionName": `$\{${variable}}` },
});
const assume = {
  Effect: "Allow",
  Principal: { AWS: `arn:aws:iam::${account}:root` },
  Action: "sts:AssumeRole",
};
const bySaml = { Effect: "Allow", Action: ["sts:AssumeRoleWithSAML", "sts:TagSession"] };

describe("HH5: the name of a session", () => {
  it("is the caller's own by a condition, or by SAML", () => {
    expect(hasFreeSessionNames(trust({ ...assume, Condition: own }))).toBe(false);
    expect(hasFreeSessionNames(trust(bySaml))).toBe(false);
    for (const AWS of [account, `arn:aws:iam::${account}:user/people/alice`])
      expect(hasFreeSessionNames(trust({ ...assume, Principal: { AWS }, Condition: own }))).toBe(false);
    const byToken = {
      ...bySaml,
      Action: "sts:AssumeRoleWithWebIdentity",
      Condition: named("id.example/realm:sub"),
    };
    expect(hasFreeSessionNames(trust(byToken))).toBe(false);
    expect(
      hasFreeSessionNames(trust(bySaml, { ...assume, Condition: own }, { ...assume, Effect: "Deny" })),
    ).toBe(false);
  });

  it.each([
    ["without a condition", trust(assume)],
    ["by one statement of two", trust(bySaml, assume)],
    ["by a pattern of actions", trust({ ...bySaml, Action: "sts:*" })],
    ["by a web identity", trust({ ...bySaml, Action: "sts:AssumeRoleWithWebIdentity" })],
    ["by a pattern", trust({ ...assume, Condition: { StringLike: { "sts:RoleSessionName": "*" } } })],
    [
      "by one name of two",
      trust({
        ...assume,
        Condition: { StringEquals: { "sts:RoleSessionName": ["$" + "{aws:username}", "alice"] } },
      }),
    ],
    [
      "where it need not be there",
      trust({ ...assume, Condition: { StringEqualsIfExists: own.StringEquals } }),
    ],
    ["by a tag that the caller brings", trust({ ...assume, Condition: named("aws:RequestTag/name") })],
    ["by a tag of the session before", trust({ ...assume, Condition: named("aws:PrincipalTag/name") })],
    [
      "by a claim that people change",
      trust({ ...assume, Condition: named("id.example:preferred_username") }),
    ],
    [
      "to users of the name in two accounts, by two statements",
      trust({ ...assume, Condition: own }, { ...assume, Principal: { AWS: "210987654321" }, Condition: own }),
    ],
    ["by itself", trust({ ...assume, Condition: named("sts:RoleSessionName") })],
    ["where the policy cannot be read", "no policy"],
    ["by statements without an action", trust({ Effect: "Allow", NotAction: "s3:*" })],
  ])("is free %s", (_, policy) => {
    expect(hasFreeSessionNames(policy)).toBe(true);
  });

  it.each(["*", { AWS: "*" }, { AWS: [account, "210987654321"] }, {}])(
    "is free to a user of the name in another account, by %j",
    (Principal) => {
      expect(hasFreeSessionNames(trust({ ...assume, Principal, Condition: own }))).toBe(true);
    },
  );
});
