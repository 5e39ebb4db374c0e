import type { Finding } from "./finding.ts";

/** The findings of one walk, and the things it could not clean up. */
export interface SmokeReport {
  readonly repository: string;
  readonly run: string;
  readonly findings: readonly Finding[];
  readonly left: readonly string[];
}

const marks = { holds: "✓", fails: "✗", noted: "·", "not reached": "?" } as const;

/** One line: the result of an assumption, and the observation. */
export const renderFinding = ({ id, assumption, outcome, saw }: Finding): string =>
  toLine(`${marks[outcome]} ${id.padEnd(20)} ${assumption}: ${saw}`);

/** The last lines: the totals, and the leftovers to remove by hand. */
export function renderEnd({ findings, left, repository }: SmokeReport): string {
  const count = (outcome: Finding["outcome"]) => findings.filter((one) => one.outcome === outcome).length;
  const sum = `${count("holds")} hold, ${count("fails")} fail, ${count("noted")} noted, ${count("not reached")} not reached.`;
  if (left.length === 0) return `${sum} Everything is cleaned up.\n`;
  const rest = left.map((what) => `  - ${toLine(what)}`).join("\n");
  return `${sum}\nThis is left in ${repository}; remove it by hand:\n${rest}\n`;
}

/** True if the walk finished and every assumption holds. */
export const isGood = ({ findings, left }: SmokeReport): boolean =>
  left.length === 0 && findings.every(({ outcome }) => outcome === "holds" || outcome === "noted");

/** GitHub's texts may hold control characters; these must not reach the terminal. */
const toLine = (text: string): string => text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ");
