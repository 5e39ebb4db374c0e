import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Provider } from "../../src/core/ports/provider.ts";
import type { GateAnswer, GateCall } from "../support/http-gate.ts";
import { entitlement, openWorld, type World } from "./world.ts";

const until = new Date("2126-11-20T16:00:00Z");
const employeeNumber = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:employeeNumber";

let world: World;
let provider: Provider;

beforeEach(async () => {
  world = await openWorld();
  provider = world.open();
});
afterEach(() => world.close());

const identify = async (principal: string, by = provider) => ({
  principal,
  entitlement,
  until,
  ids: await by.identify(principal, entitlement),
});
const listed = async () => (await provider.listGrants([entitlement])).map(({ principal }) => principal);
const parse = (answer: GateAnswer) => JSON.parse(answer.body);
const answerWith = (body: unknown, status = 200): GateAnswer => ({
  status,
  headers: { "content-type": "application/scim+json" },
  body: JSON.stringify(body),
});

/** Changes the server's answers to reads of a path. */
function change(path: string, alter: (body: Record<string, unknown>, call: GateCall) => unknown): void {
  world.gate.intercept(async (call, pass) =>
    call.method === "GET" && call.path.startsWith(path)
      ? answerWith(alter(parse(await pass()), call))
      : undefined,
  );
}
const without = (key: string) => (body: Record<string, unknown>) => ({ ...body, [key]: undefined });

describe("how a SCIM user is found", () => {
  it("sends a filter with the value as a JSON string", async () => {
    world.addUser("o'hara & sons #1");
    await identify("o'hara & sons #1");
    expect(world.gate.calls.map(({ path }) => decodeURIComponent(path))).toContain(
      `/Users?filter=userName eq "o'hara & sons #1"&startIndex=1&count=100`,
    );
  });

  it("reads all users where the server supports no filters, over every page", async () => {
    change("/ServiceProviderConfig", (body) => ({ ...body, filter: { supported: false } }));
    for (let at = 0; at < 230; at++) world.addUser(`person-${at}`);
    const last = world.addUser("alice");
    expect((await identify("alice")).ids.principal).toBe(last);
    const reads = world.gate.calls.filter(({ path }) => path.startsWith("/Users"));
    expect(reads.map(({ path }) => new URL(path, "http://x").searchParams.get("startIndex"))).toEqual([
      "1",
      "101",
      "201",
    ]);
    expect(reads.filter(({ path }) => path.includes("filter="))).toEqual([]);
  });

  it("reads all users where the server refuses the filter", async () => {
    const alice = world.addUser("alice");
    world.gate.intercept(async ({ path }) =>
      path.includes("filter=") ? answerWith({ scimType: "invalidFilter" }, 400) : undefined,
    );
    expect((await identify("alice")).ids.principal).toBe(alice);
  });

  it("reads all users for a name with a quote that the filter does not find, and for no other name", async () => {
    const odd = world.addUser('o"hara');
    world.addUser("alice");
    world.gate.intercept(async ({ path }) =>
      path.includes("filter=") ? answerWith({ totalResults: 0, Resources: [] }) : undefined,
    );
    expect((await identify('o"hara')).ids.principal).toBe(odd);
    await expect(identify("alice")).rejects.toMatchObject({ code: "UNKNOWN_PRINCIPAL" });
  });

  it("compares the answer itself, where the server ignores the filter or the case", async () => {
    world.addUser("Alice");
    const alice = world.addUser("alice");
    world.gate.intercept(async ({ path }) =>
      path.includes("filter=")
        ? answerWith({ totalResults: world.server.users.size, Resources: [...world.server.users.values()] })
        : undefined,
    );
    expect((await identify("alice")).ids.principal).toBe(alice);
    await expect(identify("ALICE")).rejects.toMatchObject({ code: "UNKNOWN_PRINCIPAL" });
  });

  it("knows nobody by a value that two users have", async () => {
    world.addUser("alice");
    world.addUser("alice");
    await expect(identify("alice")).rejects.toMatchObject({ code: "UNKNOWN_PRINCIPAL" });
  });

  it("finds by an attribute of an extension", async () => {
    const extension = {
      [employeeNumber.slice(0, employeeNumber.lastIndexOf(":"))]: { employeeNumber: "701984" },
    };
    const alice = world.addUser("alice");
    change("/Users", (body) => ({ ...body, totalResults: 1, Resources: [{ id: alice, ...extension }] }));
    const by = world.open({ principals: { attribute: employeeNumber } });
    expect((await identify("701984", by)).ids.principal).toBe(alice);
    expect(
      world.gate.calls.some(({ path }) => path.includes(encodeURIComponent(`${employeeNumber} eq`))),
    ).toBe(true);
  });

  it("gives an inactive user nothing, and ends her access all the same", async () => {
    const id = world.addUser("alice");
    const held = await identify("alice");
    await provider.hold(held);
    world.server.users.set(id, { id, userName: "alice", active: false });
    await expect(provider.identify("alice", entitlement)).rejects.toMatchObject({
      code: "UNKNOWN_PRINCIPAL",
    });
    await expect(provider.hold(held)).rejects.toMatchObject({ code: "UNKNOWN_PRINCIPAL" });
    expect(await provider.revoke(held)).toMatchObject({ changed: true });
    expect(world.membersOf(world.group)).toEqual([]);
  });
});

