import { expect, it } from "vitest";
import { describeTemplate } from "../../../src/providers/aws-iam/abilities.ts";

it("tells the actions of each statement, their resources and the names of their conditions", () => {
  expect(
    describeTemplate([
      { Action: "s3:GetObject", Resource: "*" },
      {
        Action: ["a:1", "a:2", "a:3", "a:4", "a:5", "a:6", "a:7"],
        Resource: ["arn:a", "arn:b", "arn:c", "arn:d"],
        Condition: {
          StringEquals: { "aws:RequestedRegion": "eu-west-1" },
          Bool: { "aws:SecureTransport": "true" },
        },
      },
    ]),
  ).toEqual([
    "s3:GetObject on every resource",
    "a:1, a:2, a:3, a:4, a:5, a:6 and 1 more on arn:a, arn:b, arn:c and 1 more, limited by aws:RequestedRegion, aws:SecureTransport",
  ]);
});
