import { describe, expect, it } from "vitest";
import { iamAdapter } from "../../../src/providers/aws-iam/adapter.ts";

const secrets: Readonly<Record<string, string>> = { KEY_ID: "AKIDEXAMPLE", KEY: "hunter2" };
const context = {
  ...{ name: "prod", where: "HALLPASS_PROVIDERS/0", now: () => new Date(0) },
  ...{ findVerifier: async () => undefined, findPublicKey: async () => undefined },
  readSecret(_: string, variable: string): string {
    const secret = secrets[variable];
    if (secret === undefined) throw new Error(`${variable} is not set.`);
    return secret;
  },
};
const statement = { Action: "s3:GetObject", Resource: "arn:aws:s3:::orders/*" };
const entry = {
  ...{ account: "123456789012", region: "eu-central-1" },
  resources: { orders: { roles: { readonly: [statement] } } },
};
const open = (change: object) => iamAdapter.open({ ...entry, ...change }, context);
const withStatement = (change: object) => ({
  resources: { orders: { roles: { readonly: [{ ...statement, ...change }] } } },
});
const at = "HALLPASS_PROVIDERS/0/resources/orders/roles/readonly";

describe("an entry for AWS IAM", () => {
  it.each([
    ["an account in letters", { account: "prod" }],
    ["no region", { region: "everywhere" }],
    ["an endpoint in clear text", { endpoints: { iam: "http://iam.example" } }],
    ["an endpoint with a password", { endpoints: { iam: "https://user:hunter2@iam.example" } }],
    ["a denial", withStatement({ Effect: "Deny" })],
    ["NotAction", withStatement({ NotAction: "s3:*" })],
    ["a principal", withStatement({ Principal: "*" })],
    ["every service", withStatement({ Action: "*" })],
    ["a pattern of services", withStatement({ Action: "s*:GetObject" })],
    ["an operator that IAM does not have", withStatement({ Condition: { Equals: { a: "b" } } })],
    ["a character that no policy may hold", withStatement({ Resource: "arn:aws:s3:::\u20ac" })],
    ["a path that is none", { people: { kind: "User", path: "people" } }],
    ["sessions of no role", { people: { kind: "Session" } }],
  ])("is refused with %s", (_, change) => {
    expect(() => open(change)).toThrow("HALLPASS_PROVIDERS/0");
  });

  it.each(["aws:CurrentTime", "AWS:currenttime", "aws:userid"])(
    "may not have the condition key %s",
    (key) => {
      const Condition = { "ForAnyValue:StringLikeIfExists": { [key]: "x" } };
      expect(() => open(withStatement({ Condition }))).toThrow(
        `${at}: the condition key "${key}" is Hallpass's own.`,
      );
    },
  );

  it("may not give power over IAM", () => {
    expect(() => open(withStatement({ Action: ["s3:GetObject", "iam:*"] }))).toThrow(
      `${at}: a holder of "iam:*"`,
    );
  });

  it("may not be longer than IAM allows, and the error names both numbers", () => {
    const long = withStatement({
      Resource: Array.from({ length: 90 }, (_, index) => `arn:aws:s3:::orders-${index}/*`),
    });
    expect(() => open(long)).toThrow(/readonly: its policy has 2[0-9]{3} characters, and IAM allows 2048/u);
    expect(open({ ...long, people: { kind: "Session", role: "developer" } }).name).toBe("prod");
  });

  it("takes keys by name, a profile, or the standard chain, and no two of them", () => {
    const accessKey = { idFrom: "KEY_ID", secretFrom: "KEY" };
    for (const change of [{}, { accessKey }, { profile: "prod" }]) expect(open(change).name).toBe("prod");
    expect(() => open({ accessKey, profile: "prod" })).toThrow("set profile or accessKey, not both");
    expect(() => open({ accessKey: { ...accessKey, sessionTokenFrom: "NONE" } })).toThrow("NONE is not set");
  });
});

describe("how a person connects", () => {
  const connect = (change: object) =>
    open(change).connect?.({
      principal: "alice",
      entitlement: { provider: "prod", resource: "orders", role: "readonly" },
    });
  const { orders } = entry.resources;

  it("is the configured line or page, or the sign-in page of the account for its users", () => {
    expect(connect({})).toEqual({ kind: "link", text: "https://123456789012.signin.aws.amazon.com/console" });
    const command = "aws s3 ls s3://orders";
    expect(connect({ resources: { orders: { ...orders, command } } })).toEqual({
      kind: "command",
      text: command,
    });
    const link = "https://sso.example/start";
    expect(connect({ resources: { orders: { ...orders, link } } })).toEqual({ kind: "link", text: link });
    expect(connect({ people: { kind: "Session", role: "developer" } })).toBeUndefined();
    expect(connect({ region: "us-gov-west-1" })).toBeUndefined();
  });
});
