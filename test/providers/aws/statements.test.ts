import { expect, it } from "vitest";
import { describeStatements, readStatements } from "../../../src/providers/adapter/aws/statements.ts";

it("tells what is allowed, then what is denied, and what a statement leaves out", () => {
  expect(
    describeStatements([
      {
        Effect: "Deny",
        Action: ["iam:*"],
        Resource: "*",
        Condition: { Bool: { "aws:MultiFactorAuthPresent": "false" } },
      },
      { Effect: "Allow", NotAction: ["iam:*", "organizations:*"], Resource: ["arn:a", "*"] },
      { Effect: "Allow", Action: "*", NotResource: "arn:b" },
    ]),
  ).toEqual([
    "every action but iam:*, organizations:* on every resource",
    "every action on every resource but arn:b",
    "never iam:* on every resource, limited by aws:MultiFactorAuthPresent",
  ]);
});

it("reads the statements of a policy, one or many, and none of a text that is no policy", () => {
  expect(readStatements('{"Statement":{"Effect":"Allow"}}')).toEqual([{ Effect: "Allow" }]);
  expect(readStatements('{"Statement":[1,2]}')).toEqual([1, 2]);
  expect(readStatements("<html>")).toEqual([]);
});

it.each([undefined, null, 7, "x", [], {}, { Action: 7, Resource: "*" }])(
  "tells nothing of %j",
  (statement) => {
    expect(describeStatements([statement])).toEqual([]);
  },
);

it("is not confused by conditions and resources that are none", () => {
  expect(describeStatements([{ Action: "a:b", Resource: {}, Condition: { x: null, y: 7 } }])).toEqual([
    "a:b on ",
  ]);
});
