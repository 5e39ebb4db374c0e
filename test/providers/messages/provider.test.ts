// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   X42: A provider answers with the ids of another account.
//   HH6: The lent role owns the database that Hallpass connects to: its holder locks all others out, or sets
//     an option that makes every connection fail.

import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import type { Provider } from "../../../src/core/ports/provider.ts";
import {
  receiverAnswerSchema,
  receiverRequestSchema,
} from "../../../src/providers/adapter/messages/schema.ts";
import { pick } from "../../support/http.ts";
import { type Asked, entitlement, holding, now, type Script, scriptReceiver, write } from "./scripted.ts";

const { ids } = holding;
const expiresAt = "2026-11-20T16:00:00.000Z";
const held = { state: "held", changed: true, ids, expiresAt };
const gone = { state: "gone", changed: true, ids };
const grant = {
  principal: "alice",
  entitlement: { resource: "merger", role: "reader" },
  ids,
  origin: "ours",
};
const page = { grants: [grant], count: 1, complete: true };

const always =
  (result: unknown): Script =>
  () => ({ result });

const list = (provider: Provider) => provider.listGrants([entitlement]);

async function readAll(pages: AsyncIterable<unknown> | undefined): Promise<unknown[]> {
  const found: unknown[] = [];
  for await (const each of pages ?? []) found.push(each);
  return found;
}

describe("a receiver is asked", () => {
  it("for each operation by a request of the published schema", async () => {
    const results: Record<string, unknown> = {
      "access.identify": { ids },
      "access.list": page,
      "access.inventory": page,
      "access.hold": held,
      "access.revoke": gone,
      "access.forget": { state: "forgotten", ids },
      "access.activity": { activity: [], count: 0, complete: true },
      "access.describe": {
        ...{ instance: "i1", container: "shared", nativeExpiry: "none", sessions: "survive" },
        ...{ offers: ["inventory", "activity", "forget"], entitlements: [grant.entitlement] },
      },
    };
    const { provider, asked } = scriptReceiver(({ type }) => ({ result: results[type] }), {
      offers: ["inventory", "activity", "forget"],
    });
    await provider.identify("alice", entitlement);
    await list(provider);
    await readAll(provider.inventory?.());
    await provider.hold(holding);
    await provider.revoke(holding);
    await provider.forget?.(holding);
    await provider.activity?.(holding, now);
    expect(await provider.diagnose?.()).toEqual([]);
    expect(asked.map(({ type }) => type).sort()).toEqual(Object.keys(results).sort());
    const isRequest = new Ajv().compile(receiverRequestSchema);
    const isAnswer = new Ajv().compile(receiverAnswerSchema);
    for (const each of asked) {
      expect(isRequest(each), `${each.type}: ${JSON.stringify(isRequest.errors)}`).toBe(true);
      const answer: unknown = JSON.parse(write(each, { result: results[each.type] }));
      expect(isAnswer(answer), `${each.type}: ${JSON.stringify(isAnswer.errors)}`).toBe(true);
    }
  });

  it("with the end, whether it gives or takes the access", async () => {
    const { provider, asked } = scriptReceiver(({ type }) => ({
      result: type === "access.hold" ? held : gone,
    }));
    await provider.hold(holding);
    await provider.revoke(holding);
    for (const { data } of asked)
      expect(data).toEqual({ principal: "alice", entitlement: grant.entitlement, ids, expiresAt });
  });

  it("under the same id for the same change, another for another, and never in the same attempt", async () => {
    const { provider, asked } = scriptReceiver(({ type, data }) => ({
      result: { ...(type === "access.hold" ? held : gone), ids: pick(data, "ids") },
    }));
    await provider.hold(holding);
    await provider.hold({ ...holding });
    await provider.hold({ ...holding, until: new Date("2026-11-20T17:00:00Z") });
    await provider.hold({ ...holding, ids: { ...ids, instance: "i2" } });
    await provider.hold({ ...holding, ids: { ...ids, principal: "u2" } });
    await provider.hold({ ...holding, ids: { ...ids, entitlement: "m2/reader" } });
    await provider.revoke(holding);
    const [first, repeat, ...others] = asked.map(({ id }) => id);
    expect(repeat).toBe(first);
    expect(new Set([first, ...others]).size).toBe(6);
    expect(new Set(asked.map(({ attempt }) => attempt)).size).toBe(7);
    for (const { id } of asked) expect(id).toMatch(/^hp_[\w-]{43}$/u);
  });

  it("under a new id for each read", async () => {
    const { provider, asked } = scriptReceiver(always({ ids }));
    await provider.identify("alice", entitlement);
    await provider.identify("alice", entitlement);
    expect(asked[0]?.id).not.toBe(asked[1]?.id);
  });

  it("at a time that never goes back", async () => {
    const times = ["12:00:05", "12:00:05", "12:00:02", "12:00:09"].map(
      (time) => new Date(`2026-11-20T${time}Z`),
    );
    const { provider, asked } = scriptReceiver(always({ ids }), {}, { clock: () => times.shift() ?? now });
    for (let calls = 0; calls < 3; calls += 1) await provider.identify("alice", entitlement);
    expect(asked.map(({ timestamp }) => timestamp.slice(11, 19))).toEqual([
      "12:00:05",
      "12:00:05",
      "12:00:09",
    ]);
  });

  it("nothing about what the configuration does not offer", async () => {
    const { provider, asked } = scriptReceiver(always({}));
    const unknown = { ...entitlement, role: "owner" };
    await expect(provider.identify("alice", unknown)).rejects.toMatchObject({ code: "UNKNOWN_ENTITLEMENT" });
    await expect(provider.listGrants([unknown])).rejects.toMatchObject({ code: "UNKNOWN_ENTITLEMENT" });
    expect(provider.inventory ?? provider.activity ?? provider.forget ?? provider.connect).toBeUndefined();
    expect(asked).toEqual([]);
  });
});

