import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Activity } from "../../../src/core/access/activity.ts";
import { readUses } from "../../../src/operations/ending/read-uses.ts";
import { at, granted, lease } from "../../support/builders/ledger.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const leases = ["alice", "bob", "eve"].map((principal) =>
  lease({ principal, request: `payments/${principal}`, ended: { at: at(50), because: "command" } }),
);
const read = async (activity: () => Promise<Activity[] | undefined>) => {
  let asked = 0;
  const count = () => {
    asked++;
    return activity();
  };
  const uses = readUses(leases, granted(...leases), new Map([["orders-db", { activity: count }]]));
  await vi.advanceTimersByTimeAsync(31_000);
  return { uses: [...(await uses).values()].map(({ kind }) => kind), asked };
};

it("asks about the time from the grant to the observed end, by the recorded ids", async () => {
  const asked: unknown[] = [];
  const activity = async (holding: object, from: Date): Promise<Activity[]> => {
    asked.push({ ...holding, from });
    return [];
  };
  const [alice] = leases;
  if (alice === undefined) throw new Error("There is no lease.");
  await readUses([alice], granted(alice), new Map([["orders-db", { activity }]]));
  expect(asked).toMatchObject([{ principal: "alice", from: alice.startsAt, until: at(50) }]);
});

it("gives a log up that does not answer in time, and asks the provider no more", async () => {
  expect(await read(() => new Promise<never>(() => undefined))).toMatchObject({
    uses: ["unread", "unread", "unread"],
  });
});

it("stops the reading of a log that it gives up", async () => {
  const signals: (AbortSignal | undefined)[] = [];
  const activity = (_holding: object, _from: Date, signal?: AbortSignal): Promise<Activity[]> => {
    signals.push(signal);
    return new Promise(() => undefined);
  };
  const uses = readUses(leases, granted(...leases), new Map([["orders-db", { activity }]]));
  await vi.advanceTimersByTimeAsync(29_000);
  expect(signals.map((signal) => signal?.aborted)).toEqual([false, false, false]);
  await vi.advanceTimersByTimeAsync(2_000);
  await uses;
  expect(signals.map((signal) => signal?.aborted)).toEqual([true, true, true]);
});

it("says that a log which fails could not be read, and fails nothing", async () => {
  const { uses } = await read(() => Promise.reject(new Error("away")));
  expect(uses).toEqual(["unread", "unread", "unread"]);
});

it("says of a provider that the Action does not know, that it could not be read", async () => {
  const uses = await readUses(leases, granted(...leases), new Map());
  expect([...uses.values()].map(({ kind }) => kind)).toEqual(["unread", "unread", "unread"]);
});

it("asks a provider that failed before no more", async () => {
  const many = Array.from({ length: 40 }, (_, index) =>
    lease({ principal: `p${index}`, request: `payments/r${index}` }),
  );
  let asked = 0;
  const activity = (): Promise<Activity[]> => {
    asked++;
    return Promise.reject(new Error("away"));
  };
  await readUses(many, granted(...many), new Map([["orders-db", { activity }]]));
  expect(asked).toBeLessThanOrEqual(4);
});

it("says that there is no log where the server does not tell, and goes on asking about others", async () => {
  expect(await read(async () => undefined)).toEqual({ uses: ["no log", "no log", "no log"], asked: 3 });
});
