/** Something that a person did with the access, as the provider's log tells. Names no secret. */
export interface Activity {
  readonly at: Date;
  /** What was done, in the provider's own words and on one line: `SELECT on orders`, `AssumeRole`. */
  readonly action: string;
}