describe("an answer counts as none", () => {
  const other: Pick<Asked, "id" | "attempt"> = {
    id: "hp_AAAAAAAAAAAAAAAAAAAAAAAA",
    attempt: "7b0c1c9e-8f5e-4f0e-9d0a-3a4f2f6f0d51",
  };
  it.each<[string, Script]>([
    ["to another message", ({ attempt }) => write({ ...other, attempt }, { result: gone })],
    ["to an earlier attempt of the same message", ({ id }) => write({ ...other, id }, { result: gone })],
    ["when it is the request itself", (asked) => JSON.stringify(asked)],
    ["when it says that the access is held", always({ ...gone, state: "held" })],
    ["when it is the result of another operation", always(held)],
    ["about no ids", always({ state: "gone", changed: true })],
    ["without saying whether something changed", always({ state: "gone", ids })],
    ["with an unknown property", always({ ...gone, note: "soon" })],
    ["with an unknown property beside the result", (asked) => write(asked, { result: gone, note: "soon" })],
    ["without a type", ({ id, attempt }) => JSON.stringify({ id, attempt, result: gone })],
    ["with both a result and an error", (asked) => write(asked, { result: gone, error: { code: "BUSY" } })],
    ["with neither", (asked) => write(asked, {})],
    ["with an unknown code", (asked) => write(asked, { error: { code: "GONE" } })],
    ["that is cut", (asked) => write(asked, { result: gone }).slice(0, -1)],
    ["that is followed by another", (asked) => write(asked, { result: gone }).repeat(2)],
    ["that is empty", () => ""],
    ["that is null", () => "null"],
    ["that is a page of HTML", () => "<html>gone</html>"],
  ])("%s", async (_, script) => {
    const { provider } = scriptReceiver(script);
    await expect(provider.revoke(holding)).rejects.toMatchObject({
      ...{ code: "UNEXPECTED", retryable: false },
      message: 'Provider "contracts" gave an answer that Hallpass does not understand.',
    });
  });
});

it.each(["instance", "principal", "entitlement"] as const)(
  "X42: an answer about another %s is an error, whether it gives or takes the access",
  async (id) => {
    const others = { ...ids, [id]: "4294967295" };
    const { provider } = scriptReceiver(({ type }) => ({
      result: { ...(type === "access.hold" ? held : gone), ids: others },
    }));
    await expect(provider.hold(holding)).rejects.toMatchObject({ code: "UNEXPECTED" });
    await expect(provider.revoke(holding)).rejects.toMatchObject({ code: "UNEXPECTED" });
  },
);

describe("an error of the receiver", () => {
  it("keeps its code and its pause, and its detail is no part of the message", async () => {
    const error = { code: "THROTTLED", retryAfterSeconds: 7, detail: "token hunter2 is used up" };
    const { provider } = scriptReceiver((asked) => write(asked, { error }));
    const failure = await provider.revoke(holding).catch((reason: unknown) => reason);
    expect(failure).toMatchObject({ code: "THROTTLED", retryable: true, retryAfterSeconds: 7 });
    expect(String(failure)).not.toContain("hunter2");
    expect(String(pick(failure, "cause"))).toContain("hunter2");
  });
});

