// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   HH1: The holder locks what the revocation has to write (their own role's row, a table) and keeps the
//     transaction open.
//   HH3: The holder opens a session that sets the role and delays its own start until after the end
//     (`post_auth_delay`).
//   HH4: The holder sets the password of the lent role, and logs in as that role after the end.
//   HH5: The lent role may end sessions, lock catalogues or take reserved connections (`pg_signal_backend`,
//     `pg_maintain`, `pg_use_reserved_connections`): its holder ends each session of Hallpass, or locks what
//     the end writes.

import { randomInt } from "node:crypto";
import { afterEach, describe, expect, it } from "vitest";
import type { Holding } from "../../src/core/access/holding.ts";
import { ProviderError } from "../../src/providers/adapter/error.ts";
import type { Template } from "../../src/providers/aws-iam/configuration.ts";
import { createWorld, entitlement, newEntity, readPolicy, type World } from "./world.ts";

let world: World;
const open = async (...names: string[]) => {
  world = await createWorld(names);
  return world.open();
};
afterEach(async () => {
  const { mistakes } = world.aws;
  await world.close();
  expect(mistakes).toEqual([]);
});

const holdFor = async (principal: string, until: Date, provider = world.open()): Promise<Holding> => {
  const ids = await provider.identify(principal, entitlement);
  const holding = { principal, entitlement, ids, until };
  await provider.hold(holding);
  return holding;
};

const inAnHour = (): Date => new Date(Math.floor(world.aws.now().getTime() / 1000) * 1000 + 3_600_000);
const secondsBefore = (time: Date, seconds: number) => ({
  "aws:CurrentTime": new Date(time.getTime() - seconds * 1000).toISOString(),
});
const documentOf = (name: string) => JSON.parse([...world.user(name).policies.values()][0] ?? "{}");

