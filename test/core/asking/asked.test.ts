// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   AS1: Somebody writes the app's trailers into a commit of their own, in the name of a colleague.

import { describe, expect, it } from "vitest";
import {
  type Asked,
  type AskSource,
  branchOf,
  parseAskMessage,
  writeAskMessage,
} from "../../../src/core/asking/asked.ts";

const asked: Asked = {
  repository: 77,
  asker: { id: 1001, login: "alice" },
  source: { kind: "issue", number: 12, id: 9012 },
  request: "payments/2026-11-28-alice-orders-readonly-i12",
  at: new Date("2026-11-28T09:00:00.000Z"),
};

const sources: AskSource[] = [
  { kind: "issue", number: 12, id: 9012 },
  { kind: "comment", number: 7, id: 9013 },
  { kind: "authzen", caller: "gateway", task: "6f0d-12" },
];

describe("the record of an asker", () => {
  it.each(sources)("of $kind is read as it was written, and names its own branch", (source) => {
    expect(parseAskMessage(writeAskMessage({ ...asked, source }))).toEqual({ ...asked, source });
    expect(branchOf(source)).toMatch(/^hallpass\/ask\/[a-z0-9-]+$/u);
  });

  it("of different sources names different branches", () => {
    expect(new Set(sources.map(branchOf)).size).toBe(sources.length);
  });

  it.each([
    ["another line", (text: string) => `${text}Hallpass-Asker: 1003 carol\n`],
    ["a line before", (text: string) => `x\n${text}`],
    ["another order", (text: string) => text.split("\n").toReversed().join("\n")],
    ["another end of line", (text: string) => text.replaceAll("\n", "\r\n")],
    ["a number with a zero in front", (text: string) => text.replace("1001", "01001")],
    ["a number that is not exact", (text: string) => text.replace("1001", "9".repeat(17))],
    ["a login that no account has", (text: string) => text.replace("alice\n", "al ice\n")],
    ["a request outside the folder", (text: string) => text.replace("payments/", "../")],
    ["a source of no kind", (text: string) => text.replace("issue 12", "letter 12")],
    ["a day that does not exist", (text: string) => text.replace("11-28T09", "13-28T09")],
    ["nothing", () => ""],
  ])("AS1: with %s is none", (_what, change) => {
    expect(parseAskMessage(change(writeAskMessage(asked)))).toBeUndefined();
  });
});
