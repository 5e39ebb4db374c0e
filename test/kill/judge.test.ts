import { describe, expect, it } from "vitest";
import { type Asked, calmAfter, judge, type Sample, type Trouble } from "./judge.ts";

const approved: Asked = { pull: 1, login: "alice", seconds: 10, approved: true, mergedAt: 100_000 };
const used = (at: number): Sample => ({ login: "alice", at, held: true, used: true });
const seen = (asked: readonly Asked[], at: number, troubles: readonly Trouble[] = []): string[] =>
  judge(asked, [used(at)], troubles).map(({ says }) => says);

describe("the judge of random kills", () => {
  it("lets be what was approved, until a minute after its end", () => {
    expect(seen([approved], 100_000)).toEqual([]);
    expect(seen([approved], 171_000)).toEqual([]);
    expect(seen([approved], 171_001)).toEqual([
      "alice reads, and the last end was at 1970-01-01T00:01:50.000Z",
    ]);
  });

  it.each([
    ["was not approved", { ...approved, approved: false }],
    ["was not merged", { pull: 1, login: "alice", seconds: 10, approved: true }],
    ["is somebody else's", { ...approved, login: "ann" }],
    ["begins later", { ...approved, mergedAt: 120_000 }],
  ])("finds what %s", (_why, asked) => {
    expect(seen([asked], 110_000)).toEqual(["alice reads, and nothing that was approved has begun"]);
  });

  it("counts from the end of what was in the way, and not from what was in nobody's", () => {
    const down = (what: Trouble["what"]): Trouble => ({ what, from: 105_000, to: 130_000 });
    expect(seen([approved], 190_000, [down("app")])).toEqual([]);
    expect(seen([approved], 190_001, [down("postgres")])).toHaveLength(1);
    expect(seen([approved], 171_001, [down("github")])).toHaveLength(1);
  });

  it("takes an early end for one, once it could be read", () => {
    const asked = { ...approved, seconds: 1000, endedAt: 105_000 };
    expect(seen([asked], 225_000)).toEqual([]);
    expect(seen([asked], 225_001)).toHaveLength(1);
    expect(seen([asked], 250_000, [{ what: "github", from: 104_000, to: 130_000 }])).toEqual([]);
    expect(seen([asked, { ...approved, seconds: 1000 }], 300_000)).toEqual([]);
  });

  it("finds nothing where nothing is held", () => {
    expect(judge([], [{ login: "alice", at: 1, held: false, used: false }], [])).toEqual([]);
  });

  it("looks for calm after everything that touches it", () => {
    const troubles: Trouble[] = [
      { what: "app", from: 40, to: 60 },
      { what: "app", from: 10, to: 20 },
      { what: "app", from: 300 },
    ];
    expect([calmAfter(0, 100, troubles), calmAfter(61, 10, troubles)]).toEqual([160, 71]);
    expect(calmAfter(250, 100, troubles)).toBe(Number.POSITIVE_INFINITY);
  });
});