describe("the policy of a grant, by an evaluator of others", () => {
  it("allows a second before the end, and denies at the end and after it", async () => {
    await open("alice");
    const { until } = await holdFor("alice", inAnHour());
    const at = (seconds: number) =>
      world.can("alice", "s3:GetObject", undefined, secondsBefore(until, seconds));
    expect([await at(3600), await at(1), await at(0), await at(-1)]).toEqual([true, true, false, false]);
  });

  it("ends no later than it was asked to, where the end is between two seconds", async () => {
    await open("alice");
    const whole = inAnHour();
    await holdFor("alice", new Date(whole.getTime() + 999));
    expect(documentOf("alice").Statement[0].Condition.DateLessThan["aws:CurrentTime"]).toBe(
      whole.toISOString().replace(".000Z", "Z"),
    );
    expect(await world.can("alice", "s3:GetObject", undefined, secondsBefore(whole, 0))).toBe(false);
  });

  it("keeps the conditions that a statement has", async () => {
    await open("alice");
    const { until } = await holdFor("alice", inAnHour());
    const list = (from: string, seconds: number) =>
      world.can("alice", "s3:ListBucket", "arn:aws:s3:::orders", {
        "aws:SourceIp": from,
        ...secondsBefore(until, seconds),
      });
    expect(await list("192.0.2.7", 1)).toBe(true);
    expect(await list("192.0.2.7", 0)).toBe(false);
    expect(await list("198.51.100.7", 1)).toBe(false);
  });

  it("keeps dates and texts of its own beside those of Hallpass: all of them count", async () => {
    await open("alice");
    const template: Template = [
      {
        ...{ Action: "s3:GetObject", Resource: "arn:aws:s3:::orders/*" },
        Condition: {
          DateLessThan: { "aws:TokenIssueTime": "2126-01-01T00:00:00Z" },
          StringEquals: { "aws:RequestedRegion": ["eu-central-1", "eu-west-1"] },
        },
      },
    ];
    const provider = world.open({ resources: { orders: { roles: { readonly: template } } } });
    const { until } = await holdFor("alice", inAnHour(), provider);
    const read = (region: string, issued: string, seconds: number) =>
      world.can("alice", "s3:GetObject", undefined, {
        ...{ "aws:RequestedRegion": region, "aws:TokenIssueTime": issued },
        ...secondsBefore(until, seconds),
      });
    expect(await read("eu-west-1", "2026-01-01T00:00:00Z", 1)).toBe(true);
    expect(await read("us-east-1", "2026-01-01T00:00:00Z", 1)).toBe(false);
    expect(await read("eu-west-1", "2126-01-02T00:00:00Z", 1)).toBe(false);
    expect(await read("eu-west-1", "2026-01-01T00:00:00Z", 0)).toBe(false);
  });

  it("moves its end in one write, and is one policy", async () => {
    const provider = await open("alice");
    const holding = await holdFor("alice", inAnHour());
    const later = new Date(holding.until.getTime() + 3_600_000);
    world.aws.asked.length = 0;
    expect(await provider.hold({ ...holding, until: later })).toEqual({ changed: false, sessionsEnded: 0 });
    expect(world.aws.asked.filter((each) => /^(?:Put|Delete)/u.test(each))).toEqual(["PutUserPolicy"]);
    expect(world.user("alice").policies.size).toBe(1);
    expect(await world.can("alice", "s3:GetObject", undefined, secondsBefore(later, 1))).toBe(true);
  });

  it.each([
    ["assumes", "sts:AssumeRole", "hallpass"],
    ["passes on", "iam:PassRole", "hallpass"],
    ["names by its path, and", "sts:AssumeRole", "ops/hallpass"],
  ])("HH1: is not given where its holder %s Hallpass's own role", async (_, Action, own) => {
    const provider = await open("alice");
    const holding = await holdFor("alice", inAnHour());
    const resources = ["worker", own].map((name) => `arn:aws:iam::123456789012:role/${name}`);
    const roles = { readonly: [{ Action, Resource: resources }] };
    const lending = world.open({ resources: { orders: { roles } } });
    await expect(lending.identify("alice", entitlement)).rejects.toMatchObject({ code: "REFUSED" });
    const others = { readonly: [{ Action, Resource: resources.slice(0, 1) }] };
    await world.open({ resources: { orders: { roles: others } } }).identify("alice", entitlement);
    expect(await provider.revoke(holding)).toMatchObject({ changed: true });
  });

  it("HH5: gives nothing to a user who was made anew under the name, and is refused there", async () => {
    const provider = await open("alice");
    const holding = await holdFor("alice", inAnHour());
    const copied = [...world.user("alice").policies];
    const anew = newEntity("AIDA");
    world.aws.users.set("alice", anew);
    await expect(provider.hold(holding)).rejects.toMatchObject({ code: "IDENTITY_CHANGED" });
    // Even a policy that reaches the new user, as when it is made between our look and our write.
    for (const [name, document] of copied) anew.policies.set(name, document);
    expect(await world.can("alice")).toBe(false);
    // The end is for the user who is gone.
    expect(await provider.revoke(holding)).toEqual({ changed: false, sessionsEnded: 0 });
    expect(anew.policies.size).toBe(1);
  });

  it("ends under another name, with users on many pages", async () => {
    const provider = await open("alice", ...Array.from({ length: 7 }, (_, index) => `user-${index}`));
    const holding = await holdFor("alice", inAnHour());
    const entity = world.user("alice");
    world.aws.users.delete("alice");
    world.aws.users.set("zoe", entity);
    expect(
      (await provider.listGrants([entitlement])).map(({ principal, origin }) => [principal, origin]),
    ).toEqual([["zoe", "ours"]]);
    expect(await provider.revoke(holding)).toEqual({ changed: true, sessionsEnded: 0 });
    expect(entity.policies.size).toBe(0);
  });
});

