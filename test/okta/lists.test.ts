import { once } from "node:events";
import { createServer } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Provider } from "../../src/core/ports/provider.ts";
import { portOf } from "../support/holding-http.ts";
import type { GateCall } from "../support/http-gate.ts";
import { answerWith, refuse } from "./stand-ins.ts";
import { ofApp, ofGroup, openWorld, type World } from "./world.ts";

const now = new Date("2026-11-20T12:00:00Z");
const until = new Date("2126-11-20T16:00:00Z");

let world: World;
let provider: Provider;

beforeEach(async () => {
  world = await openWorld();
  provider = world.open({ now: () => now });
});
afterEach(() => world.close());

const userOf = (at: number) => ({ id: `00u${at}`, status: "ACTIVE", profile: { login: `person-${at}` } });
const isMembers = ({ path }: GateCall) => path.startsWith(`/api/v1/groups/${world.group}/users`);

/** Members in pages of two. `nextOf` makes the link of each page. */
function page(count: number, nextOf = (path: string) => `${world.gate.url}${path}`): void {
  world.play(async (call) => {
    if (!isMembers(call)) return undefined;
    const at = Number(new URL(call.path, world.gate.url).searchParams.get("after") ?? 0);
    const body = [at, at + 1].filter((each) => each < count).map(userOf);
    const next = `/api/v1/groups/${world.group}/users?limit=200&after=${at + 2}`;
    const link =
      at + 2 < count
        ? { link: `<${world.gate.url}${call.path}>; rel="self", <${nextOf(next)}>; rel="next"` }
        : {};
    return { ...answerWith(200, body), headers: { "content-type": "application/json", ...link } };
  });
}
const list = async () => (await provider.listGrants([ofGroup])).map(({ principal }) => principal);

describe("a list of Okta", () => {
  it("is read to its last page", async () => {
    page(5);
    expect(await list()).toEqual(["person-0", "person-1", "person-2", "person-3", "person-4"]);
  });

  it("does not go on at another host: the token stays here", async () => {
    const heard: (string | undefined)[] = [];
    const other = createServer((request, response) => {
      heard.push(request.headers.authorization);
      response.end("[]");
    }).listen(0, "127.0.0.1");
    await once(other, "listening");
    page(5, (path) => `http://127.0.0.1:${portOf(other.address())}${path}`);
    await expect(list()).rejects.toMatchObject({ code: "UNEXPECTED" });
    other.close();
    expect(heard).toEqual([]);
  });

  it.each([
    ["another list", () => `${world.gate.url}/api/v1/groups/00gother/users?after=2`],
    ["no address", () => "http://["],
    ["the same page", () => `${world.gate.url}/api/v1/groups/${world.group}/users?limit=200`],
  ])("does not go on at %s", async (_what, nextOf) => {
    page(5, nextOf);
    await expect(list()).rejects.toMatchObject({ code: "UNEXPECTED" });
  });

  it("that repeats a person is read again later", async () => {
    world.play(async (call) =>
      isMembers(call) ? answerWith(200, [userOf(1), userOf(2), userOf(1)]) : undefined,
    );
    await expect(list()).rejects.toMatchObject({ code: "BUSY", retryable: true });
  });

  it.each([
    ["an object", {}],
    ["a person without login", [{ id: "00u1", status: "ACTIVE", profile: {} }]],
    ["a person without id", [{ status: "ACTIVE", profile: { login: "x" } }]],
  ])("that is %s is none", async (_what, body) => {
    world.play(async (call) => (isMembers(call) ? answerWith(200, body) : undefined));
    await expect(list()).rejects.toMatchObject({ code: "UNEXPECTED" });
  });

  it("that fails at its second page is none", async () => {
    world.play(async (call) => {
      if (!isMembers(call)) return undefined;
      if (call.path.includes("after=")) return refuse(500, "E0000009");
      const link = `<${world.gate.url}${call.path}&after=2>; rel="next"`;
      return { ...answerWith(200, [userOf(0)]), headers: { link } };
    });
    await expect(list()).rejects.toMatchObject({ code: "UNREACHABLE" });
    expect(world.gate.calls.filter(isMembers).length).toBe(2);
  });

  it("of an app names deleted accounts by their id", async () => {
    world.standIns.byGroup.set(world.app, new Set(["00ugone"]));
    expect((await provider.listGrants([ofApp])).map(({ principal }) => principal)).toEqual(["user:00ugone"]);
  });
});

