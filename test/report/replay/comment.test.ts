import { expect, it } from "vitest";
import type { ChangedDecision } from "../../../src/core/replay/replay.ts";
import type { ReplayReport } from "../../../src/core/replay/replay-report.ts";
import { describeReplay, readReplayMark } from "../../../src/report/replay/comment.ts";

const KEY = "ab".repeat(32);

const change = (overrides: Partial<ChangedDecision> = {}): ChangedDecision => ({
  ...{ request: "payments/a", pull: 12, at: new Date("2026-11-20T14:00:00Z"), subject: "alice" },
  ...{ granted: true, difference: "denied" },
  because: [{ rule: "R", says: "DURATION_TOO_LONG: 2h is longer." }],
  ...overrides,
});

const report = (overrides: Partial<ReplayReport> = {}): ReplayReport => ({
  ...{ decisions: 412, changes: [], unread: 0, unknownTeams: [] },
  ...overrides,
});

it("says in one sentence what changes, and folds the list below it, the gravest first", () => {
  const text = describeReplay(
    report({ changes: [change(), change({ request: "payments/b", difference: "automatic" })] }),
    KEY,
  );
  expect(text.split("\n")[0]).toBe(
    "**Replay:** 2 of 412 past decisions change: 1 becomes automatic, 1 is denied.",
  );
  const rows = text.split("\n").filter((line) => line.startsWith("| 2026"));
  expect(rows).toEqual([
    "| 2026-11-20 | `payments/b` (\\#\u200b12, alice) | granted | becomes automatic | DURATION\\_TOO\\_LONG: 2h is longer. |",
    "| 2026-11-20 | `payments/a` (\\#\u200b12, alice) | granted | is denied | DURATION\\_TOO\\_LONG: 2h is longer. |",
  ]);
  expect(text).toContain("<details><summary>");
});

it("fits into a comment, however many decisions change and whatever they say", () => {
  const says = "@everyone | `x` <b>#1</b> ".repeat(2000);
  const changes = Array.from({ length: 5000 }, (_, pull) =>
    change({
      pull,
      because: [
        { rule: "R", says },
        { rule: "R", says },
        { rule: "R", says },
      ],
    }),
  );
  const text = describeReplay(report({ changes, unknownTeams: ["core"], left: 3, unread: 2 }), KEY);
  expect(text.length).toBeLessThan(60_000);
  expect(text).toMatch(/And \d+ more\./u);
  expect(text).not.toMatch(/@everyone|<b>|#1\b/u);
  expect(text).toContain("There was no time for the newest 3");
});

it("finds what it was made of again, and in no other text", () => {
  for (const about of [report(), "failed"] as const)
    expect(readReplayMark(describeReplay(about, KEY))).toBe(KEY);
  expect(readReplayMark(`${describeReplay(report(), KEY)} more`)).toBeUndefined();
});

it("says that nothing changes, and that it failed", () => {
  expect(describeReplay(report(), KEY)).toMatch(/^\*\*Replay:\*\* None of 412 past decisions changes\./u);
  expect(describeReplay("failed", KEY)).toContain("Nothing waits for this.");
});