describe("other people's policies", () => {
  it("are also those of a provider of another name, as of an installation for tests on the same account", async () => {
    const provider = await open("alice");
    const holding = await holdFor("alice", inAnHour());
    const other = world.open({ name: "tests" });
    expect((await other.listGrants([entitlement])).filter(({ origin }) => origin === "ours")).toEqual([]);
    expect(await other.revoke(holding)).toMatchObject({ changed: false });
    expect(await world.can("alice")).toBe(true);
    expect(await provider.revoke(holding)).toMatchObject({ changed: true });
  });

  it("are kept byte for byte, whatever comes and goes", async () => {
    const provider = await open("alice");
    const seed = randomInt(2 ** 31 - 1);
    let state = seed;
    const random = (below: number): number => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      return (state >>> 8) % below;
    };
    const { policies } = world.user("alice");
    const theirs = new Map<string, string>();
    const holding = await holdFor("alice", inAnHour());
    for (let round = 0; round < 25; round++) {
      const name = `theirs-${random(4)}`;
      const document = `{ "Version": "2012-10-17",\n "Statement": [ ${"{ }, ".repeat(random(3))}{ "Sid": "${round}" } ] }`;
      if (random(3) > 0) theirs.set(name, document);
      else theirs.delete(name);
      const work = random(2) > 0 ? provider.hold(holding) : provider.revoke(holding);
      policies.delete(name);
      const added = theirs.get(name);
      if (added !== undefined) policies.set(name, added);
      await work;
      const left = [...policies].filter(([each]) => !each.startsWith("hallpass-"));
      expect(new Map(left), `round ${round} of seed ${seed}`).toEqual(theirs);
    }
  });

  it("that give the same are standing access, whatever their order and form, and more or less is not", async () => {
    const provider = await open("alice", "eve");
    const statements = [
      {
        ...{ Effect: "Allow", Resource: "arn:aws:s3:::orders", Action: "s3:ListBucket" },
        Condition: { IpAddress: { "aws:SourceIp": ["192.0.2.0/24"] } },
      },
      { Effect: "Allow", Action: ["s3:GetObject"], Resource: ["arn:aws:s3:::orders/*"] },
    ];
    const put = (name: string, Statement: unknown) =>
      world.user(name).policies.set("theirs", JSON.stringify({ Version: "2012-10-17", Statement }));
    put("alice", statements);
    put("eve", statements.slice(1));
    expect(
      (await provider.listGrants([entitlement])).map(({ principal, origin }) => [principal, origin]),
    ).toEqual([["alice", "standing"]]);
    put("eve", "no statement");
    world.user("eve").policies.set("broken", "%7B");
    expect(await provider.listGrants([entitlement])).toHaveLength(1);
  });

  it("count in the quota: one that does not fit is refused, with both numbers in the private log", async () => {
    const provider = await open("alice");
    world.user("alice").policies.set("big", "x".repeat(1900));
    const ids = await provider.identify("alice", entitlement);
    const refused = await provider
      .hold({ principal: "alice", entitlement, ids, until: inAnHour() })
      .catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: "REFUSED" });
    const { cause } = refused instanceof ProviderError ? refused : new Error("no ProviderError");
    expect(String(cause)).toMatch(/The policy has \d{3} characters\..* user alice together may have 2048\./u);
    expect(world.user("alice").policies.size).toBe(1);
  });
});

describe("hold", () => {
  it("answers once IAM shows the policy", async () => {
    await open("alice");
    world.aws.lagMs = 700;
    await holdFor("alice", inAnHour());
    expect(await world.can("alice")).toBe(true);
  });

  it("fails where IAM never shows it", async () => {
    await open("alice");
    const provider = world.open({ deadlineSeconds: 2 });
    const ids = await provider.identify("alice", entitlement);
    world.aws.lagMs = 5000;
    const holding = { principal: "alice", entitlement, ids, until: inAnHour() };
    await expect(provider.hold(holding)).rejects.toMatchObject({ code: "TIMEOUT", retryable: true });
    world.aws.lagMs = 0;
  });

  it("gives nothing for statements that have changed since, and still ends", async () => {
    const provider = await open("alice");
    const holding = await holdFor("alice", inAnHour());
    const wider: Template = [{ Action: "s3:*", Resource: "*" }];
    const changed = world.open({ resources: { orders: { roles: { readonly: wider } } } });
    await expect(changed.hold(holding)).rejects.toMatchObject({ code: "IDENTITY_CHANGED" });
    expect(await changed.revoke(holding)).toMatchObject({ changed: true });
    expect(await provider.listGrants([entitlement])).toEqual([]);
  });

  it("gives nothing outside of the path, nor to a name in another case", async () => {
    const provider = await open("alice");
    world.aws.users.set("robot", newEntity("AIDA", "/robots/"));
    for (const name of ["robot", "Alice"])
      await expect(provider.identify(name, entitlement)).rejects.toMatchObject({ code: "UNKNOWN_PRINCIPAL" });
  });

  it("is refused by AWS for a user without the boundary that Hallpass's policy requires", async () => {
    const provider = await open("alice");
    const ids = await provider.identify("alice", entitlement);
    world.user("alice").boundary = undefined;
    const holding = { principal: "alice", entitlement, ids, until: inAnHour() };
    await expect(provider.hold(holding)).rejects.toMatchObject({ code: "REFUSED" });
  });

  it("changes nothing with credentials of another account, nor does an end", async () => {
    const provider = await open("alice");
    const holding = await holdFor("alice", inAnHour());
    world.aws.account = "999999999999";
    for (const call of [provider.hold(holding), provider.revoke(holding), provider.listGrants([entitlement])])
      await expect(call).rejects.toMatchObject({ code: "IDENTITY_CHANGED" });
    expect(world.user("alice").policies.size).toBe(1);
  });
});