describe("a listing", () => {
  it("that is cut at any place is an error", async () => {
    let length = 0;
    const { provider } = scriptReceiver((asked) => write(asked, { result: page }).slice(0, length));
    const whole = write(
      { id: `hp_${"A".repeat(22)}`, attempt: "7b0c1c9e-8f5e-4f0e-9d0a-3a4f2f6f0d51" },
      { result: page },
    );
    for (length = 0; length < whole.length; length += 1)
      await expect(list(provider), `the first ${length} characters`).rejects.toMatchObject({
        code: "UNEXPECTED",
      });
    expect(await list(provider)).toHaveLength(1);
  });

  it("has all grants, with the times that the receiver knows", async () => {
    const result = {
      ...page,
      grants: [{ ...grant, origin: "standing", grantedBy: "root", since: "2026-01-01T00:00:00Z" }],
    };
    const { provider } = scriptReceiver(always(result), { container: "separate" });
    expect(await list(provider)).toEqual([
      {
        ...{ principal: "alice", entitlement, ids, origin: "standing", grantedBy: "root" },
        since: new Date("2026-01-01T00:00:00Z"),
      },
    ]);
  });

  it("says of no grant whose it is where they cannot be told apart", async () => {
    const { provider } = scriptReceiver(always(page), { container: "shared" });
    expect(await list(provider)).toMatchObject([{ origin: "unknown" }]);
  });

  it("goes on from page to page, within one deadline", async () => {
    const clock = ["12:00:00", "12:00:00", "12:00:01", "12:00:01", "12:00:04"].map(
      (time) => new Date(`2026-11-20T${time}Z`),
    );
    let last = now;
    const { provider, asked, deadlines } = scriptReceiver(
      ({ data }) => {
        const after = pick(data, "after");
        if (after === undefined) return { result: { ...page, complete: false, next: "2" } };
        return { result: { ...page, grants: [{ ...grant, principal: "eve" }] } };
      },
      {},
      {
        clock: () => {
          last = clock.shift() ?? last;
          return last;
        },
      },
    );
    expect((await list(provider)).map(({ principal }) => principal)).toEqual(["alice", "eve"]);
    expect(asked.map(({ data }) => pick(data, "after"))).toEqual([undefined, "2"]);
    const [first = 0, second = 0] = deadlines;
    expect(first).toBeLessThanOrEqual(10);
    expect(second).toBeLessThan(first);
  });

  it("HH6: that never ends is given up before it fills the memory", async () => {
    const grants = Array.from({ length: 3000 }, () => grant);
    const { provider, asked } = scriptReceiver(({ id }) => ({
      result: { grants, count: grants.length, complete: false, next: id },
    }));
    await expect(list(provider)).rejects.toMatchObject({ code: "UNEXPECTED" });
    expect(asked).toHaveLength(34);
  });

  it("that never ends is given up without any grant, too", async () => {
    const { provider, asked } = scriptReceiver(({ id }) => ({
      result: { grants: [], count: 0, complete: false, next: id },
    }));
    await expect(list(provider)).rejects.toMatchObject({ code: "UNEXPECTED" });
    expect(asked).toHaveLength(1000);
  });

  it("times out when its pages take longer than one deadline", async () => {
    let seconds = 0;
    const { provider } = scriptReceiver(
      () => ({ result: { ...page, complete: false, next: `after ${seconds}` } }),
      {},
      { clock: () => new Date(now.getTime() + 1000 * seconds++) },
    );
    await expect(list(provider)).rejects.toMatchObject({ code: "TIMEOUT" });
  });

  it.each<[string, unknown]>([
    ["whose count is too high", { ...page, count: 2 }],
    ["whose count is too low", { ...page, count: 0 }],
    ["without a count", { grants: [grant], complete: true }],
    ["without an end mark", { grants: [grant], count: 1 }],
    ["that is not complete and names no next page", { ...page, complete: false }],
    ["that is complete and names a next page", { ...page, next: "2" }],
    ["that leads back to a page that was read", { ...page, complete: false, next: "2" }],
    ...["2026-99-01", "2026-01-99", "2026-00-01"].map((day): [string, unknown] => [
      `with the time ${day}, which no clock shows`,
      { ...page, grants: [{ ...grant, since: `${day}T00:00:00Z` }] },
    ]),
    ["with the hour 24", { ...page, grants: [{ ...grant, since: "2026-01-01T24:00:00Z" }] }],
    [
      "with a grant of something else",
      { ...page, grants: [{ ...grant, entitlement: { resource: "board", role: "reader" } }] },
    ],
    ["with a grant without ids", { ...page, grants: [{ ...grant, ids: undefined }] }],
    ["with a grant of nobody", { ...page, grants: [{ ...grant, principal: "" }] }],
    [
      "with a name that is none",
      { ...page, grants: [{ ...grant, entitlement: { resource: "a b", role: "reader" } }] },
    ],
    [
      "with a grant of unknown origin, where they can be told apart",
      { ...page, grants: [{ ...grant, origin: undefined }] },
    ],
  ])("%s is an error", async (_, result) => {
    const { provider } = scriptReceiver(always(result), { container: "separate" });
    await expect(list(provider)).rejects.toMatchObject({ code: "UNEXPECTED" });
  });

  it("of everything breaks off where a page is missing", async () => {
    let pages = 0;
    const { provider } = scriptReceiver(
      () => (pages++ === 0 ? { result: { ...page, complete: false, next: "2" } } : ""),
      { offers: ["inventory"] },
    );
    await expect(readAll(provider.inventory?.())).rejects.toMatchObject({ code: "UNEXPECTED" });
  });

  it("arrives whatever a person calls themselves", async () => {
    const principal = `"}],"count":0,"complete":true\n\u0000${"x".repeat(900)}`;
    const { provider } = scriptReceiver(always({ ...page, grants: [{ ...grant, principal }] }));
    expect(await list(provider)).toMatchObject([{ principal }]);
  });
});

