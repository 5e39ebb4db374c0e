/** As a week begins in ISO 8601. */
export const DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;

export type Day = (typeof DAYS)[number];

/** A time of day, in 24 hours: `08:00`. */
export const CLOCK_PATTERN = "^([01][0-9]|2[0-3]):[0-5][0-9]$";

const clock = {
  type: "string",
  pattern: CLOCK_PATTERN,
  description: "A time of day, in 24 hours: 08:00",
} as const;

/**
 * `UTC`, or an area of the IANA time zone database and a place in it. The other names of that database mislead: EST stands for a fixed offset,
 * and Etc/GMT+5 is five hours behind UTC.
 */
export const ZONE_PATTERN =
  "^(?:UTC|(?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific)(?:/[A-Za-z0-9_+-]{1,32}){1,2})$";

/** Hours of the week, by the clocks of one place. */
export const hoursSchema = {
  type: "object",
  description: "Hours of the week: { zone, weekly }",
  additionalProperties: false,
  required: ["zone", "weekly"],
  properties: {
    zone: {
      type: "string",
      pattern: ZONE_PATTERN,
      description: "A time zone: UTC, or an area and a place of the IANA database, such as Europe/Berlin",
      examples: ["Europe/Berlin"],
    },
    weekly: {
      type: "array",
      description: "Spans of the week: a list of { days, from, to }",
      minItems: 1,
      maxItems: 20,
      items: {
        type: "object",
        description: "A span on each of these days: { days, from, to }",
        additionalProperties: false,
        required: ["days", "from", "to"],
        properties: {
          days: {
            type: "array",
            description: "The days it begins on, such as [monday, friday]",
            minItems: 1,
            maxItems: 7,
            uniqueItems: true,
            items: { type: "string", enum: DAYS },
            examples: [["monday", "tuesday", "wednesday", "thursday", "friday"]],
          },
          from: { ...clock, examples: ["08:00"] },
          to: {
            ...clock,
            description:
              "A time of day, in 24 hours, not included: 18:00. At or before `from`, it is on the next day",
            examples: ["18:00"],
          },
        },
      },
    },
  },
} as const;

export interface Span {
  readonly days: readonly Day[];
  readonly from: string;
  /** Not included. At or before `from`: on the next day. */
  readonly to: string;
}

export interface Hours {
  readonly zone: string;
  readonly weekly: readonly Span[];
}
