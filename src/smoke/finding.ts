/** The result of checking one assumption that Hallpass makes about GitHub. */
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

/** The walk stopped before this step. */
export class NotReached extends Error {}
