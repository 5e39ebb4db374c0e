// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   HH6: The lent role owns the database that Hallpass connects to: its holder locks all others out, or sets
//     an option that makes every connection fail.

import { randomInt } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { entitlement, openWorld, type World } from "./world.ts";

const until = new Date("2126-11-20T16:00:00Z");

/** What another administrator does in the moment between our look and our change. */
const edits = [
  "nothing",
  "adds another",
  "removes another",
  "adds the same person",
  "renames the group",
] as const;
type Edit = (typeof edits)[number];

const steps = fc.array(
  fc.record({
    call: fc.constantFrom("hold", "revoke"),
    between: fc.array(fc.constantFrom(...edits), { maxLength: 3 }),
  }),
  { minLength: 1, maxLength: 6 },
);

/** Other people's entries, with all that the server keeps of them. */
const others = ({ server, group }: World, mine: string): string =>
  JSON.stringify(server.groups.get(group)?.members.filter(({ value }) => value !== mine));

async function openEdited() {
  const world = await openWorld({ versions: true });
  const alice = world.addUser("alice");
  const pool = Array.from({ length: 6 }, (_, at) => world.addUser(`other-${at}`));
  const start = pool.slice(0, 3).map((value, at) => ({
    value,
    display: `Other "${at}" \u00e9\u{1F511}`,
    $ref: `https://elsewhere.example/Users/${value}`,
    type: "User",
  }));
  world.server.groups.set(world.group, { displayName: "Orders", members: start });
  let expected = others(world, alice);
  let queue: Edit[] = [];
  let isGivenByHand = false;

  function edit(kind: Edit): void {
    const { displayName, members } = world.server.groups.get(world.group) ?? { displayName: "", members: [] };
    const set = (next: typeof members, name = displayName) =>
      world.server.groups.set(world.group, { displayName: name, members: next });
    const missing = pool.find((id) => !members.some(({ value }) => value === id));
    const present = members.find(({ value }) => value !== alice);
    if (kind === "adds another" && missing) set([...members, { value: missing, type: "User" }]);
    if (kind === "removes another" && present) set(members.filter((member) => member !== present));
    if (kind === "renames the group") set(members, `${displayName}.`);
    if (kind === "adds the same person" && !members.some(({ value }) => value === alice)) {
      set([...members, { value: alice, type: "User" }]);
      isGivenByHand = true;
    }
    expected = others(world, alice);
  }

  world.gate.intercept(async ({ method }) => {
    const next = method === "PATCH" ? queue.shift() : undefined;
    if (next !== undefined) edit(next);
    return undefined;
  });
  return {
    world,
    alice,
    expectOthers: () => expect(others(world, alice)).toBe(expected),
    plan: (between: Edit[]) => {
      queue = between;
      isGivenByHand = false;
    },
    isGivenByHand: () => isGivenByHand,
    isMember: () => world.membersOf(world.group).includes(alice),
  };
}

describe("a SCIM group that others change at the same moment", () => {
  it("keeps their entries byte for byte, and what they gave is never counted as ours", async () => {
    const seed = randomInt(2 ** 31 - 1);
    await fc.assert(
      fc.asyncProperty(steps, async (plan) => {
        const edited = await openEdited();
        const provider = edited.world.open();
        try {
          const held = {
            principal: "alice",
            entitlement,
            until,
            ids: await provider.identify("alice", entitlement),
          };
          for (const { call, between } of plan) {
            const before = edited.isMember();
            edited.plan(
              call === "hold" ? between : between.filter((each) => each !== "adds the same person"),
            );
            const { changed } = await provider[call](held);
            edited.expectOthers();
            expect(edited.isMember()).toBe(call === "hold");
            if (call === "hold") expect(changed).toBe(!before && !edited.isGivenByHand());
            else expect(changed).toBe(before);
          }
        } finally {
          await edited.world.close();
        }
      }),
      { seed, numRuns: 25 },
    );
  });

  it("gives up after some collisions, and may be asked again", async () => {
    const world = await openWorld({ versions: true });
    try {
      world.addUser("alice");
      const provider = world.open();
      const held = {
        principal: "alice",
        entitlement,
        until,
        ids: await provider.identify("alice", entitlement),
      };
      world.keepChanging(true);
      await expect(provider.hold(held)).rejects.toMatchObject({ code: "BUSY", retryable: true });
      world.keepChanging(false);
      expect(await provider.hold(held)).toMatchObject({ changed: true });
    } finally {
      await world.close();
    }
  });

  it("HH6: ends although the holder changes it before each call", async () => {
    const world = await openWorld({ versions: true });
    try {
      world.addUser("alice");
      const provider = world.open();
      const held = {
        principal: "alice",
        entitlement,
        until,
        ids: await provider.identify("alice", entitlement),
      };
      await provider.hold(held);
      world.keepChanging(true);
      expect(await provider.revoke(held)).toMatchObject({ changed: true });
      expect(world.membersOf(world.group)).toEqual([]);
    } finally {
      await world.close();
    }
  });
});