describe("sessions of a role", () => {
  const people = { kind: "Session", role: "developer" } as const;
  const openForSessions = async () => {
    await open();
    world.aws.self.policies.set("hallpass", readPolicy("iam:PutRolePolicy"));
    return world.open({ people });
  };

  it("HH5: get nothing where whoever assumes the role may take another's name", async () => {
    const provider = await openForSessions();
    const holding = await holdFor("alice@example.com", inAnHour(), provider);
    const role = world.aws.roles.get("developer");
    if (role?.trustPolicy === undefined) throw new Error("no role");
    world.aws.roles.set("developer", {
      ...role,
      trustPolicy: role.trustPolicy.replace("sts:RoleSessionName", "aws:username"),
    });
    await expect(provider.identify("eve@example.com", entitlement)).rejects.toMatchObject({
      code: "REFUSED",
    });
    expect((await provider.diagnose?.())?.map(({ code }) => code)).toEqual(["IAM_SESSION_NAMES"]);
    expect(await provider.revoke(holding)).toMatchObject({ changed: true });
  });

  it("are gone with the role: an end succeeds, and a listing fails", async () => {
    const provider = await openForSessions();
    const holding = await holdFor("alice@example.com", inAnHour(), provider);
    world.aws.roles.delete("developer");
    expect(await provider.revoke(holding)).toMatchObject({ changed: false });
    await expect(provider.listGrants([entitlement])).rejects.toMatchObject({ code: "UNKNOWN_ENTITLEMENT" });
    world.aws.roles.set("developer", {
      ...newEntity("AROA", "/"),
      trustPolicy: readPolicy("sts:RoleSessionName"),
    });
    await expect(provider.hold(holding)).rejects.toMatchObject({ code: "IDENTITY_CHANGED" });
  });

  it("end also where the configuration names another role, or users, by now", async () => {
    const provider = await openForSessions();
    world.aws.self.policies.set(
      "all",
      JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: "iam:*", Resource: "*" }],
      }),
    );
    for (const changed of [{ kind: "User" }, { kind: "Session", role: "other" }] as const) {
      const holding = await holdFor("alice@example.com", inAnHour(), provider);
      expect(await world.open({ people: changed }).revoke(holding)).toMatchObject({ changed: true });
    }
  });
});

