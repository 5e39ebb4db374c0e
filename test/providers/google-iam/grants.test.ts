// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   ID11: The account at the provider is dropped, and made anew under its name.
//   HH3: The holder opens a session that sets the role and delays its own start until after the end
//     (`post_auth_delay`).

import { describe, expect, it } from "vitest";
import type { Binding } from "../../../src/providers/google-iam/policy.ts";
import { until as poll } from "../../support/until.ts";
import { createWorld, entitlement, role, type World } from "./world.ts";

const alice = "alice@example.com";
const until = new Date("2026-11-20T16:00:00Z");

async function holdFor(world: World, principal = alice) {
  const provider = world.open();
  const holding = { principal, entitlement, until, ids: await provider.identify(principal, entitlement) };
  await provider.hold(holding);
  return holding;
}

const markedIn = ({ iam }: World): Binding[] =>
  iam.policy.bindings.filter(({ condition }) => condition?.title?.startsWith("hallpass:"));

const theirs: Binding[] = [
  { role: "roles/owner", members: ["group:admins@example.com"] },
  {
    role,
    members: ["group:on-call@example.com"],
    condition: { title: "weekdays", expression: "request.time.getDayOfWeek() < 6" },
  },
  { role, members: ["user:bob@example.com", "serviceAccount:x@acme-admin.iam.gserviceaccount.com"] },
];

const withTheirs = (): World => {
  const world = createWorld([alice, "bob@example.com"]);
  world.iam.edit(() => theirs);
  return world;
};

describe("a grant on Google Cloud", () => {
  it("is a binding of its own, which Google ends at the end of the lease", async () => {
    const world = withTheirs();
    await holdFor(world);
    expect(markedIn(world)).toEqual([
      {
        role,
        members: [`user:${alice}`],
        condition: {
          title: expect.stringMatching(/^hallpass:[0-9a-f]{32}$/u),
          description: expect.stringContaining("10000000000000000000"),
          expression: 'request.time < timestamp("2026-11-20T16:00:00.000Z")',
        },
      },
    ]);
    world.iam.clock = new Date(until.getTime() - 1000);
    expect(world.iam.may(alice, role)).toBe(true);
    world.iam.clock = until;
    expect(world.iam.may(alice, role)).toBe(false);
  });

  it("and its end leave the bindings of others and the audit settings as they were", async () => {
    const world = withTheirs();
    const audited = structuredClone(world.iam.policy.auditConfigs);
    const holding = await holdFor(world);
    expect(world.iam.policy.bindings.slice(0, 3)).toEqual(theirs);
    await world.open().revoke(holding);
    expect(world.iam.policy.bindings).toEqual(theirs);
    expect(world.iam.policy.auditConfigs).toEqual(audited);
  });

  it("is listed beside the standing access of people, groups and accounts", async () => {
    const world = withTheirs();
    await holdFor(world);
    const listed = (await world.open().listGrants([entitlement])).map(({ principal, origin, ids }) => [
      ...[principal, origin, ids.principal],
    ]);
    expect(listed).toEqual([
      ["group:on-call@example.com", "standing", "group:on-call@example.com"],
      ["bob@example.com", "standing", "10000000000000000001"],
      [
        ...["serviceAccount:x@acme-admin.iam.gserviceaccount.com", "standing"],
        "serviceAccount:x@acme-admin.iam.gserviceaccount.com",
      ],
      [alice, "ours", "10000000000000000000"],
    ]);
  });

  it("is not listed for an account that was deleted, whose binding gives nothing", async () => {
    const world = withTheirs();
    world.iam.deleteUser("bob@example.com");
    const listed = (await world.open().listGrants([entitlement])).map(({ principal }) => principal);
    expect(listed.filter((principal) => principal.includes("bob"))).toEqual([]);
  });

  it("is listed with each standing account looked up once, and again some minutes later", async () => {
    const clock = { now: new Date("2026-11-20T12:00:00Z") };
    const world = withTheirs();
    const provider = world.open({ now: () => clock.now });
    const lookUps = async () => {
      world.iam.calls.length = 0;
      await provider.listGrants([entitlement]);
      return world.iam.calls.filter((id) => id === "directory.users.get").length;
    };
    expect([await lookUps(), await lookUps()]).toEqual([1, 0]);
    clock.now = new Date("2026-11-20T12:05:00Z");
    expect(await lookUps()).toBe(1);
  });

  it("is put right when somebody edited its binding", async () => {
    const world = withTheirs();
    const holding = await holdFor(world);
    const [made] = markedIn(world);
    world.iam.edit((bindings) =>
      bindings.map((binding) =>
        binding.condition?.title?.startsWith("hallpass:")
          ? {
              ...binding,
              members: ["user:bob@example.com", `user:${alice}`],
              condition: { ...binding.condition, expression: "true" },
            }
          : binding,
      ),
    );
    const listed = (await world.open().listGrants([entitlement])).map((each) => [
      each.principal,
      each.origin,
    ]);
    expect(listed).toContainEqual([alice, "ours"]);
    expect(listed).toContainEqual(["bob@example.com", "standing"]);
    expect(await world.open().hold(holding)).toEqual({ changed: false, sessionsEnded: 0 });
    expect(markedIn(world)).toEqual([made]);
  });

  it("is nobody else's when its title is copied", async () => {
    const world = withTheirs();
    const holding = await holdFor(world);
    const [made] = markedIn(world);
    await world.open().revoke(holding);
    if (made === undefined) throw new Error("Nothing was held.");
    world.iam.edit((bindings) => [
      ...bindings,
      {
        ...made,
        members: ["user:bob@example.com"],
        condition: {
          ...made.condition,
          description: "to the account 10000000000000000001. Do not edit.",
          expression: "true",
        },
      },
    ]);
    const listed = await world.open().listGrants([entitlement]);
    expect(listed.filter(({ origin }) => origin === "ours")).toEqual([]);
  });

  it("of another provider on the same project is left alone", async () => {
    const world = withTheirs();
    const holding = await holdFor(world);
    const other = world.open({ name: "other" });
    await other.revoke({ ...holding, entitlement: { ...entitlement, provider: "other" } });
    expect(markedIn(world)).toHaveLength(1);
    expect(
      (await other.listGrants([{ ...entitlement, provider: "other" }])).map(({ origin }) => origin),
    ).not.toContain("ours");
  });
});