describe("a list of a SCIM server that cannot be whole", () => {
  beforeEach(() => {
    for (let at = 0; at < 130; at++) world.addUser(`person-${at}`);
    world.gate.intercept(undefined);
  });
  /** Reads all users, with the answer to the second page changed. */
  const readWith = async (alter: (body: Record<string, unknown>, first: unknown) => unknown) => {
    let first: unknown;
    world.gate.intercept(async ({ path }, pass) => {
      if (path.includes("filter=")) return answerWith({}, 400);
      if (!path.startsWith("/Users?")) return undefined;
      const body = parse(await pass());
      if (path.includes("startIndex=1&")) first = body.Resources;
      return answerWith(path.includes("startIndex=1&") ? body : alter(body, first));
    });
    return identify("person-129");
  };

  it("is read when it is", async () => {
    await expect(readWith((body) => body)).resolves.toMatchObject({ principal: "person-129" });
  });

  it.each([
    ["shrinks", "BUSY", (body: Record<string, unknown>) => ({ ...body, totalResults: 129 })],
    ["grows", "BUSY", (body: Record<string, unknown>) => ({ ...body, totalResults: 131 })],
    [
      "repeats",
      "UNEXPECTED",
      (body: Record<string, unknown>, first: unknown) => ({ ...body, Resources: first }),
    ],
    ["ends early", "UNEXPECTED", (body: Record<string, unknown>) => ({ ...body, Resources: [] })],
    ["has no entries", "UNEXPECTED", (body: Record<string, unknown>) => ({ ...body, Resources: undefined })],
    [
      "has an entry without id",
      "UNEXPECTED",
      (body: Record<string, unknown>) => ({ ...body, Resources: [{}] }),
    ],
    ["does not say how long it is", "UNEXPECTED", without("totalResults")],
  ])("is an error when it %s", async (_what, code, alter) => {
    await expect(readWith(alter)).rejects.toMatchObject({ code });
  });
});

