import { expect, it } from "vitest";
import { createPresenceCache } from "../../../src/operations/memory/presence-cache.ts";
import { at } from "../../support/builders/ledger.ts";

const alice = { id: 1001, login: "alice" };
const bob = { id: 1002, login: "bob" };

/** Who answers, and how often they were asked. */
function setUp() {
  const asked: string[] = [];
  let answer: () => Promise<boolean> = async () => true;
  const presence = createPresenceCache();
  const say = (next: typeof answer): void => {
    answer = next;
  };
  const look = (seconds: number, person = alice) =>
    presence.isActive(
      person,
      async ({ login }) => {
        asked.push(login);
        return answer();
      },
      at(seconds),
    );
  return { presence, asked, look, say };
}

it("asks once per person and hour", async () => {
  const { asked, look } = setUp();
  for (const seconds of [0, 1, 3599]) expect(await look(seconds)).toBe(true);
  await look(10, bob);
  expect(asked).toEqual(["alice", "bob"]);
  await look(3600);
  expect(asked).toEqual(["alice", "bob", "alice"]);
});

it("remembers neither a no nor a failure", async () => {
  const { asked, look, say } = setUp();
  say(async () => false);
  expect([await look(0), await look(1)]).toEqual([false, false]);
  say(() => Promise.reject(new Error("502")));
  await expect(look(2)).rejects.toThrow("502");
  say(async () => true);
  expect(await look(3)).toBe(true);
  expect(asked).toHaveLength(4);
});

it("asks again once somebody may have left, and does not remember what was answered from before", async () => {
  const { presence, asked, look, say } = setUp();
  await look(0);
  presence.forget();
  let release = (_: boolean): void => undefined;
  say(
    () =>
      new Promise((resolve) => {
        release = resolve;
      }),
  );
  const slow = look(1);
  presence.forget();
  release(true);
  expect(await slow).toBe(true);
  say(async () => false);
  expect(await look(2)).toBe(false);
  expect(asked).toHaveLength(3);
});

it("believes nothing for longer because a clock was put back", async () => {
  const { asked, look } = setUp();
  await look(7200);
  await look(60);
  expect(asked).toHaveLength(2);
});
