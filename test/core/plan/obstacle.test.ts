import { describe, expect, it } from "vitest";
import { describeObstacle, ObstacleError } from "../../../src/core/plan/obstacle.ts";
import { describeCheck } from "../../../src/report/check.ts";

const token = `ghs_${"a".repeat(36)}`;

describe("what is said of a pull request that cannot be judged yet", () => {
  it.each([
    [
      "of an adapter that knows what is missing",
      new ObstacleError({ why: "There is no SAML.", next: "add it." }),
      { why: "There is no SAML.", next: "add it." },
    ],
    [
      "of a failure, its first line, with when Hallpass tries again",
      new Error("git fetch failed (exit 128):\nremote: gone"),
      { why: "git fetch failed (exit 128):", next: expect.stringContaining("tries again by itself") },
    ],
    ["never a secret", new Error(`cannot use ${token}`), { why: "cannot use ***", next: expect.any(String) }],
    [
      "no more than a line holds",
      new Error("x".repeat(400)),
      { why: `${"x".repeat(299)}…`, next: expect.any(String) },
    ],
    [
      "of a mistake in the program nothing but that it is one",
      new TypeError("Cannot read properties of null"),
      { why: "Hallpass failed: this is an error in it.", next: expect.stringContaining("ask the operators") },
    ],
    [
      "of something thrown that is no error the same",
      "boom",
      { why: "Hallpass failed: this is an error in it.", next: expect.any(String) },
    ],
  ])("is, %s", (_name, error, expected) => {
    const { why, next } = describeObstacle(error);
    expect({ why, next }).toEqual(expected);
  });

  it("stands in the title, cut to what GitHub shows, and whole in the summary", () => {
    const why = `GitHub said ${"no ".repeat(60)}<b>`;
    const { title, summary } = describeCheck({ kind: "unread", why, next: "wait." });
    expect(title).toBe(`Waiting: ${why}`.slice(0, 119).concat("…"));
    expect(summary).toContain("\\<b\\>");
    expect(summary).toContain("**Next:** wait.");
  });
});