describe("writes of the policy", () => {
  it("win in the end against others who write at the same time, and keep what they wrote", async () => {
    const world = withTheirs();
    world.iam.rivals = 3;
    const holding = await holdFor(world);
    world.iam.rivals = 3;
    await world.open().revoke(holding);
    expect(markedIn(world)).toEqual([]);
    expect(world.iam.policy.bindings).toHaveLength(theirs.length + 6);
  });

  it("that wait until after their deadline are not sent, and ends wait for no grant", async () => {
    const world = createWorld([alice, "bob@example.com"]);
    const provider = world.open();
    const identify = async (principal: string) => ({
      ...{ principal, entitlement, until, ids: await provider.identify(principal, entitlement) },
    });
    const [first, second] = [await identify(alice), await identify("bob@example.com")];
    world.iam.disturbance = "slow";
    const slow = [first, second].map((holding) => provider.hold(holding).catch((error: unknown) => error));
    const countLate = async () => world.iam.lateWrites;
    await poll("the first write is under way", countLate, (count) => count === 1);
    world.iam.disturbance = undefined;
    const ended = provider.revoke(first);
    expect(await Promise.race([ended.then(() => "ended"), slow[0]])).toBe("ended");
    expect(await Promise.all(slow)).toMatchObject([{ code: "TIMEOUT" }, { code: "TIMEOUT" }]);
    expect(world.iam.may("bob@example.com", role)).toBe(false);
  });

  it("are given up while others keep writing, and may be tried again", async () => {
    const world = createWorld([alice], 30);
    const provider = world.open();
    const holding = {
      principal: alice,
      entitlement,
      until,
      ids: await provider.identify(alice, entitlement),
    };
    world.iam.rivals = 1000;
    const { deadlineSeconds } = { deadlineSeconds: 2 };
    await expect(world.open({ deadlineSeconds }).hold(holding)).rejects.toMatchObject({
      code: expect.stringMatching(/^(?:BUSY|TIMEOUT)$/u),
      retryable: true,
    });
    expect(markedIn(world)).toEqual([]);
  });

  it.each(["hold", "revoke"] as const)("by %s are not misled by a read that lags behind", async (method) => {
    const world = withTheirs();
    const held = structuredClone(world.iam.policy);
    const holding = await holdFor(world);
    const after = structuredClone(world.iam.policy);
    if (method === "hold") await world.open().revoke(holding);
    // Google answers with the policy from before the last write.
    world.iam.stale.push(method === "hold" ? after : held);
    await world.open()[method](holding);
    expect(markedIn(world)).toHaveLength(method === "hold" ? 1 : 0);
  });

  it("ask for version 3 only: others cannot lose a condition", async () => {
    const world = withTheirs();
    await world.open().revoke(await holdFor(world));
    expect(world.iam.policy.bindings.filter(({ condition }) => condition !== undefined)).toHaveLength(1);
  });

  it("are taken back where Google did not keep the condition, which would leave the access for good", async () => {
    const world = createWorld([alice, "bob@example.com"]);
    world.iam.edit(() => theirs.filter(({ condition }) => condition === undefined));
    const before = structuredClone(world.iam.policy.bindings);
    world.iam.dropsConditions = true;
    await expect(holdFor(world)).rejects.toMatchObject({ code: "REFUSED" });
    expect(world.iam.may(alice, role)).toBe(false);
    expect(world.iam.policy.bindings).toEqual(before);
  });

  it("are taken back there also when somebody else wrote meanwhile, whose words stay", async () => {
    const world = createWorld([alice, "bob@example.com"]);
    const { iam } = world;
    const standing = { role, members: ["user:bob@example.com"] };
    iam.edit(() => [standing]);
    iam.dropsConditions = true;
    const rival = { role: "roles/browser", members: ["group:rivals@example.com"] };
    let writes = 0;
    const provider = world.open({
      async fetch(url, init) {
        if (url.pathname.endsWith(":setIamPolicy") && ++writes === 2)
          iam.edit((bindings) => [...bindings, rival]);
        return iam.fetch(url, init);
      },
    });
    const ids = await provider.identify(alice, entitlement);
    await expect(provider.hold({ principal: alice, entitlement, until, ids })).rejects.toMatchObject({
      code: "REFUSED",
    });
    expect(iam.may(alice, role)).toBe(false);
    expect(iam.policy.bindings).toEqual([standing, rival]);
  });

  it("that would exceed a limit of Google's are refused for good", async () => {
    const world = createWorld([alice]);
    const members = Array.from({ length: 1500 }, (_, index) => `group:g${index}@example.com`);
    world.iam.edit(() => [{ role: "roles/browser", members }]);
    const ids = await world.open().identify(alice, entitlement);
    await expect(world.open().hold({ principal: alice, entitlement, until, ids })).rejects.toMatchObject({
      code: "REFUSED",
      retryable: false,
    });
  });

  it("without the right are refused, at the end too", async () => {
    const world = withTheirs();
    const holding = await holdFor(world);
    world.iam.rights.delete("resourcemanager.projects.setIamPolicy");
    await expect(world.open().hold(holding)).rejects.toMatchObject({ code: "REFUSED" });
    await expect(world.open().revoke(holding)).rejects.toMatchObject({ code: "REFUSED" });
  });
});