describe("the members of a SCIM group", () => {
  it("are asked for where an answer leaves them out", async () => {
    world.addUser("alice");
    await provider.hold(await identify("alice"));
    change("/Groups/", (body, { path }) => (path.includes("attributes=") ? body : without("members")(body)));
    expect(await listed()).toEqual(["alice"]);
  });

  it.each([
    ["says that they are never returned", { attributes: [{ name: "members", returned: "never" }] }],
    ["does not describe groups", undefined],
  ])("are not taken for none where they are missing and the server %s", async (_what, schema) => {
    world.gate.intercept(async ({ path }, pass) => {
      if (path.startsWith("/Schemas/")) return answerWith(schema, schema === undefined ? 404 : 200);
      return path.startsWith("/Groups/") ? answerWith(without("members")(parse(await pass()))) : undefined;
    });
    await expect(provider.listGrants([entitlement])).rejects.toMatchObject({ code: "UNEXPECTED" });
  });

  it("are none where they are missing and the server returns them when there are some", async () => {
    expect(await listed()).toEqual([]);
    change("/Groups/", (body) => ({ ...body, members: null }));
    expect(await listed()).toEqual([]);
  });

  it("take nobody in at a server that never shows them, and what got in all the same is taken out", async () => {
    world.addUser("alice");
    const held = await identify("alice");
    change("/Groups/", (body) => ({ ...body, members: [] }));
    await expect(provider.hold(held)).rejects.toMatchObject({ code: "BUSY" });
    expect(world.membersOf(world.group)).toEqual([]);
    await world.change("add", world.idOf("alice"));
    await provider.revoke(held);
    expect(world.membersOf(world.group)).toEqual([]);
  });

  it("are listed and ended once where the server keeps one twice", async () => {
    world.addUser("alice");
    const held = await identify("alice");
    await provider.hold(held);
    await world.change("add", held.ids.principal);
    expect(world.membersOf(world.group)).toEqual([held.ids.principal, held.ids.principal]);
    expect(await listed()).toEqual(["alice"]);
    await provider.revoke(held);
    expect(world.membersOf(world.group)).toEqual([]);
  });

  it("that are groups are shown as such, and people in them count as outside", async () => {
    const alice = world.addUser("alice");
    const inner = world.server.addGroup("Inner", [{ value: alice }]);
    world.server.groups.set(world.group, {
      displayName: "Orders",
      members: [{ value: inner, type: "Group" }],
    });
    expect(await listed()).toEqual([`group:${inner}`]);
    const held = await identify("alice");
    expect(await provider.hold(held)).toMatchObject({ changed: true });
    await provider.revoke(held);
    expect(world.membersOf(world.group)).toEqual([inner]);
    expect(world.membersOf(inner)).toEqual([alice]);
  });

  it("are named from one list where there are many", async () => {
    const members = Array.from({ length: 60 }, (_, at) => ({ value: world.addUser(`person-${at}`) }));
    world.server.groups.set(world.group, {
      displayName: "Orders",
      members: [...members, { value: "deleted" }],
    });
    const names = await listed();
    expect([names.length, names.at(0), names.at(-1)]).toEqual([61, "person-0", "user:deleted"]);
    expect(world.gate.calls.filter(({ path }) => path.startsWith("/Users/"))).toEqual([]);
  });
});

describe("a SCIM server that shows a change late", () => {
  /** The server answers so many reads of the group as it was before the change. */
  const lag = (reads: number) => {
    let stale: GateAnswer | undefined;
    let left = 0;
    world.gate.intercept(async ({ method, path }, pass) => {
      if (!path.startsWith("/Groups/")) return undefined;
      if (method === "PATCH") left = reads;
      else if (left-- > 0) return stale;
      else stale = await pass();
      return undefined;
    });
  };

  it("is asked again, for as long as the configuration says", async () => {
    world.addUser("alice");
    const by = world.open({ consistencySeconds: 10 });
    const held = await identify("alice", by);
    lag(3);
    expect(await by.hold(held)).toMatchObject({ changed: true });
    expect(await by.revoke(held)).toMatchObject({ changed: true });
    expect(world.membersOf(world.group)).toEqual([]);
  });

  it("gets an end though it does not show the member yet", async () => {
    world.addUser("alice");
    const held = await identify("alice");
    await world.change("add", held.ids.principal);
    world.gate.intercept(async ({ method, path }, pass) =>
      method === "GET" && path.startsWith("/Groups/")
        ? answerWith(without("members")(parse(await pass())))
        : undefined,
    );
    expect(await provider.revoke(held)).toMatchObject({ changed: false });
    expect(world.membersOf(world.group)).toEqual([]);
  });
});

