import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Holding } from "../../../src/core/access/holding.ts";
import type { Provider } from "../../../src/core/ports/provider.ts";
import { entitlement, type Stage, standIdentityCenter } from "./fixture.ts";

const FROM = new Date("2026-11-20T11:00:00Z");
const ROLE = "AWSReservedSSO_OrdersReadOnly_0123456789abcdef";

let on: Stage;
let provider: Provider;
let held: Holding;

beforeEach(async () => {
  on = await standIdentityCenter({ hasSchedules: false });
  provider = on.open({ trail: { role: "hallpass-trail", regions: ["eu-central-1"] } });
  const ids = await provider.identify("alice", entitlement);
  held = { principal: "alice", entitlement, ids, until: new Date("2026-11-20T11:50:00Z") };
});
afterEach(async () => {
  await provider.close();
  await on.close();
});

const did = (minute: number, name: string, { username = "alice", role = ROLE } = {}) =>
  on.cloud.trail.push({ at: new Date(FROM.getTime() + minute * 60_000), username, name, role });
const told = async () => ((await provider.activity?.(held, FROM)) ?? []).map(({ action }) => action);

describe("what a person did with a permission set", () => {
  it("is hers, with this set, in this lease, the oldest first and over all pages", async () => {
    did(-1, "Before");
    did(10, "GetBucketAcl");
    did(20, "ListBuckets");
    did(30, "DeleteBucket");
    did(31, "OfAnotherSet", { role: "AWSReservedSSO_OrdersReadOnly_Admin_0123456789abcdef" });
    did(32, "OfAnotherRole", { role: "deploy" });
    did(33, "OfAnother", { username: "eve" });
    did(55, "AfterTheEnd");
    expect(await told()).toEqual(["s3:GetBucketAcl", "s3:ListBuckets", "s3:DeleteBucket"]);
  });

  it("is hers under both names after she was renamed", async () => {
    did(10, "GetBucketAcl");
    on.cloud.center.users.set(held.ids.principal, { name: "alice.new", status: "ENABLED" });
    did(20, "ListBuckets", { username: "alice.new" });
    expect(await told()).toEqual(["s3:GetBucketAcl", "s3:ListBuckets"]);
  });

  it("is an error where Hallpass may not read it, and not nothing", async () => {
    on.cloud.denied.add("sts:AssumeRole");
    await expect(told()).rejects.toMatchObject({ code: "REFUSED" });
  });

  it("is not claimed without a trail", () => expect(on.provider.activity).toBeUndefined());
});
