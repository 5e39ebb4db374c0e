import type { Finding } from "../findings/finding.ts";

/** What the person who asked in an issue is told there. */
export type IssueNews =
  /** The pull request is there. */
  | { readonly kind: "opened"; readonly pull: number }
  /** The issue cannot be asked with: an edit would not count, so it is closed, and a new one asks. */
  | { readonly kind: "unusable"; readonly problem: string }
  | { readonly kind: "mistakes"; readonly findings: readonly Finding[] }
  /** The pull request was closed, and not merged. */
  | { readonly kind: "closed"; readonly pull: number }
  /** Its author wrote `/hallpass end` there. */
  | { readonly kind: "withdrawn"; readonly pull: number }
  /** Hallpass tries again. */
  | { readonly kind: "waits"; readonly why: string; readonly next: string };

/** After these the issue is of no further use. */
export const isLast = ({ kind }: IssueNews): boolean =>
  kind === "unusable" || kind === "mistakes" || kind === "closed" || kind === "withdrawn";

/** News with the same key is told once. */
export const newsKey = (news: IssueNews): string =>
  "pull" in news ? `${news.kind} ${news.pull}` : news.kind;