describe("activity", () => {
  it("is what the person did between grant and end, the oldest first, on all pages and in all regions", async () => {
    const provider = await open("alice");
    const { aws } = world;
    const holding = await holdFor("alice", inAnHour());
    const start = new Date(aws.now().getTime() - 600_000);
    const [mine, theirs] = [world.user("alice").id, "AIDASOMEBODYELSE00000"];
    const event = (minute: number, name: string, principalId = mine, username = "alice") =>
      aws.events.push({
        ...{
          at: new Date(Math.floor(start.getTime() / 1000) * 1000 + minute * 60_000),
          name,
          principalId,
          username,
        },
        source: "s3.amazonaws.com",
      });
    event(-1, "TooEarly");
    for (let minute = 1; minute <= 3; minute++) event(minute, `Action${minute}`);
    event(4, "OfAnotherUserOfTheName", theirs);
    event(5, "OfAnotherName", mine, "eve");
    event(5, "Line\nBreak");
    expect((await provider.activity?.(holding, start))?.map(({ action }) => action)).toEqual([
      ...["s3:Action1", "s3:Action2", "s3:Action3", "s3:Line\uFFFDBreak"],
    ]);
    event(5.5, "UnderAnotherName", mine, "zoe");
    world.aws.users.set("zoe", world.user("alice"));
    world.aws.users.delete("alice");
    expect((await provider.activity?.(holding, start))?.map(({ action }) => action).at(-1)).toBe(
      "s3:UnderAnotherName",
    );
    world.aws.users.set("alice", world.user("zoe"));
    world.aws.users.delete("zoe");
    for (let index = 0; index < 120; index++) event(6 + index / 100, `Many${index}`);
    aws.asked.length = 0;
    expect(await provider.activity?.(holding, start)).toHaveLength(124);
    expect(aws.asked.filter((each) => each === "LookupEvents")).toHaveLength(3);
    expect(await provider.activity?.(holding, new Date(aws.now().getTime() + 60_000))).toEqual([]);
    const twice = world.open({ activityRegions: ["eu-central-1", "us-east-1"] });
    const times = (await twice.activity?.(holding, start))?.map(({ at }) => at.getTime()) ?? [];
    expect(times).toHaveLength(248);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });
});

describe("doctor", () => {
  const codes = async (change = {}) =>
    (await world.open(change).diagnose?.())?.map(({ code, severity }) => `${severity} ${code}`);

  it("finds nothing with the policies of the page, as a role and as a user", async () => {
    await open();
    expect(await codes()).toEqual([]);
    world.aws.self.policies.set("hallpass", readPolicy("iam:PutRolePolicy"));
    expect(await codes({ people: { kind: "Session", role: "developer" } })).toEqual([]);
    world.aws.caller = "arn:aws:iam::123456789012:user/hallpass";
    const asUser = readPolicy("iam:PutUserPolicy").replace("role/hallpass", "user/hallpass");
    world.aws.self.policies.set("hallpass", asUser);
    expect(await codes()).toEqual([]);
  });

  it.each([
    "iam:GetUserPolicy",
    "iam:DeleteUserPolicy",
    "iam:PutUserPolicy",
    "iam:GetUser",
    "iam:ListUsers",
    "cloudtrail:LookupEvents",
  ])("finds that %s is missing", async (action) => {
    await open();
    const less = readPolicy("iam:PutUserPolicy").replace(`"${action}"`, '"s3:GetObject"');
    world.aws.self.policies.set("hallpass", less);
    const found = (await world.open().diagnose?.()) ?? [];
    expect(found.map(({ code }) => code)).toEqual(["IAM_RIGHT_MISSING"]);
    expect(found[0]?.message).toContain(action);
  });

  it("finds rights beyond, no boundary, and what was not compared", async () => {
    await open();
    const own = readPolicy("iam:PutUserPolicy");
    const all = JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
    });
    world.aws.self.policies.set("admin", all);
    expect(new Set(await codes())).toEqual(new Set(["warning IAM_EXCESS", "warning IAM_NO_BOUNDARY"]));
    world.aws.self.policies.delete("admin");
    world.aws.self.policies.set(
      "hallpass",
      own.replace(/,\s*"Condition": \{ "StringEquals": \{ "iam:Perm[^}]*\} \}/u, ""),
    );
    expect(await codes()).toEqual(["warning IAM_NO_BOUNDARY"]);
    world.aws.self.policies.set("hallpass", own.replace("iam:SimulatePrincipalPolicy", "s3:GetObject"));
    expect(await codes()).toEqual(["warning IAM_NOT_CHECKED"]);
    world.aws.caller = "arn:aws:iam::123456789012:root";
    expect(await codes()).toEqual(["warning IAM_EXCESS"]);
  });

  it("HH3, HH4: names the roles whose effects outlive the access", async () => {
    await open();
    const roles = { readonly: [{ Action: ["s3:Put*", "ec2:RunInstances"], Resource: "*" }] };
    const found = await world.open({ resources: { orders: { roles } } }).diagnose?.();
    expect(found?.map(({ code }) => code)).toEqual(["IAM_LASTING_ROLE"]);
    expect(found?.[0]?.message).toContain("orders/readonly");
    expect(found?.[0]?.message).toContain("s3:PutBucketPolicy");
  });
});
