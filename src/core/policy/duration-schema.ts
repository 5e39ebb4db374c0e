import { type Finding, mistake } from "../findings/finding.ts";
import { DURATION_PATTERN, parseDuration } from "../text/duration.ts";

export const DEFAULT_MINIMUM_DURATION = "5m";

export const durationText = { type: "string", pattern: DURATION_PATTERN } as const;

export const DURATION_WORDS = "a whole number (1 to 9999) and s, m, h or d";

/** The schema of `duration`: the bounds of a request's time. */
export const durationSchema = {
  type: "object",
  description: `For how long: { minimum, maximum, default, maximumTotal }, each ${DURATION_WORDS}`,
  additionalProperties: false,
  required: ["maximum"],
  properties: {
    minimum: {
      ...durationText,
      description: `The shortest duration, ${DEFAULT_MINIMUM_DURATION} if not given: ${DURATION_WORDS}`,
      examples: ["30m"],
    },
    maximum: {
      ...durationText,
      description: `The longest duration: ${DURATION_WORDS}`,
      examples: ["8h"],
    },
    default: {
      ...durationText,
      description: `The duration that is proposed, the nearest to 1h if not given: ${DURATION_WORDS}`,
      examples: ["2h"],
    },
    maximumTotal: {
      ...durationText,
      description: `The longest duration of a request together with all that it extends, no limit if not given: ${DURATION_WORDS}`,
      examples: ["24h"],
    },
  },
} as const;

interface Bounds {
  readonly minimum?: string;
  readonly maximum: string;
  readonly default?: string;
  readonly maximumTotal?: string;
}

/** Bounds that no request, or no extension, could fit. */
export const judgeBounds = (bounds: Bounds): Finding[] => [
  ...findReversedBounds(bounds),
  ...findReversedTotal(bounds),
  ...findOddDefault(bounds),
];

function findOddDefault({ minimum, maximum, default: proposed }: Bounds): Finding[] {
  const least = minimum ?? DEFAULT_MINIMUM_DURATION;
  if (proposed === undefined || parseDuration(least) > parseDuration(maximum)) return [];
  const length = parseDuration(proposed);
  if (parseDuration(least) <= length && length <= parseDuration(maximum)) return [];
  return [
    mistake(
      "DURATION_BOUNDS",
      `The default ${proposed} is not between the minimum ${least} and the maximum ${maximum}.`,
      `Give a default from ${least} to ${maximum}.`,
      "/duration/default",
    ),
  ];
}

function findReversedTotal({ maximum, maximumTotal }: Bounds): Finding[] {
  if (maximumTotal === undefined || parseDuration(maximum) <= parseDuration(maximumTotal)) return [];
  return [
    mistake(
      "DURATION_BOUNDS",
      `The maximumTotal ${maximumTotal} is shorter than the maximum ${maximum} of one request.`,
      `Give a maximumTotal of ${maximum} or more.`,
      "/duration/maximumTotal",
    ),
  ];
}

function findReversedBounds({ minimum, maximum }: Bounds): Finding[] {
  const least = minimum ?? DEFAULT_MINIMUM_DURATION;
  if (parseDuration(least) <= parseDuration(maximum)) return [];
  const given = minimum === undefined ? `${least}, which holds because none is given,` : least;
  return [
    mistake(
      "DURATION_BOUNDS",
      `The minimum ${given} is longer than the maximum ${maximum}: no request could fit.`,
      `Give a minimum of ${maximum} or less.`,
      minimum === undefined ? "/duration/maximum" : "/duration/minimum",
    ),
  ];
}