describe("the end that a receiver plants", () => {
  const planting = { nativeExpiry: "removed", container: "separate" } as const;
  const answerWith = (result: unknown, entry: Parameters<typeof scriptReceiver>[1] = planting) =>
    scriptReceiver(({ type }) => ({ result: type === "access.hold" ? result : gone }), entry);
  const typesOf = (asked: readonly Asked[]) => asked.map(({ type }) => type);

  it.each([
    ["no end", undefined],
    ["another end", "2026-11-20T18:00:00.000Z"],
  ])("counts: with %s a new grant is taken back, and is none", async (_, end) => {
    const { provider, asked } = answerWith({ ...held, expiresAt: end });
    await expect(provider.hold(holding)).rejects.toMatchObject({ code: "UNEXPECTED" });
    expect(typesOf(asked)).toEqual(["access.hold", "access.revoke"]);
  });

  it("counts: an end that was not moved is an error, and the access stays until the old one", async () => {
    const { provider, asked } = answerWith({
      ...held,
      changed: false,
      expiresAt: "2026-11-20T13:00:00.000Z",
    });
    await expect(provider.hold(holding)).rejects.toMatchObject({ code: "UNEXPECTED" });
    expect(typesOf(asked)).toEqual(["access.hold"]);
  });

  it("may be written without milliseconds", async () => {
    const { provider } = answerWith({ ...held, expiresAt: "2026-11-20T16:00:00Z" });
    expect(await provider.hold(holding)).toEqual({ changed: true, sessionsEnded: 0 });
  });

  it("is none of ours where the access was there before", async () => {
    const { provider } = answerWith(
      { state: "held", changed: false, ids },
      { nativeExpiry: "removed", container: "shared" },
    );
    expect(await provider.hold(holding)).toEqual({ changed: false, sessionsEnded: 0 });
  });

  it("is not asked for where nothing ends by itself", async () => {
    const { provider } = answerWith({ state: "held", changed: true, ids }, { nativeExpiry: "none" });
    expect(await provider.hold(holding)).toEqual({ changed: true, sessionsEnded: 0 });
  });
});

