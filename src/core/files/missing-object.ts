/** True if a read failed because exactly this object is missing in the clone. Other errors do not prove that it is missing. */
export const isMissing = (error: unknown, id: string): boolean =>
  error instanceof Error && "missing" in error && error.missing === id;
