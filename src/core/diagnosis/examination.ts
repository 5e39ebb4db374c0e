import type { Code } from "../findings/finding.ts";
import type { Known } from "./installation.ts";

/** One examined setting: its value, the value it should have, and the fix. */
export interface Examination {
  /** Stable name, SCREAMING_SNAKE: what a script may match on. */
  readonly code: Code;
  readonly name: string;
  readonly status: "ok" | "wrong" | "unreadable";
  readonly is: string;
  readonly should: string;
  /** Where to click when it is wrong; which credential can read it when it is unreadable; "" when it is ok. */
  readonly fix: string;
  /** While it is wrong nothing is granted. What cannot be read never stops anything. */
  readonly stops: boolean;
  /** It stops grants at this provider alone. */
  readonly provider?: string;
}

/** A setting to examine, without its answer. */
export interface Question {
  readonly code: Code;
  readonly name: string;
  readonly should: string;
  readonly fix: string;
  /** The permission a credential needs to read it, where the app's own installation lacks it. */
  readonly reads?: string;
  /** Reported, and nothing more. */
  readonly advice?: true;
  /** The only provider that it concerns. */
  readonly provider?: string;
}

export interface Answer {
  readonly right: boolean;
  readonly is: string;
}

export function examine(question: Question, { right, is }: Answer): Examination {
  const { code, name, should, fix, advice, provider } = question;
  const status = right ? "ok" : "wrong";
  const stops = !right && advice !== true;
  return { code, name, status, is, should, fix: right ? "" : fix, stops, ...(provider && { provider }) };
}

export const examineKnown = <T>(
  question: Question,
  known: Known<T>,
  judge: (value: T) => Answer,
): Examination =>
  "value" in known ? examine(question, judge(known.value)) : leave(question, known.unreadable);

function leave({ code, name, should, reads }: Question, why: string): Examination {
  const fix =
    reads === undefined
      ? "Run hallpass doctor again once it can be read."
      : `Give the server an attestor (HALLPASS_ATTESTOR_APP_ID, or HALLPASS_ATTESTOR_TOKEN) that has ${reads}.`;
  return { code, name, status: "unreadable", is: why, should, fix, stops: false };
}

/** Shortens a long list to the first few names and the number of others. */
export function enumerate(items: readonly string[], most = 3): string {
  const rest = items.length - most;
  return items.slice(0, most).join("; ") + (rest > 0 ? `; and ${rest} more` : "");
}