describe("the place of a grant", () => {
  it("is unknown when the project is being deleted", async () => {
    const world = withTheirs();
    world.iam.state = "DELETE_REQUESTED";
    const refusal = { code: "UNKNOWN_ENTITLEMENT" };
    await expect(world.open().identify(alice, entitlement)).rejects.toMatchObject(refusal);
    await expect(world.open().listGrants([entitlement])).rejects.toMatchObject(refusal);
  });

  it("is refused when Google does not show the project", async () => {
    const world = withTheirs();
    const resources = { orders: { project: "acme-payroll", roles: { readonly: role } } };
    await expect(world.open({ resources }).identify(alice, entitlement)).rejects.toMatchObject({
      code: "REFUSED",
    });
  });

  it.each([
    ["folder", "folders", "1001"],
    ["organization", "organizations", "2002"],
  ] as const)("may be a %s", async (field, kind, number) => {
    const world = withTheirs();
    for (const right of ["get", "getIamPolicy", "setIamPolicy"])
      world.iam.rights.add(`resourcemanager.${kind}.${right}`);
    const provider = world.open({ resources: { orders: { [field]: number, roles: { readonly: role } } } });
    const ids = await provider.identify(alice, entitlement);
    expect(ids.instance).toBe(`${kind}/${number}`);
    await provider.hold({ principal: alice, entitlement, until, ids });
    expect((await provider.listGrants([entitlement])).map(({ origin }) => origin)).toContain("ours");
    expect(await provider.diagnose?.()).toEqual([]);
    expect(provider.describeRemoval?.({ principal: alice, entitlement })).toContain(
      `${field === "folder" ? "resource-manager folders" : "organizations"} remove-iam-policy-binding ${number} `,
    );
    expect((await provider.revoke({ principal: alice, entitlement, until, ids })).changed).toBe(true);
  });

  it("is known by its number", async () => {
    const { instance, entitlement: id } = await withTheirs().open().identify(alice, entitlement);
    expect({ instance, id }).toEqual({ instance: "projects/415104041262", id: role });
  });
});

