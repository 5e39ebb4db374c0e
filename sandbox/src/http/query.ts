import { HttpError } from "./error.ts";

/** The time spans that GitHub's lists of past events accept. */
export const timePeriods = ["day", "week", "month", "quarter", "year"] as const;
const daysOf = { day: 1, week: 7, month: 30, quarter: 90, year: 365 } as const;

/** The beginning of a time span that ends now; without a span, the beginning of time. */
export const readSince = (now: Date, period: (typeof timePeriods)[number] | undefined): Date =>
  new Date(period === undefined ? 0 : now.getTime() - daysOf[period] * 24 * 60 * 60 * 1000);

/** A parameter that allows only certain words. Others answer 422. */
export function readChoice<Choice extends string>(
  name: string,
  value: string | undefined,
  choices: readonly Choice[],
): Choice | undefined {
  const choice = choices.find((known) => known === value);
  if (value === undefined || choice !== undefined) return choice;
  throw new HttpError(422, `"${name}" is "${value}"; expected one of ${choices.join(", ")}.`);
}
