/** A team or a person, with the number that GitHub never gives to another. */
export interface Numbered {
  readonly name: string;
  readonly id: number;
}
