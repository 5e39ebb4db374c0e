/** What a grant rests on where no owner approved it before. */
export const BASES = [
  /** The policy's `automatic`. */
  "automatic",
  /** The policy's `breakGlass`: an emergency, reviewed afterwards. */
  "break-glass",
] as const;

export type Basis = (typeof BASES)[number];
