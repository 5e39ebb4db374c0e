import type { PlanStep } from "../../core/setup/plan.ts";

const MARKS = { create: "+", keep: " ", differs: "!", unread: "?" } as const;

const NOTES = {
  ...{ create: "", keep: "" },
  differs: "  (left as it is: change it by hand)",
  unread: "  (somebody else wrote it: read it)",
} as const;

/** A plan for people: one step a line. */
export const renderPlan = (plan: readonly PlanStep[]): string =>
  plan
    .map(({ what, name, action }) => `${MARKS[action]} ${what.padEnd(13)} ${name}${NOTES[action]}\n`)
    .join("");

/** What a person has to do now, numbered. */
export const renderNext = (next: readonly string[]): string =>
  next.map((step, index) => `${index + 1}. ${step}\n`).join("");
