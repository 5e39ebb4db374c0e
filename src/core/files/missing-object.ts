/** Did this read fail because that very object is not in the clone? Any other failure says nothing about it. */
export const isMissing = (error: unknown, id: string): boolean =>
  error instanceof Error && "missing" in error && error.missing === id;
