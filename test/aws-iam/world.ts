import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import type { IamConfiguration, Template } from "../../src/providers/aws-iam/configuration.ts";
import { iamProvider } from "../../src/providers/aws-iam/provider.ts";
import { isAllowed } from "./fake/evaluate.ts";
import { ACCOUNT, type Entity, roleArn, userArn } from "./fake/iam.ts";
import { accessKey, type FakeAws, startFakeAws } from "./fake/server.ts";

export const entitlement = { provider: "prod", resource: "orders", role: "readonly" };

/** Reading objects of a bucket, and listing it from the office alone. */
export const template: Template = [
  { Sid: "Read", Action: "s3:GetObject", Resource: "arn:aws:s3:::orders/*" },
  {
    ...{ Action: ["s3:ListBucket"], Resource: ["arn:aws:s3:::orders"] },
    Condition: { IpAddress: { "aws:SourceIp": "192.0.2.0/24" } },
  },
];

/** What approvers are told of it. */
export const told = [
  "s3:GetObject on arn:aws:s3:::orders/*",
  "s3:ListBucket on arn:aws:s3:::orders, limited by aws:SourceIp",
];

export const BOUNDARY = `arn:aws:iam::${ACCOUNT}:policy/hallpass-boundary`;

/** The policy of docs/providers/aws-iam.md that has these words. */
export function readPolicy(words: string): string {
  const page = readFileSync(new URL("../../docs/providers/aws-iam.md", import.meta.url), "utf8");
  const found = [...page.matchAll(/```json\n(?<text>.*?)```/gsu)].find(({ groups }) =>
    groups?.text?.includes(words),
  );
  if (found?.groups?.text === undefined) throw new Error(`The page has no policy with ${words}.`);
  return found.groups.text;
}

/** "IAM identifiers": unique ids begin with AIDA (user) or AROA (role). */
const newId = (prefix: "AIDA" | "AROA"): string =>
  `${prefix}${randomBytes(17).toString("hex").toUpperCase().slice(0, 17)}`;

export const newEntity = (prefix: "AIDA" | "AROA", path = "/people/"): Entity => ({
  ...{ id: newId(prefix), path, policies: new Map(), boundary: BOUNDARY },
});

export interface World {
  readonly aws: FakeAws;
  readonly configuration: IamConfiguration;
  open(change?: Partial<IamConfiguration>): ReturnType<typeof iamProvider>;
  user(name: string): Entity;
  /** Whether the policies of a user allow this, now or at another time; by the id that the user had at first. */
  can(name: string, action?: string, resource?: string, context?: Record<string, string>): Promise<boolean>;
  close(): Promise<void>;
}

export async function createWorld(names: readonly string[], deadlineSeconds = 10): Promise<World> {
  const aws = await startFakeAws(deadlineSeconds);
  aws.self.policies.set("hallpass", readPolicy("iam:PutUserPolicy"));
  aws.roles.set("hallpass", aws.self);
  for (const name of names) aws.users.set(name, newEntity("AIDA"));
  const trustPolicy = readPolicy("sts:RoleSessionName");
  aws.roles.set("developer", { ...newEntity("AROA", "/"), trustPolicy });
  const configuration: IamConfiguration = {
    ...{ name: "prod", account: ACCOUNT, region: "eu-central-1", accessKey, endpoints: aws.endpoints },
    ...{ deadlineSeconds, consistencySeconds: 2, now: aws.now, boundary: BOUNDARY },
    people: { kind: "User", path: "/people/" },
    resources: { orders: { command: "aws s3 ls s3://orders", roles: { readonly: template } } },
  };
  const opened: ReturnType<typeof iamProvider>[] = [];
  const user = (name: string): Entity => {
    const found = aws.users.get(name);
    if (found === undefined) throw new Error(`no user ${name}`);
    return found;
  };
  return {
    ...{ aws, configuration, user },
    open(change = {}) {
      const provider = iamProvider({ ...configuration, ...change });
      opened.push(provider);
      return provider;
    },
    async can(name, action = "s3:GetObject", resource = "arn:aws:s3:::orders/1", context = {}) {
      const { id, path, policies } = user(name);
      return isAllowed(policies, {
        ...{ principal: userArn(name, path), action, resource },
        context: { "aws:CurrentTime": aws.now().toISOString(), "aws:userid": id, ...context },
      });
    },
    async close() {
      for (const provider of opened) await provider.close();
      await aws.close();
    },
  };
}

/** Whether a session of the role may read, by its name. */
export async function canSession({ aws }: World, session: string): Promise<boolean> {
  const role = aws.roles.get("developer");
  if (role === undefined) return false;
  return isAllowed(role.policies, {
    ...{
      principal: roleArn("developer", role.path),
      action: "s3:GetObject",
      resource: "arn:aws:s3:::orders/1",
    },
    context: { "aws:CurrentTime": aws.now().toISOString(), "aws:userid": `${role.id}:${session}` },
  });
}
