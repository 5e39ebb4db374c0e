// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   GX8: A provider fails after it did what it was asked.

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Holding } from "../../../src/core/access/holding.ts";
import type { Provider } from "../../../src/core/ports/provider.ts";
import { scheduleName } from "../../../src/providers/aws-identity-center/schedule.ts";
import { until } from "../../support/until.ts";
import {
  ACCOUNT,
  entitlement,
  GROUP,
  SET,
  SHORT_SECONDS,
  type Stage,
  standIdentityCenter,
} from "./fixture.ts";

const END = new Date("2026-11-20T14:00:00Z");
const LATER = new Date("2026-11-20T15:00:00Z");
const minutesAfter = (time: Date, minutes: number) => new Date(time.getTime() + minutes * 60_000);

let on: Stage;
let held: Holding;
/** Gives up soon. A grant needs a dozen requests, also on a busy machine. */
let hasty: Provider;

beforeEach(async () => {
  on = await standIdentityCenter({ hasSchedules: true });
  hasty = on.open({ deadlineSeconds: SHORT_SECONDS });
  held = await identify("alice");
});
afterEach(async () => {
  await hasty.close();
  await on.close();
});

async function identify(principal: string): Promise<Holding> {
  const ids = await on.provider.identify(principal, entitlement);
  return { principal, entitlement, ids, until: END };
}

const planted = () => on.cloud.scheduler.schedules.get(`${GROUP}/${scheduleName(held.ids)}`)?.input;
const canUse = (principal = "alice") => on.canUse?.(principal);
const ends = () =>
  until(
    "the access ends",
    async () => canUse(),
    (can) => can === false,
  );
const give = (principal: string) => on.byHand?.give(principal);
const requests = (operation: string) =>
  on.cloud.server.seen.filter((each) => each === `sso-admin:${operation}`).length;

describe("the schedule that ends a grant", () => {
  it("ends it when no part of Hallpass runs, at the end and not before", async () => {
    await on.provider.hold(held);
    await on.provider.close();
    on.cloud.scheduler.run(minutesAfter(END, -1));
    expect(await canUse()).toBe(true);
    on.cloud.scheduler.run(END);
    await ends();
    expect(planted()).toBeUndefined();
  });

  it("is planted before the assignment is made", async () => {
    await on.provider.hold(held);
    const writes = on.cloud.server.seen.filter((each) => /:(?:Create|Update)/u.test(each));
    expect(writes).toEqual([
      "scheduler:UpdateSchedule",
      "scheduler:CreateSchedule",
      "sso-admin:CreateAccountAssignment",
    ]);
  });

  it.each([
    ["the group is missing", () => on.cloud.scheduler.groups.delete(GROUP)],
    ["AWS does not let Hallpass plant it", () => on.cloud.denied.add("scheduler:CreateSchedule")],
  ])("stops the grant where %s", async (_, prevent) => {
    prevent();
    await expect(on.provider.hold(held)).rejects.toMatchObject({ code: "REFUSED" });
    expect(requests("CreateAccountAssignment")).toBe(0);
    expect(await canUse()).toBe(false);
  });

  it("moves with an extension, in one call", async () => {
    await on.provider.hold(held);
    await on.provider.hold({ ...held, until: LATER });
    on.cloud.scheduler.run(minutesAfter(END, 5));
    expect(await canUse()).toBe(true);
    on.cloud.scheduler.run(LATER);
    await ends();
  });

  it("keeps the old end where it cannot be moved", async () => {
    await on.provider.hold(held);
    on.cloud.denied.add("scheduler:UpdateSchedule");
    await expect(on.provider.hold({ ...held, until: LATER })).rejects.toMatchObject({ code: "REFUSED" });
    on.cloud.scheduler.run(END);
    await ends();
  });

  it("is put right by the next hold when somebody changed it", async () => {
    await on.provider.hold(held);
    const key = `${GROUP}/${scheduleName(held.ids)}`;
    const there = on.cloud.scheduler.schedules.get(key);
    if (there === undefined) throw new Error("no schedule");
    on.cloud.scheduler.schedules.set(key, { ...there, input: { ...there.input, State: "DISABLED" } });
    await on.provider.hold(held);
    on.cloud.scheduler.run(END);
    await ends();
  });

  it("is gone after an early end, and what an administrator gives afterwards stays", async () => {
    await on.provider.hold(held);
    await on.provider.revoke(held);
    expect(planted()).toBeUndefined();
    await give("alice");
    on.cloud.scheduler.run(LATER);
    expect(await canUse()).toBe(true);
  });

  it("GX8: ends, within minutes, what no list shows at an early end", async () => {
    await on.provider.hold(held);
    on.cloud.center.hidesAssignments = true;
    expect(await on.provider.revoke(held)).toEqual({ changed: false, sessionsEnded: 0 });
    expect(await canUse()).toBe(true);
    on.cloud.scheduler.run(new Date("2026-11-20T12:02:00Z"));
    await ends();
    expect(planted()).toBeUndefined();
  });

  it("is forgotten after a removal by hand", async () => {
    await on.provider.hold(held);
    await on.byHand?.take("alice");
    await on.provider.forget?.(held);
    expect(planted()).toBeUndefined();
  });

  it("is never planted for access that was there before", async () => {
    const standing = await identify("carol");
    expect(await on.provider.hold(standing)).toEqual({ changed: false, sessionsEnded: 0 });
    expect(on.cloud.scheduler.schedules.size).toBe(0);
    on.cloud.scheduler.run(LATER);
    expect(await canUse("carol")).toBe(true);
  });

  it("tries again after a conflict", async () => {
    await on.provider.hold(held);
    on.cloud.center.conflicts = 1;
    on.cloud.scheduler.run(END);
    expect(await canUse()).toBe(true);
    on.cloud.scheduler.run(minutesAfter(END, 1));
    await ends();
  });

  it("sends what it could not do to the dead-letter queue", async () => {
    await on.provider.hold(held);
    on.cloud.center.accounts.delete(ACCOUNT);
    on.cloud.scheduler.run(END);
    expect(on.cloud.scheduler.deadLetters).toMatchObject([{ name: scheduleName(held.ids) }]);
    on.cloud.center.accounts.add(ACCOUNT);
  });
});

