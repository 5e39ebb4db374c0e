import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import type { Step } from "../../src/service/scheduling/scheduler.ts";
import { listSteps, type StepName } from "../../src/service/scheduling/steps.ts";
import { idleWork } from "../support/steps.ts";

const steps = listSteps(idleWork);
const intervals: Readonly<Record<number, string>> = { 1: "minute", 5: "5 minutes", 60: "hour" };
const failures = {
  "back-off": "back-off",
  pause: "back-off, at least the pause GitHub asks for",
  no: "next sweep",
} as const;

const explain = ({ name, lane, every, failure }: Step<StepName>): string[] => [
  name,
  typeof lane === "string" ? `\`${lane}\`` : "one for each provider",
  every === undefined ? "" : (intervals[every] ?? `${every} minutes`),
  failures[failure.retry],
];

it("is the table of docs/architecture.md, row by row", () => {
  const page = readFileSync(fileURLToPath(new URL("../../docs/architecture.md", import.meta.url)), "utf8");
  const table = /^\| step \| lane .*?\n\n/msu.exec(page)?.[0] ?? "";
  const rows = table.matchAll(
    /^\| `(?<name>[^`]+)`.*? \| (?<lane>.*?) \| (?<every>.*?)\|.*\| (?<fails>.*?) \|$/gmu,
  );
  const documented = [...rows].map(({ groups }) =>
    [groups?.name, groups?.lane, groups?.every, groups?.fails].map((cell) => cell?.trim()),
  );
  expect(documented).toEqual(steps.map(explain));
});

it("lets an end wait for no other provider, and for no step that asks GitHub", () => {
  const laneOf = (name: StepName, subject = ""): string => {
    const lane = steps.find((step) => step.name === name)?.lane ?? "";
    return typeof lane === "string" ? lane : lane(subject);
  };
  const asking: readonly StepName[] = ["reconcile", "review", "review all", "watch", "observe"];
  const ends = [
    laneOf("due"),
    laneOf("end", "a"),
    laneOf("end", "b"),
    laneOf("look", "a"),
    laneOf("look", "b"),
  ];
  expect(new Set(ends).size).toBe(ends.length);
  expect(asking.filter((name) => ends.includes(laneOf(name)))).toEqual([]);
});
