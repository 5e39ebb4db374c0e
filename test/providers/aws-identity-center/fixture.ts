import { randomUUID } from "node:crypto";
import type { Holding } from "../../../src/core/access/holding.ts";
import type { Provider } from "../../../src/core/ports/provider.ts";
import { createAws } from "../../../src/providers/aws-identity-center/api.ts";
import type { IdentityCenterConfiguration } from "../../../src/providers/aws-identity-center/configuration.ts";
import { identityCenterProvider } from "../../../src/providers/aws-identity-center/provider.ts";
import { until } from "../../support/until.ts";
import type { ProviderFixture } from "../conformance.ts";
import { type Cloud, OWN, startCloud } from "./fake/cloud.ts";

export const entitlement = { provider: "aws", resource: "orders", role: "readonly" };
export const ACCOUNT = "123456789012";
export const SET = "arn:aws:sso:::permissionSet/ssoins-1234567890abcdef/ps-1234567890abcdef";
const OTHER_SET = "arn:aws:sso:::permissionSet/ssoins-1234567890abcdef/ps-fedcba0987654321";
export const SECRET = "hunter2-of-aws";
const KEY = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
export const GROUP = "hallpass";

/** Long enough for a busy machine. */
const DEADLINE_SECONDS = 60;
/** A deadline that the suite can wait for. */
export const SHORT_SECONDS = 6;

/** What no person may see: AWS's texts, and the credentials. */
const secrets = [SECRET, KEY];

const hostile = [`x";drop/role/alice;--`, "../../admins?role=owner#x", "__proto__", `alice","UserName":"eve`];

export interface Standing {
  readonly hasSchedules: boolean;
  readonly deadlineSeconds?: number;
}

export type Stage = ProviderFixture & {
  readonly cloud: Cloud;
  open(overrides?: Partial<IdentityCenterConfiguration>): Provider;
  idOf(principal: string): string;
};

/** A stand-in for AWS with all that the suite can try on it. */
export async function standIdentityCenter({
  hasSchedules,
  deadlineSeconds = DEADLINE_SECONDS,
}: Standing): Promise<Stage> {
  const cloud = await startCloud(deadlineSeconds * 1000 + 300);
  const { center, scheduler } = cloud;
  center.accounts.add(ACCOUNT);
  center.sets.set(SET, {
    ...{ name: "OrdersReadOnly", tags: { team: "orders", owner: "sre", hallpass: "lent" } },
    ...{ description: "Reads orders.", managed: ["ReadOnlyAccess", "SecurityAudit"], customer: ["orders"] },
    inline: JSON.stringify({
      Statement: [
        { Effect: "Deny", Action: "s3:*", NotResource: "arn:aws:s3:::orders" },
        { Effect: "Allow", Action: "s3:GetObject", Resource: "*" },
      ],
    }),
  });
  // A renamed person keeps her id.
  const ids = new Map(
    ["alice", "eve", "carol", ...hostile].map((name) => [name, center.addUser(name)] as const),
  );
  const idOf = (principal: string): string => ids.get(principal) ?? "";
  const assignmentOf = (principal: string) =>
    ({ account: ACCOUNT, permissionSet: SET, kind: "USER", principal: idOf(principal) }) as const;
  center.give(assignmentOf("carol"));
  scheduler.groups.add(GROUP);

  const endpoints = Object.fromEntries(
    ["sso", "identitystore", "scheduler", "sts", "cloudtrail"].map((service) => [service, cloud.server.url]),
  );
  const now = () => new Date("2026-11-20T12:00:00Z");
  const open = (overrides: Partial<IdentityCenterConfiguration> = {}): Provider => {
    const configuration: IdentityCenterConfiguration = {
      ...{ name: "aws", account: OWN, region: "eu-central-1", instance: center.instance, now },
      ...{ portal: "https://acme.awsapps.com/start", deadlineSeconds, consistencySeconds: 0 },
      ...(hasSchedules && {
        trail: { role: "hallpass-trail" },
        schedule: {
          ...{ group: GROUP, role: `arn:aws:iam::${OWN}:role/hallpass-end` },
          deadLetters: `arn:aws:sqs:eu-central-1:${OWN}:hallpass-ends`,
        },
      }),
      resources: {
        orders: { account: ACCOUNT, roles: { readonly: { permissionSet: SET, name: "OrdersReadOnly" } } },
      },
      ...overrides,
    };
    const accessKey = { accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: KEY };
    const connection = {
      ...{ name: "aws", account: OWN, region: "eu-central-1", now },
      accessKey,
      endpoints,
    };
    const aws = createAws(
      { ...connection, deadlineSeconds },
      { instance: center.instance, pauseSeconds: 0.01 },
    );
    return identityCenterProvider(configuration, aws);
  };
  const provider = open();
  const canUse = async (principal: string): Promise<boolean> =>
    center.users.has(idOf(principal)) && center.has(assignmentOf(principal));

  return {
    ...{ provider, cloud, open, idOf, entitlement, canUse, secrets },
    ...{ fail: cloud.fail, disturb: cloud.disturb },
    ...(deadlineSeconds > SHORT_SECONDS && {
      disturbances: ["lost-answer", "fails-after", "throttled", "partial"],
    }),
    unknown: { resource: { ...entitlement, resource: "payroll" }, role: { ...entitlement, role: "owner" } },
    principals: { first: "alice", second: "eve", hostile },
    told: [
      "do what AWS's policies allow: ReadOnlyAccess, SecurityAudit",
      "do what policies of the account allow, whose texts Hallpass does not see: orders",
      "s3:GetObject on every resource",
      "never s3:* on every resource but arn:aws:s3:::orders",
      "go on in an open session after the end, for PT1H at most",
      "do what the description of OrdersReadOnly says: “Reads orders.”",
    ],
    missing: "nobody",
    standing: "carol",
    byHand: {
      give: async (principal) => center.give(assignmentOf(principal)),
      take: async (principal) => center.take(assignmentOf(principal)),
    },
    // "session duration": credentials that were issued work until then, also after the assignment is gone ("Set session duration").
    openSession: async () => ({ isAlive: async () => true, close: async () => {} }),
    openUnmapped: () =>
      open({
        resources: { payroll: { account: "210987654321", roles: { clerk: { permissionSet: OTHER_SET } } } },
      }),
    ...(hasSchedules && {
      async expire({ until: end, principal }: Holding) {
        scheduler.run(new Date(end.getTime() + 60_000));
        await until(
          `the schedule ends the access of ${principal}`,
          () => canUse(principal),
          (can) => !can,
        );
      },
    }),
    drop: {
      principal: async (principal) => void center.users.delete(idOf(principal)),
      async entitlement() {
        for (const each of [...center.assignments.values()]) center.take(each);
        center.sets.delete(SET);
      },
    },
    hostile: [
      {
        id: "HH1",
        does: "has AWS answer a conflict to the end",
        play: async () => {
          center.conflicts = 2;
        },
      },
      {
        id: "HH6",
        does: "uses up AWS's rate of calls around the end",
        play: async () => {
          center.throttled = 2;
        },
      },
      {
        id: "HH5",
        does: "has her user renamed",
        play: async (principal) =>
          void center.users.set(idOf(principal), { name: `x-${randomUUID()}`, status: "ENABLED" }),
        clean: async (principal) =>
          void center.users.set(idOf(principal), { name: principal, status: "ENABLED" }),
      },
    ],
    async close() {
      await provider.close();
      await cloud.close();
    },
  };
}
