/** Something a person can fix. Returned, never thrown. */
export interface Finding {
  /** Stable name of the mistake, SCREAMING_SNAKE: what a script may match on. */
  readonly code: string;
  readonly severity: "error" | "warning";
  /** Where inside the document: a JSON pointer (RFC 6901), or "" for the whole of it. */
  readonly at: string;
  /** Where in the file, one-based, when the text is at hand. */
  readonly place?: Place;
  /** What is wrong, with the value seen and the limit. Plain text, nothing in it is markup. */
  readonly message: string;
  /** What to do next. */
  readonly fix: string;
}

export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export const isError = (finding: Finding): boolean => finding.severity === "error";
