/** A promise that was broken. `invariant` is its number in the design. */
export interface Violation {
  readonly invariant: number;
  readonly words: string;
  readonly at: number;
}

export type Report = (invariant: number, words: string) => void;
