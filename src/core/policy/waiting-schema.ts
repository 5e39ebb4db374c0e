import { fallbackSchema } from "./fallback-schema.ts";
import { hoursOrDays, TIME_WORDS } from "./hours-or-days.ts";

/** So often people are reminded of one request that waits. */
export const MOST_REMINDERS = 5;

/** The schema of `approvals.fallback`, `approvals.remind` and `approvals.expire`: what happens while a request waits for approval. */
export const waitingSchema = {
  fallback: fallbackSchema,
  remind: {
    ...hoursOrDays,
    description: `How often approvers are reminded of a request that waits for them, ${MOST_REMINDERS} times at most; never if not given: ${TIME_WORDS}`,
    examples: ["4h"],
  },
  expire: {
    ...hoursOrDays,
    description: `How long a request waits for approval before Hallpass closes it, without end if not given: ${TIME_WORDS}`,
    examples: ["3d"],
  },
} as const;
