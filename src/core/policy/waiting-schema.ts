/** So often people are reminded of one request that waits. */
export const MOST_REMINDERS = 5;

/** Hours or days: less would send a stream of notices. */
const hoursOrDays = { type: "string", pattern: "^[1-9][0-9]{0,3}[hd]$" } as const;
const WORDS = "a whole number (1 to 9999) and h or d";

/** The schema of `approvals.remind` and `approvals.expire`: what happens while a request waits for approval. */
export const waitingSchema = {
  remind: {
    ...hoursOrDays,
    description: `How often approvers are reminded of a request that waits for them, ${MOST_REMINDERS} times at most; never if not given: ${WORDS}`,
    examples: ["4h"],
  },
  expire: {
    ...hoursOrDays,
    description: `How long a request waits for approval before Hallpass closes it, without end if not given: ${WORDS}`,
    examples: ["3d"],
  },
} as const;