describe("what a SCIM server refuses", () => {
  it.each([
    [400, "REFUSED"],
    [403, "REFUSED"],
    [501, "REFUSED"],
    [409, "BUSY"],
    [428, "UNEXPECTED"],
  ])("a PATCH with %i is %s, and nothing changed", async (status, code) => {
    world.addUser("alice");
    const held = await identify("alice");
    world.gate.intercept(async ({ method }) =>
      method === "PATCH" ? answerWith({ detail: "x" }, status) : undefined,
    );
    await expect(provider.hold(held)).rejects.toMatchObject({ code });
    expect(world.membersOf(world.group)).toEqual([]);
  });

  it.each([403, 404, 501])(
    "the documents about itself, with %i: it is taken for one of most servers",
    async (status) => {
      world.addUser("alice");
      world.gate.intercept(async ({ path }) =>
        /^\/(?:ServiceProviderConfig|Schemas)/u.test(path) ? answerWith({}, status) : undefined,
      );
      const held = await identify("alice");
      await world.change("add", world.addUser("carol"));
      expect(await provider.hold(held)).toMatchObject({ changed: true });
      expect(await listed()).toEqual(["carol", "alice"]);
      // Express sends an ETag of its own that nothing compares.
      expect(world.gate.calls.filter(({ headers }) => headers["if-match"] !== undefined)).toEqual([]);
    },
  );

  it("an end is none while the member is there, whatever the answer", async () => {
    world.addUser("alice");
    const held = await identify("alice");
    await provider.hold(held);
    for (const [status, code] of [
      [204, "BUSY"],
      [400, "REFUSED"],
      [404, "REFUSED"],
    ] as const) {
      world.gate.intercept(async ({ method }) => (method === "PATCH" ? answerWith({}, status) : undefined));
      await expect(provider.revoke(held)).rejects.toMatchObject({ code });
    }
  });

  it.each([400, 404])("an end is one where somebody was faster and the server answers %i", async (status) => {
    world.addUser("alice");
    const held = await identify("alice");
    world.gate.intercept(async ({ method }) =>
      method === "PATCH" ? answerWith({ scimType: "noTarget" }, status) : undefined,
    );
    expect(await provider.revoke(held)).toEqual({ changed: false, sessionsEnded: 0 });
    world.gate.intercept(async ({ method }) => (method === "PATCH" ? answerWith({}, 409) : undefined));
    await expect(provider.revoke(held)).rejects.toMatchObject({ code: "BUSY" });
  });

  it("a token of another tenant sees nothing: the end is refused", async () => {
    world.addUser("alice");
    const held = await identify("alice");
    await provider.hold(held);
    world.gate.intercept(async ({ path }) =>
      /^\/(?:Users|Groups)/u.test(path) ? answerWith({}, 404) : undefined,
    );
    await expect(provider.revoke(held)).rejects.toMatchObject({ code: "IDENTITY_CHANGED" });
  });

  it("answers with another group or user than was asked for are not believed", async () => {
    world.addUser("alice");
    await provider.hold(await identify("alice"));
    for (const path of ["/Groups/", "/Users/"]) {
      change(path, (body) => ({ ...body, id: "another" }));
      await expect(provider.listGrants([entitlement])).rejects.toMatchObject({ code: "UNEXPECTED" });
    }
  });

  it("a group id is never a path to something else", async () => {
    const by = world.open({ resources: { orders: { roles: { readonly: ".." } } } });
    await expect(by.listGrants([entitlement])).rejects.toMatchObject({ code: "UNEXPECTED" });
    const other = world.open({ resources: { orders: { roles: { readonly: "../Users?x=#y" } } } });
    await expect(other.listGrants([entitlement])).rejects.toMatchObject({ code: "UNKNOWN_ENTITLEMENT" });
    expect(world.gate.calls.at(-1)?.path).toBe("/Groups/..%2FUsers%3Fx%3D%23y");
  });
});

describe("hallpass doctor at a SCIM server", () => {
  const codesOf = async (by = provider) =>
    (await by.diagnose?.())?.map(({ code, severity }) => `${code} ${severity}`);

  it("warns of what the server cannot do", async () => {
    expect(await codesOf()).toEqual(["SCIM_NO_VERSIONS warning"]);
    change("/ServiceProviderConfig", () => ({
      patch: { supported: false },
      filter: { supported: false },
      etag: { supported: true },
    }));
    expect(await codesOf(world.open())).toEqual(["SCIM_NO_PATCH error", "SCIM_NO_FILTER warning"]);
  });

  it("names groups that do not exist, and groups with groups in them", async () => {
    const inner = world.server.addGroup("Inner");
    const $ref = `${world.server.url}/Groups/${inner}`;
    world.server.groups.set(world.group, { displayName: "Orders", members: [{ value: inner, $ref }] });
    const by = world.open({ resources: { orders: { roles: { readonly: world.group, owner: "gone" } } } });
    expect(await codesOf(by)).toEqual([
      "SCIM_NO_VERSIONS warning",
      "SCIM_NESTED_GROUP warning",
      "SCIM_NO_GROUP error",
    ]);
  });
});
