import { describe, expect, it } from "vitest";
import { draftOf } from "../../../src/core/ledger/layered-map.ts";

const contentsOf = <K, V>(map: ReadonlyMap<K, V>) => ({
  entries: [...map],
  keys: [...map.keys()],
  values: [...map.values()],
  size: map.size,
});

const numbered = (size: number): Map<string, number> =>
  new Map(Array.from({ length: size }, (_, index) => [`k${index}`, index]));

describe("A draft of a map", () => {
  it.each([0, 3, 255, 256, 5000])("with %i entries is, after any changes, what a Map would be", (size) => {
    let draft: ReadonlyMap<string, number | undefined> = numbered(size);
    const plain: Map<string, number | undefined> = numbered(size);
    for (let step = 0; step < 300; step++) {
      const next = draftOf(draft);
      // Old keys, new ones, and values that look absent.
      for (const key of [`k${(step * 7919) % (size + 1)}`, `new${step % 90}`]) {
        const value = step % 5 === 0 ? undefined : step;
        next.set(key, value);
        plain.set(key, value);
        expect([next.get(key), next.has(key)]).toEqual([value, true]);
      }
      draft = next;
    }
    expect(contentsOf(draft)).toEqual(contentsOf(plain));
    const told: unknown[] = [];
    draft.forEach((value, key) => {
      told.push([key, value]);
    });
    expect(told).toEqual([...plain]);
    expect([draft.has("absent"), draft.get("absent")]).toEqual([false, undefined]);
  });

  it("leaves the map it was made from as it was", () => {
    const first = draftOf(numbered(1000));
    first.set("k1", -1);
    const second = draftOf(first);
    second.set("k1", -2);
    second.set("another", 7);
    expect([first.get("k1"), first.size, first.has("another")]).toEqual([-1, 1000, false]);
    expect([second.get("k1"), second.size]).toEqual([-2, 1001]);
  });

  it("copies few entries for a change of one", () => {
    const counted = { visits: 0 };
    class Counting extends Map<string, number> {
      override *[Symbol.iterator](): MapIterator<[string, number]> {
        for (const entry of super.entries()) {
          counted.visits += 1;
          yield entry;
        }
        return undefined;
      }
    }
    let draft: ReadonlyMap<string, number> = new Counting(numbered(10_000));
    counted.visits = 0;
    for (let step = 0; step < 100; step++) {
      const next = draftOf(draft);
      next.set(`k${step}`, -1);
      draft = next;
    }
    expect(counted.visits).toBe(0);
  });
});
