// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   HH3: The holder opens a session that sets the role and delays its own start until after the end
//     (`post_auth_delay`).
//   HH4: The holder sets the password of the lent role, and logs in as that role after the end.

import { describe, expect, it } from "vitest";
import { findLasting, findPower } from "../../../src/providers/aws-iam/powers.ts";

const role = "arn:aws:iam::123456789012:role/worker";
const statement = (Action: string | string[], Resource: string | string[] = "*") => ({ Action, Resource });

describe("a role that Hallpass refuses", () => {
  it.each([
    ["HH3: every action of IAM", "iam:*"],
    ["HH3: a key of her own", "iam:CreateAccessKey"],
    ["HH1: an end to Hallpass's rights", "iam:DeleteRolePolicy"],
    ["HH1: an end to Hallpass's policies for good", "iam:putuserpolicy"],
    ["HH5: the trust of a role", "iam:UpdateAssumeRolePolicy"],
    ["by a pattern", "iam:?ut*"],
    ["by a pattern that also reads", "iam:*Policy"],
    ["of an organisation", "organizations:DetachPolicy"],
    ["of Identity Center", "sso:CreateAccountAssignment"],
    ["of its groups", "identitystore:CreateGroupMembership"],
    ["HH3: any role", "sts:AssumeRole"],
    ["HH3: any role, by a pattern", "sts:*"],
    ["HH4: any role for a service", "iam:PassRole"],
    ["HH3: the root of another account", "sts:AssumeRoot"],
  ])("gives %s", (_, action) => {
    expect(findPower([statement("s3:GetObject"), statement(["s3:ListBucket", action])])).toBe(action);
  });

  it("names a role for a service or to assume by a pattern", () => {
    for (const each of ["arn:aws:iam::123456789012:role/*", "arn:aws:iam::*:role/worker", [role, "*"]])
      for (const action of ["sts:AssumeRole", "iam:PassRole"])
        expect(findPower([statement(action, each)])).toBe(action);
  });

  it.each([
    "s3:*",
    "iam:GetUser",
    "iam:List*",
    "organizations:Describe*",
    "ec2:RunInstances",
    "sts:GetCallerIdentity",
  ])("is none with %s", (action) => expect(findPower([statement(action)])).toBeUndefined());

  it("HH3: hands on the root of an account that is named", () => {
    expect(findPower([statement("sts:AssumeRoot", "arn:aws:iam::123456789012:root")])).toBe("sts:AssumeRoot");
  });

  it("is none that names each role that it hands on", () => {
    expect(findPower([statement(["sts:AssumeRole", "iam:PassRole"], [role])])).toBeUndefined();
  });
});

describe("HH3, HH4: a role whose effects outlive it", () => {
  it("is found by name and by pattern, whatever the case", () => {
    expect(findLasting([statement("s3:PutBucketPolicy")])).toEqual(["s3:PutBucketPolicy"]);
    expect(findLasting([statement("s3:putbucketp*")])).toEqual(["s3:PutBucketPolicy"]);
    expect(findLasting([statement("ecs:*")])).toEqual([
      "ecs:ExecuteCommand",
      "ecs:CreateService",
      "ecs:RunTask",
    ]);
    expect(findLasting([statement("iam:PassRole", role)])).toEqual(["iam:PassRole"]);
  });

  it("is found by any pattern of it, and by no pattern of another", () => {
    for (const pattern of ["glue:Create???", "glue:*J?b", "glue:C*t*J*b", "glue:CreateJob*", "glue:***b"])
      expect(findLasting([statement(pattern)]), pattern).toEqual(["glue:CreateJob"]);
    for (const pattern of [
      "glue:Create??",
      "glue:*J?",
      "glue:CreateJob?",
      "glue:*Job*Job",
      "glue:*".padEnd(120, "*a"),
    ])
      expect(findLasting([statement(pattern)]), pattern).toEqual([]);
  });

  it("is none that only reads", () => {
    expect(findLasting([statement(["s3:Get*", "s3:List*", "ec2:Describe*"])])).toEqual([]);
  });
});