describe("a rate limit of Okta", () => {
  it.each([
    ["until its reset", { "x-rate-limit-reset": String(now.getTime() / 1000 + 42) }, 42],
    ["a second, where the reset has passed", { "x-rate-limit-reset": String(now.getTime() / 1000 - 5) }, 1],
    ["a minute, where nothing is said", {}, 60],
    ["as long as Retry-After says", { "retry-after": "9", "x-rate-limit-reset": "1" }, 9],
  ])("makes Hallpass wait %s", async (_what, headers, retryAfterSeconds) => {
    world.play(async (call) => (isMembers(call) ? { ...refuse(429, "E0000047"), headers } : undefined));
    await expect(list()).rejects.toMatchObject({ code: "THROTTLED", retryable: true, retryAfterSeconds });
  });
});

describe("what a person did, by Okta's system log", () => {
  const event = (published: string, displayName: string) => ({
    uuid: `uuid-${published}`,
    published,
    eventType: "user.authentication.sso",
    outcome: { result: "SUCCESS" },
    target: [
      { type: "AppInstance", displayName },
      { type: "AppUser", displayName: "someone else" },
    ],
  });
  const from = new Date("2026-11-20T10:00:00Z");
  const activity = async (entitlement: typeof ofApp) => {
    const ids = await provider.identify("alice", entitlement);
    return provider.activity?.({ principal: "alice", entitlement, ids, until }, from);
  };

  beforeEach(async () => {
    const actor = await world.addUser("alice");
    world.standIns.events.push(
      { actor, target: world.app, event: event("2026-11-20T10:30:00.000Z", "Orders\n::error::x\u202e") },
      { actor, target: "0oaother", event: event("2026-11-20T10:40:00.000Z", "CRM") },
      { actor: "00uother", target: world.app, event: event("2026-11-20T10:50:00.000Z", "Orders") },
    );
  });

  it("is what she did with the app, on one line", async () => {
    expect(await activity(ofApp)).toEqual([
      {
        at: new Date("2026-11-20T10:30:00Z"),
        action: "user.authentication.sso on Orders ::error::x : SUCCESS",
      },
    ]);
  });

  it("is all that she did, where she holds a group", async () => {
    expect((await activity(ofGroup))?.map(({ action }) => action)).toEqual([
      "user.authentication.sso on Orders ::error::x : SUCCESS",
      "user.authentication.sso on CRM: SUCCESS",
    ]);
  });

  it("is asked for no further back than Okta keeps it", async () => {
    const ids = await provider.identify("alice", ofApp);
    await provider.activity?.({ principal: "alice", entitlement: ofApp, ids, until }, new Date(0));
    expect(new URL(world.gate.calls.at(-1)?.path ?? "", world.gate.url).searchParams.get("since")).toBe(
      "2026-08-22T12:00:00.000Z",
    );
  });

  it("is asked for between the beginning and now, in the order of time", async () => {
    await activity(ofApp);
    const { searchParams } = new URL(world.gate.calls.at(-1)?.path ?? "", world.gate.url);
    expect(Object.fromEntries(searchParams)).toEqual({
      since: "2026-11-20T10:00:00.000Z",
      until: "2026-11-20T12:00:00.000Z",
      filter: `actor.id eq "${world.idOf("alice")}" and target.id eq "${world.app}"`,
      sortOrder: "ASCENDING",
      limit: "1000",
    });
    expect(world.listMistakes()).toEqual([]);
  });
});