describe("HH: a role whose holder could keep it", () => {
  it.each([
    ...["resourcemanager.projects.setIamPolicy", "resourcemanager.folders.setIamPolicy"],
    ...["resourcemanager.organizations.setIamPolicy", "iam.roles.update", "iam.roles.create"],
    ...["iam.denypolicies.create", "iam.policybindings.create"],
  ])("is not lent when it has %s, also when that was added later", async (permission) => {
    const world = withTheirs();
    const holding = await holdFor(world);
    world.iam.roles.set(role, { permissions: ["bigquery.tables.getData", permission] });
    const refusal = { code: "REFUSED", retryable: false };
    await expect(world.open().identify(alice, entitlement)).rejects.toMatchObject(refusal);
    await expect(world.open().hold(holding)).rejects.toMatchObject(refusal);
    // What was lent before is listed, and ends.
    expect((await world.open().listGrants([entitlement])).map(({ origin }) => origin)).toContain("ours");
    await world.open().revoke(holding);
    expect(markedIn(world)).toEqual([]);
  });
});

describe("HH3: a role that can act as any service account", () => {
  it.each(["getAccessToken", "actAs", "setIamPolicy"])(
    "is lent on a project, and not above it, when it has iam.serviceAccounts.%s",
    async (method) => {
      const world = withTheirs();
      world.iam.roles.set(role, { permissions: [`iam.serviceAccounts.${method}`] });
      await world.open().identify(alice, entitlement);
      const resources = { orders: { folder: "1001", roles: { readonly: role } } };
      await expect(world.open({ resources }).identify(alice, entitlement)).rejects.toMatchObject({
        code: "REFUSED",
      });
    },
  );
});

