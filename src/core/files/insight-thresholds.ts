const count = (description: string, initial: number) =>
  ({ type: "integer", minimum: 2, maximum: 1000, default: initial, description }) as const;

/** From how many on something is worth a look. */
export const thresholdsSchema = {
  type: "object",
  description:
    "From how many on `hallpass insight` names something: { often, borrowers, burst, widening, mutual, hasty, odd, unused }",
  additionalProperties: false,
  properties: {
    often: count("So many requests by one person for the same access are a habit", 4),
    borrowers: count("So many people who borrowed the same access make it common", 5),
    burst: count("So many requests by one person within an hour are a burst", 5),
    widening: count("So many requests in a row, each longer than the one before", 3),
    mutual: count("So many approvals each way between two people who approve nobody else", 3),
    hasty: count("So many approvals by one person in less than ten seconds", 3),
    odd: count("So many accesses of one person that began out of a policy's hours", 3),
    unused: count("So many times that one person had the same access and never used it", 3),
  },
} as const;

export type ThresholdName = keyof typeof thresholdsSchema.properties;

export type Thresholds = Readonly<Record<ThresholdName, number>>;

/** Those of the settings, and the defaults for the others. */
export function readThresholds(given: { readonly [Name in ThresholdName]?: number } | undefined): Thresholds {
  const { often, borrowers, burst, widening, mutual, hasty, odd, unused } = thresholdsSchema.properties;
  return {
    often: given?.often ?? often.default,
    borrowers: given?.borrowers ?? borrowers.default,
    burst: given?.burst ?? burst.default,
    widening: given?.widening ?? widening.default,
    mutual: given?.mutual ?? mutual.default,
    hasty: given?.hasty ?? hasty.default,
    odd: given?.odd ?? odd.default,
    unused: given?.unused ?? unused.default,
  };
}
