/** What was seen of one assumption that the program makes of the platform. */
export interface Finding {
  readonly id: string;
  /** The assumption, as a sentence. */
  readonly assumption: string;
  /** `noted` where the program relies on neither answer, `not reached` after an earlier one failed. */
  readonly outcome: "holds" | "fails" | "noted" | "not reached";
  readonly saw: string;
}

/** An assumption that does not hold. */
export class Broken extends Error {}

/** The walk did not come so far. */
export class NotReached extends Error {}
