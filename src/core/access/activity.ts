/** Something that a person did with the access, as the provider's log tells. Names no secret. */
export interface Activity {
  readonly at: Date;
  /** The action in the provider's own words, on one line: `SELECT on orders`, `AssumeRole`. */
  readonly action: string;
}