describe("an operation that AWS does later", () => {
  it("GX8: is found again after its answer was lost, and not begun twice", async () => {
    on.cloud.server.lose("CreateAccountAssignment");
    await expect(on.provider.hold(held)).rejects.toMatchObject({ retryable: true });
    expect(planted()).toBeDefined();
    expect(await on.provider.hold(held)).toMatchObject({ changed: false });
    expect(requests("CreateAccountAssignment")).toBe(1);
    expect(await canUse()).toBe(true);
  });

  it("GX8: keeps its schedule when it is not done by the deadline, which ends what comes of it", async () => {
    on.cloud.center.isStuck = true;
    await expect(hasty.hold(held)).rejects.toMatchObject({ code: "TIMEOUT" });
    on.cloud.center.finishAll();
    expect(await canUse()).toBe(true);
    on.cloud.scheduler.run(END);
    await ends();
  });

  it("GX8: is waited for by the end: a creation still running would take effect after it", async () => {
    on.cloud.center.isStuck = true;
    await expect(hasty.hold(held)).rejects.toMatchObject({ code: "TIMEOUT" });
    await expect(hasty.revoke(held)).rejects.toMatchObject({ code: "TIMEOUT", retryable: true });
    on.cloud.center.finishAll();
    expect(await on.provider.revoke(held)).toMatchObject({ changed: true });
    expect(await canUse()).toBe(false);
    expect(planted()).toBeUndefined();
  });

  it("GX8: whose status AWS no longer tells is not called done, and is found by the assignments", async () => {
    const operation = "sso-admin:DescribeAccountAssignmentCreationStatus";
    on.cloud.failWith(operation, "ResourceNotFoundException", {});
    await expect(on.provider.hold(held)).rejects.toMatchObject({ code: "UNREACHABLE", retryable: true });
    expect(planted()).toBeDefined();
    await until(
      "the assignment is made",
      async () => canUse(),
      (can) => can === true,
    );
    expect(await on.provider.hold({ ...held, until: LATER })).toMatchObject({ changed: false });
    expect(planted()).toMatchObject({ ScheduleExpression: "at(2026-11-20T15:00:00)" });
  });

  it("is waited for by a grant: what is being deleted is not held", async () => {
    await on.provider.hold(held);
    on.cloud.scheduler.run(END);
    expect(await on.provider.hold({ ...held, until: LATER })).toMatchObject({ changed: true });
    expect(await canUse()).toBe(true);
    expect(planted()).toMatchObject({ ScheduleExpression: "at(2026-11-20T15:00:00)" });
  });

  it.each([
    ["Received a 403 status error: Access denied by IAM.", "REFUSED"],
    ["Received a 500 status error.", "UNREACHABLE"],
  ])("that fails with %j is %s, and leaves no schedule", async (reason, code) => {
    on.cloud.center.failure = reason;
    await expect(on.provider.hold(held)).rejects.toMatchObject({ code });
    expect(planted()).toBeUndefined();
    expect(await canUse()).toBe(false);
  });

  it("that fails to end the access is an error, and leaves the schedule", async () => {
    await on.provider.hold(held);
    on.cloud.center.failure = "Received a 500 status error.";
    await expect(on.provider.revoke(held)).rejects.toMatchObject({ code: "UNREACHABLE" });
    expect(planted()).toBeDefined();
    on.cloud.center.failure = undefined;
    on.cloud.scheduler.run(END);
    await ends();
  });

  it("that conflicts until the deadline was not begun: no schedule stays", async () => {
    on.cloud.center.conflicts = 1_000_000;
    await expect(hasty.hold(held)).rejects.toMatchObject({ code: "BUSY", retryable: true });
    on.cloud.center.conflicts = 0;
    expect(planted()).toBeUndefined();
  });

  it("GX8: that no list shows yet is not begun twice", async () => {
    on.cloud.center.hidesRunning = true;
    on.cloud.center.isStuck = true;
    on.cloud.center.endsOnConflict = true;
    on.cloud.server.lose("CreateAccountAssignment");
    await expect(on.provider.hold(held)).rejects.toMatchObject({ retryable: true });
    expect(await on.provider.hold(held)).toMatchObject({ changed: true });
    expect(on.cloud.center.running.map(({ kind, status }) => `${kind} ${status}`)).toEqual([
      "creation SUCCEEDED",
    ]);
    expect(planted()).toBeDefined();
  });

  it("is read in pages, however many run", async () => {
    on.cloud.center.isStuck = true;
    const others = ["eve", "bob", "dan"].map((name) => on.cloud.center.addUser(name));
    for (const PrincipalId of others)
      on.cloud.center.ssoAdmin.CreateAccountAssignment?.({
        ...{ InstanceArn: on.cloud.center.instance, TargetId: ACCOUNT, TargetType: "AWS_ACCOUNT" },
        ...{ PermissionSetArn: SET, PrincipalType: "USER", PrincipalId },
      });
    await expect(hasty.hold(held)).rejects.toMatchObject({ code: "TIMEOUT" });
    await expect(hasty.revoke(held)).rejects.toMatchObject({ code: "TIMEOUT" });
    on.cloud.center.finishAll();
    await on.provider.revoke(held);
    expect(await canUse()).toBe(false);
  });
});
