import { addDays } from "date-fns/addDays";
import type { FromSchema } from "json-schema-to-ts";
import type { HoldingIds } from "../access/holding.ts";
import { addFindings, type Parsed, parseDocument } from "../document/document.ts";
import { buildValidator, folderName } from "../document/schema.ts";
import { type Finding, mistake } from "../findings/finding.ts";

/** The folder of the access repository where access reviews are kept: `inventory/reviews/<team>/<date>.yaml`. */
export const REVIEWS_FOLDER = "inventory/reviews";

/** Bytes: some three thousand lines. */
export const MAX_REVIEW_BYTES = 1024 * 1024;

/** A quarter: the longest time to decide. What is due later is overdue then. */
export const LONGEST_REVIEW_DAYS = 92;

/** A review may have been started so long before its pull request was opened: without GitHub, a person opens it. */
export const LONGEST_BEFORE_OPENING_DAYS = 7;

const DAY = "^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$";
const DECISIONS = ["undecided", "keep", "remove"] as const;

/** As in a baseline: names of a provider may be anything. */
const text = { type: "string", maxLength: 1000 } as const;

export const accessReviewSchema = {
  title: "Access review",
  description:
    "The standing access of one team, and for each line whether it stays: one file, one pull request.",
  type: "object",
  additionalProperties: false,
  required: ["due", "lines"],
  properties: {
    due: {
      type: "string",
      pattern: DAY,
      description: "The day by which every line is to be decided, in UTC: year-month-day",
      examples: ["2026-12-12"],
    },
    lines: {
      type: "array",
      description: "One for each standing access of the team, as inventory/ lists it",
      minItems: 1,
      items: {
        type: "object",
        description: "A standing access, and the decision about it",
        additionalProperties: false,
        required: ["decision", "principal", "provider", "resource", "role", "ids"],
        properties: {
          decision: {
            enum: DECISIONS,
            description: "keep: it stays. remove: it must go. undecided: nobody has decided yet",
          },
          note: {
            type: "string",
            minLength: 1,
            maxLength: 500,
            description: "Why, in at most 500 characters; may be left out",
          },
          principal: text,
          provider: text,
          resource: text,
          role: text,
          ids: {
            type: "object",
            description: "The provider's own names: { instance, principal, entitlement }",
            additionalProperties: false,
            required: ["instance", "principal", "entitlement"],
            properties: { instance: text, principal: text, entitlement: text },
          },
        },
      },
    },
  },
} as const;

export type AccessReview = FromSchema<typeof accessReviewSchema>;
export type ReviewLine = AccessReview["lines"][number];
export type ReviewDecision = ReviewLine["decision"];

/** One standing access of a team, as a line of its review names it. */
export type ReviewedAccess = Pick<ReviewLine, "principal" | "provider" | "resource" | "role"> & {
  readonly ids: HoldingIds;
};

const validate = buildValidator<AccessReview>(accessReviewSchema);

export const parseAccessReview = (source: string | Uint8Array, file: string): Parsed<AccessReview> =>
  addFindings(
    parseDocument(validate, source, file, MAX_REVIEW_BYTES, (at) => at.endsWith("/note")),
    (review) => [...findUnknownDay(review), ...findRepeated(review)],
  );

/** The team and the day of a review, by its path; undefined for a path where no review is read. */
export function parseReviewPath(path: string): { readonly team: string; readonly day: string } | undefined {
  const [, team, day] = /^inventory\/reviews\/([^/]+)\/([^/]+)\.yaml$/u.exec(path) ?? [];
  if (team === undefined || day === undefined || !isDay(day)) return undefined;
  return new RegExp(folderName.pattern, "u").test(team) ? { team, day } : undefined;
}

/** The day so many days after another; both as year-month-day. */
export const addToDay = (day: string, days: number): string =>
  addDays(new Date(`${day}T00:00:00Z`), days)
    .toISOString()
    .slice(0, 10);

/** The last day on which a review of a day may be due. */
export const lastDueDay = (day: string): string => addToDay(day, LONGEST_REVIEW_DAYS);

export const reviewPath = (team: string, day: string): string => `${REVIEWS_FOLDER}/${team}/${day}.yaml`;

/** True for a day of the calendar, as `2026-11-28`. */
export function isDay(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`);
  return new RegExp(DAY, "u").test(text) && at.getTime() > 0 && at.toISOString().startsWith(text);
}

/** The whole access, with its name: a review that shows another name for the same ids shows another access. */
export const reviewedKey = ({ provider, resource, role, principal, ids }: ReviewedAccess): string =>
  JSON.stringify([provider, resource, role, principal, ids.instance, ids.principal, ids.entitlement]);

export const describeReviewed = ({ principal, provider, resource, role }: ReviewedAccess): string =>
  `${principal}: ${role} on ${provider}/${resource}`;

const findUnknownDay = ({ due }: AccessReview): Finding[] =>
  isDay(due)
    ? []
    : [mistake("REVIEW_DAY", `${due} is no day of the calendar.`, "Write it as 2026-12-12.", "/due")];

function findRepeated({ lines }: AccessReview): Finding[] {
  const seen = new Set<string>();
  return lines.flatMap((line, index) =>
    seen.size === seen.add(reviewedKey(line)).size
      ? [
          mistake(
            "REVIEW_REPEATED",
            `${describeReviewed(line)} has two lines, which could say different things.`,
            "Keep one of them.",
            `/lines/${index}`,
          ),
        ]
      : [],
  );
}
