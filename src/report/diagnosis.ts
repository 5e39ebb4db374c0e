import type { Diagnosis } from "../core/diagnosis/diagnosis.ts";
import type { Examination } from "../core/diagnosis/examination.ts";
import { pageOf } from "../core/findings/page.ts";

const marks = { ok: "✓", unreadable: "?", wrong: "✗" } as const;
const colours = { ok: 32, unreadable: 33, wrong: 31 } as const;

/** For a terminal: one line per correct setting, then unreadable settings, then wrong ones with their fixes. */
export function renderDiagnosis({ examinations }: Diagnosis, isColoured: boolean): string {
  const paint = (colour: number, text: string): string =>
    isColoured ? `\u001B[${colour}m${text}\u001B[0m` : text;
  const width = Math.max(0, ...examinations.map(({ name }) => name.length));
  const describe = (examination: Examination): string => {
    const { status, name, is } = examination;
    const line = `${paint(colours[status], marks[status])} ${name.padEnd(width)}  ${toLine(is)}`;
    return [line, ...listAdvice(examination).map((advice) => `    ${advice}`)].join("\n");
  };
  const groups = (["ok", "unreadable", "wrong"] as const)
    .map((status) => examinations.filter((examination) => examination.status === status))
    .filter((group) => group.length > 0);
  const blocks = groups.map((group) => group.map(describe).join("\n"));
  return `${[...blocks, summarize(examinations)].join("\n\n")}\n`;
}

const listAdvice = ({ code, status, should, fix, stops }: Examination): string[] => {
  if (status === "ok") return [];
  const cost = stops ? ["nothing is granted while it is so, unless attestation is reported"] : [];
  return [`should be: ${toLine(should)}`, `to do: ${toLine(fix)}`, ...cost, `docs: ${pageOf(code)}`];
};

function summarize(examinations: readonly Examination[]): string {
  const count = (status: Examination["status"]): number =>
    examinations.filter((examination) => examination.status === status).length;
  return `${count("ok")} ok, ${count("unreadable")} unreadable, ${count("wrong")} wrong.`;
}

/** Answers of GitHub and providers may hold control characters: escape them for the terminal. */
const toLine = (text: string): string => text.replaceAll(/[\p{C}\p{Zl}\p{Zp}]+/gu, " ");

/** For a script: one JSON object. */
export const toJson = ({ at, examinations }: Diagnosis) => ({
  at,
  wrong: examinations.some(({ status }) => status === "wrong"),
  examinations: examinations.map((examination) => ({ ...examination, docs: pageOf(examination.code) })),
});