describe("the person behind an address", () => {
  const identify = (world: World, email: string) => world.open().identify(email, entitlement);

  it.each([
    ["an alias", "ally@example.com"],
    ["the id of the account", "10000000000000000000"],
    ["capitals", "Alice@example.com"],
    ["a group's prefix", "group:alice@example.com"],
    ["everybody", "allUsers"],
    ["a deleted account", "alice@example.com?uid=1"],
    ["two addresses", "alice@example.com,user:bob@example.com"],
    ["nothing", ""],
  ])("is not found by %s", async (_, email) => {
    const world = withTheirs();
    world.iam.users.get(alice)?.aliases.push("ally@example.com");
    await expect(identify(world, email)).rejects.toMatchObject({ code: "UNKNOWN_PRINCIPAL" });
  });

  it("is not found while the account is suspended", async () => {
    const world = withTheirs();
    world.iam.users.set(alice, { id: "1", aliases: [], suspended: true });
    await expect(identify(world, alice)).rejects.toMatchObject({ code: "UNKNOWN_PRINCIPAL" });
  });

  it("ID11: is another when the account was made anew: no grant is extended to them", async () => {
    const world = withTheirs();
    const holding = await holdFor(world);
    world.iam.deleteUser(alice);
    world.iam.users.set(alice, { id: "999", aliases: [] });
    await expect(world.open().hold(holding)).rejects.toMatchObject({ code: "IDENTITY_CHANGED" });
    expect(world.iam.may(alice, role)).toBe(false);
    expect((await world.open().revoke(holding)).changed).toBe(true);
  });

  it("ID11: is another also by the address alone, as far as Google tells", async () => {
    const world = withTheirs();
    const provider = world.open({ people: "email" });
    const holding = {
      principal: alice,
      entitlement,
      until,
      ids: await provider.identify(alice, entitlement),
    };
    await provider.hold(holding);
    world.iam.deleteUser(alice);
    world.iam.users.set(alice, { id: "999", aliases: [] });
    await expect(provider.hold(holding)).rejects.toMatchObject({ code: "IDENTITY_CHANGED" });
    expect(world.iam.may(alice, role)).toBe(false);
  });

  it("keeps the grant's end after a rename", async () => {
    const world = withTheirs();
    const holding = await holdFor(world);
    const user = world.iam.users.get(alice);
    world.iam.users.delete(alice);
    if (user !== undefined) world.iam.users.set("alice.b@example.com", { ...user, aliases: [alice] });
    await expect(identify(world, alice)).rejects.toMatchObject({ code: "UNKNOWN_PRINCIPAL" });
    expect((await world.open().revoke(holding)).changed).toBe(true);
    expect(markedIn(world)).toEqual([]);
  });
});

describe("what people are told", () => {
  it("is the console at the project, or the page or command of the entry", () => {
    const world = withTheirs();
    const connect = (change: object) =>
      world
        .open({
          resources: { orders: { project: "acme-orders-prod", roles: { readonly: role }, ...change } },
        })
        .connect?.({ principal: alice, entitlement });
    expect(connect({})).toEqual({
      kind: "link",
      text: "https://console.cloud.google.com/home/dashboard?project=acme-orders-prod",
    });
    expect(connect({ link: "https://example.com/x" })).toEqual({
      kind: "link",
      text: "https://example.com/x",
    });
    const command = "gcloud config set project acme-orders-prod";
    expect(connect({ command })).toEqual({ kind: "command", text: command });
  });

  it("is how to take the access away by hand", () => {
    const provider = withTheirs().open();
    expect(provider.describeRemoval?.({ principal: alice, entitlement })).toBe(
      `gcloud projects remove-iam-policy-binding acme-orders-prod --member=user:${alice} --role=${role} --all`,
    );
    expect(provider.describeRemoval?.({ principal: "group:o'x@example.com", entitlement })).toContain(
      `'--member=group:o'\\''x@example.com'`,
    );
  });

  it("is what the person did until the end, from all pages of the log", async () => {
    const world = withTheirs();
    const holding = await holdFor(world);
    const at = (time: string) => new Date(`2026-11-20T${time}Z`);
    const call = { email: alice, methodName: "jobs.insert", resourceName: "projects/a\nb" };
    world.iam.log.push(
      { ...call, at: at("11:30:00") },
      { ...call, at: at("11:00:00") },
      { ...call, at: at("10:00:00") },
      { ...call, at: at("12:00:00") },
      { ...call, at: at("11:15:00"), email: "bob@example.com" },
    );
    expect(await world.open().activity?.(holding, at("10:30:00"))).toEqual([
      { at: at("11:00:00"), action: "jobs.insert on projects/a b" },
      { at: at("11:30:00"), action: "jobs.insert on projects/a b" },
    ]);
  });

  it("is power over Hallpass for everything in the project of its own account", () => {
    const resources = {
      orders: { project: "acme-orders-prod", roles: { readonly: role } },
      own: { project: "acme-admin", roles: { readonly: role } },
    };
    const provider = withTheirs().open({ resources });
    expect(provider.powers?.({ ...entitlement, resource: "own" })).toEqual([{ kind: "own-account" }]);
    expect(provider.powers?.(entitlement)).toEqual([]);
  });
});