describe("what a receiver tells", () => {
  it("of the sessions it ended is in the receipt", async () => {
    const { provider } = scriptReceiver(always({ ...gone, sessionsEnded: 3 }));
    expect(await provider.revoke(holding)).toEqual({ changed: true, sessionsEnded: 3 });
  });

  it("of a person's activity has times, and is whole", async () => {
    const activity = [{ at: "2026-11-20T12:30:00Z", action: "opened SPA draft 4" }];
    const offers = ["activity" as const];
    const whole = scriptReceiver(always({ activity, count: 1, complete: true }), { offers });
    expect(await whole.provider.activity?.(holding, now)).toEqual([
      { at: new Date("2026-11-20T12:30:00Z"), action: "opened SPA draft 4" },
    ]);
    for (const part of [
      { activity, count: 2, complete: true },
      { activity, count: 1, complete: false },
      { activity: [{ ...activity[0], action: "two\nlines" }], count: 1, complete: true },
    ])
      await expect(
        scriptReceiver(always(part), { offers }).provider.activity?.(holding, now),
      ).rejects.toMatchObject({ code: "UNEXPECTED" });
  });
});

describe("the configuration", () => {
  it("promises least when it says nothing", async () => {
    expect(await scriptReceiver(always({})).provider.traits()).toEqual({
      ...{ container: "shared", nativeExpiry: "none", sessions: "survive" },
      ...{ consistencySeconds: 0, deadlineSeconds: 10 },
    });
  });

  it("says which roles give power over Hallpass", () => {
    const { provider } = scriptReceiver(always({}), {
      powers: [{ resource: "merger", role: "reader", githubTeam: 7 }],
    });
    expect(provider.powers?.(entitlement)).toEqual([{ kind: "github-team", id: 7 }]);
    expect(provider.powers?.({ ...entitlement, role: "owner" })).toEqual([]);
    expect(provider.powers?.({ ...entitlement, resource: "board" })).toEqual([]);
  });

  it.each([
    [
      "a link",
      { link: "https://x.example/{resource}/{role}?as={principal}" },
      "https://x.example/merger/reader?as=a%2F..%2F%26%3Fb%20%22c",
    ],
    [
      "a command",
      { command: "open-files {resource} --as {principal}" },
      `open-files merger --as 'a/../&?b "c'`,
    ],
  ])("says how to connect: %s, in which a name stays a name", (_, connect, text) => {
    const { provider } = scriptReceiver(always({}), { connect });
    expect(provider.connect?.({ principal: 'a/../&?b "c', entitlement })).toMatchObject({ text });
  });

  it.each(["a\nb", "a\u0000b", "\ud800"])("says nothing of how to connect for the name %j", (principal) => {
    const link = { link: "https://x.example/{principal}" };
    expect(
      scriptReceiver(always({}), { connect: link }).provider.connect?.({ principal, entitlement }),
    ).toBeUndefined();
  });
});

describe("doctor", () => {
  const described = {
    ...{ instance: "i1", container: "separate", nativeExpiry: "removed", sessions: "ended" },
    ...{ offers: ["inventory"], entitlements: [grant.entitlement] },
  };
  const promised: Parameters<typeof scriptReceiver>[1] = {
    ...{ container: "separate", nativeExpiry: "removed", sessions: "ended" },
    offers: ["inventory"],
  };
  const codesOf = async (entry: Parameters<typeof scriptReceiver>[1], answer: unknown = described) =>
    ((await scriptReceiver(always(answer), entry).provider.diagnose?.()) ?? []).map(({ code, severity }) => [
      code,
      severity,
    ]);

  it("finds nothing when the receiver says the same", async () => {
    expect(await codesOf(promised)).toEqual([]);
  });

  it.each([
    ["container", { container: "shared" }],
    ["nativeExpiry", { nativeExpiry: "none" }],
    ["sessions", { sessions: "survive" }],
    ["offers", { offers: [] }],
  ])("finds a promise that the receiver does not make: %s", async (_, change) => {
    expect(await codesOf(promised, { ...described, ...change })).toEqual([["RECEIVER_PROMISE", "error"]]);
  });

  it("finds names that the receiver does not know, and those it knows besides", async () => {
    const answer = { ...described, entitlements: [{ resource: "merger", role: "owner" }] };
    expect(await codesOf(promised, answer)).toEqual([
      ["RECEIVER_NO_ENTITLEMENT", "error"],
      ["RECEIVER_BEYOND", "warning"],
    ]);
  });

  it("asks the receiver nothing while the way to it is wrong", async () => {
    const examine = async () => [
      { code: "WEBHOOK_UNVERIFIED", severity: "error", at: "", message: "m", fix: "f" } as const,
    ];
    const { provider, asked } = scriptReceiver(always({}), {}, { examine });
    expect(await provider.diagnose?.()).toMatchObject([{ code: "WEBHOOK_UNVERIFIED" }]);
    expect(asked).toEqual([]);
  });
});
