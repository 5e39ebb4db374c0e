import type { Code } from "./catalogue/index.ts";

export type { Code };

/** Something a person can fix. Returned, never thrown. */
export interface Finding {
  /** Stable name of the mistake, which scripts may match on. The catalogue explains each. */
  readonly code: Code;
  readonly severity: "error" | "warning";
  /** The place in the document: a JSON pointer (RFC 6901), or "" for all of it. */
  readonly at: string;
  /** The place in the file, one-based, if the text is available. */
  readonly place?: Place;
  /** The mistake, with the value seen and the limit. Plain text without markup. */
  readonly message: string;
  /** The next step, as an instruction. */
  readonly fix: string;
}

export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** An error: it stops the request or the rules it is about. `at`: a JSON pointer into the document. */
export const mistake = (code: Code, message: string, fix: string, at = ""): Finding => ({
  code,
  severity: "error",
  at,
  message,
  fix,
});

/** Worth knowing, and stops nothing. */
export const warning = (code: Code, message: string, fix: string, at = ""): Finding => ({
  ...mistake(code, message, fix, at),
  severity: "warning",
});

export const isError = (finding: Finding): boolean => finding.severity === "error";
