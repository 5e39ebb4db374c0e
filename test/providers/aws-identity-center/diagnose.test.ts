import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findLastingActions } from "../../../src/providers/aws-identity-center/diagnosis/lasting-actions.ts";
import { hoursOf } from "../../../src/providers/aws-identity-center/diagnosis/session-hours.ts";
import { OWN } from "./fake/cloud.ts";
import { ACCOUNT, GROUP, SET, type Stage, standIdentityCenter } from "./fixture.ts";

let on: Stage;
beforeEach(async () => {
  on = await standIdentityCenter({ hasSchedules: true });
});
afterEach(() => on.close());

const examine = async (provider = on.provider) =>
  ((await provider.diagnose?.()) ?? []).map(({ code, severity }) => `${severity} ${code}`);
const setTo = (change: object) => {
  const there = on.cloud.center.sets.get(SET);
  if (there !== undefined) on.cloud.center.sets.set(SET, { ...there, ...change });
};

describe("hallpass doctor on IAM Identity Center", () => {
  it("finds nothing with the rights of the page, and changes nothing", async () => {
    expect(await examine()).toEqual([]);
    expect(on.cloud.scheduler.schedules.size).toBe(0);
    expect(on.cloud.server.seen).not.toContain("scheduler:CreateSchedule");
    expect(on.cloud.center.running).toEqual([]);
  });

  it.each<[string, () => void, string]>([
    [
      "credentials of another account",
      () => {
        on.cloud.state.account = "333333333333";
      },
      "error IDENTITY_CENTER_OTHER_ACCOUNT",
    ],
    [
      "the management account",
      () => {
        on.cloud.center.owner = ACCOUNT;
      },
      "error IDENTITY_CENTER_MANAGEMENT_ACCOUNT",
    ],
    [
      "Hallpass in the management account",
      () => {
        on.cloud.center.owner = OWN;
      },
      "warning IDENTITY_CENTER_MANAGEMENT_ACCOUNT",
    ],
    [
      "a permission set that does not exist",
      () => on.cloud.center.sets.delete(SET),
      "error IDENTITY_CENTER_NO_SET",
    ],
    [
      "an account that does not exist",
      () => on.cloud.center.accounts.delete(ACCOUNT),
      "error IDENTITY_CENTER_NO_SET",
    ],
    [
      "a set without the tag",
      () => setTo({ tags: { team: "orders" } }),
      "warning IDENTITY_CENTER_NOT_RESERVED",
    ],
    ["a set of another name", () => setTo({ name: "Orders" }), "warning IDENTITY_CENTER_SET_NAME"],
    ["long sessions", () => setTo({ sessionDuration: "PT4H" }), "warning IDENTITY_CENTER_LONG_SESSION"],
    [
      "HH3: a set that can make users",
      () => setTo({ inline: `{"Statement":{"Effect":"Allow","Action":"iam:Create*","Resource":"*"}}` }),
      "warning IDENTITY_CENTER_KEEPS_ACCESS",
    ],
    [
      "HH3, HH4: a set with a managed policy that can do everything, on a later page",
      () => setTo({ managed: ["ReadOnlyAccess", "SecurityAudit", "AdministratorAccess"] }),
      "warning IDENTITY_CENTER_KEEPS_ACCESS",
    ],
    [
      "HH3: a set with all but IAM, and so with roles that trust the account",
      () => setTo({ managed: ["PowerUserAccess"] }),
      "warning IDENTITY_CENTER_KEEPS_ACCESS",
    ],
    [
      "no schedule group",
      () => on.cloud.scheduler.groups.delete(GROUP),
      "error IDENTITY_CENTER_NO_SCHEDULE_GROUP",
    ],
    [
      "rights beyond those of the page",
      () => {
        on.cloud.state.isWide = true;
      },
      "warning IDENTITY_CENTER_TOO_MUCH",
    ],
  ])("finds %s", async (_, spoil, expected) => {
    spoil();
    expect(await examine()).toContain(expected);
  });

  it.each([
    "sso-admin:ListAccountAssignments",
    "sso-admin:DescribePermissionSet",
    "sso-admin:ListTagsForResource",
    "sso-admin:ListAccountAssignmentCreationStatus",
    "sso-admin:DescribeAccountAssignmentDeletionStatus",
    "identitystore:DescribeUser",
    "scheduler:UpdateSchedule",
    "scheduler:DeleteSchedule",
    "scheduler:GetScheduleGroup",
    "sts:AssumeRole",
  ])("names the missing right %s", async (operation) => {
    on.cloud.denied.add(operation);
    const findings = (await on.provider.diagnose?.()) ?? [];
    const [, action = ""] = operation.split(":");
    expect(findings.map(({ code }) => code)).toEqual(["IDENTITY_CENTER_NO_RIGHT"]);
    expect(findings[0]?.message).toContain(action);
  });

  it("says that it does not see the instance", async () => {
    on.cloud.denied.add("sso-admin:ListInstances");
    expect(await examine()).toEqual(["error IDENTITY_CENTER_NO_INSTANCE"]);
  });

  it("warns of schedules that fail unseen", async () => {
    const provider = on.open({ schedule: { group: GROUP, role: `arn:aws:iam::${OWN}:role/hallpass-end` } });
    expect(await examine(provider)).toEqual(["warning IDENTITY_CENTER_NO_DEAD_LETTERS"]);
    await provider.close();
  });

  it("does not take a failure for a finding", async () => {
    on.fail(true);
    await expect(on.provider.diagnose?.()).rejects.toMatchObject({ code: "UNREACHABLE" });
    on.fail(false);
  });
});

describe("actions that outlast a lease", () => {
  const policy = (statement: object) => JSON.stringify({ Version: "2012-10-17", Statement: [statement] });

  it.each([
    [{ Effect: "Allow", Action: "*", Resource: "*" }, true],
    [{ Effect: "Allow", Action: ["s3:Get*", "IAM:createuser"], Resource: "*" }, true],
    [{ Effect: "Allow", Action: "iam:?assRole", Resource: "*" }, true],
    [{ Effect: "Allow", NotAction: "iam:*", Resource: "*" }, true],
    [{ Effect: "Allow", NotAction: "*", Resource: "*" }, false],
    [{ Effect: "Allow", Action: ["s3:*", "iam:Get*", "iam:List*"], Resource: "*" }, false],
    [{ Effect: "Deny", Action: "iam:*", Resource: "*" }, false],
  ])("of %j", (statement, expected) => {
    expect(findLastingActions(policy(statement)).length > 0).toBe(expected);
  });

  it("of a text that is no policy are none", () => {
    for (const text of ["", "{", "[]", "null", `{"Statement":[null,{"Effect":"Allow","Action":7}]}`])
      expect(findLastingActions(text)).toEqual([]);
  });

  it("are found in a pattern of many stars", () => {
    expect(findLastingActions(policy({ Effect: "Allow", Action: `${"*".repeat(5000)}x` }))).toEqual([]);
  });
});

describe("the hours of a session", () => {
  it.each([
    ["PT1H", 1],
    ["PT30M", 0.5],
    ["PT12H", 12],
    ["P1DT1H", 25],
    ["PT3600S", 1],
    ["P1Y", undefined],
    ["P", undefined],
    ["", undefined],
  ])("%s are %s", (duration, hours) => expect(hoursOf(duration)).toBe(hours));
});
