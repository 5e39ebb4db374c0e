import { expect, it } from "vitest";
import { forgetOldest } from "../../../src/core/files/forget-oldest.ts";

it("keeps what was put in last, of a map and of a set", () => {
  const map = new Map([1, 2, 3, 4].map((key) => [key, "x"]));
  forgetOldest(map, 2);
  const set = new Set(["a", "b"]);
  forgetOldest(set, 2);
  expect([[...map.keys()], [...set]]).toEqual([
    [3, 4],
    ["a", "b"],
  ]);
});
