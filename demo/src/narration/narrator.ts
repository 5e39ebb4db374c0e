import { wrap } from "./wrap.ts";

export type Style = "plain" | "bold" | "dim" | "red" | "green" | "yellow" | "cyan" | "blue";

export interface Span {
  readonly text: string;
  readonly style: Style;
}

export type Line = readonly Span[];

/** Tells the story line by line, and keeps it for the picture. */
export interface Narrator {
  readonly lines: readonly Line[];
  title(text: string, note: string): void;
  step(text: string): void;
  /** A line typed at a prompt. */
  types(prompt: string, text: string): void;
  /** The output of a program. */
  answers(text: string): void;
  good(text: string): void;
  bad(text: string): void;
  waits(text: string): void;
  /** Lines of a file or a message. `**bold**` is shown in bold. */
  quotes(text: string): void;
  ends(text: string): void;
  /** Shown on a terminal until the next line, and not kept. */
  passes(text: string): void;
}

/** The capabilities of the output. */
export interface Screen {
  readonly isColoured: boolean;
  /** True for a terminal, where a line can be overwritten. */
  readonly isLive: boolean;
}

/** The longest line that fits into the picture. */
export const COLUMNS = 112;

/** Shorter lines make prose easier to read. */
const PROSE_COLUMNS = 92;

export function createNarrator(write: (text: string) => void, { isColoured, isLive }: Screen): Narrator {
  const lines: Line[] = [];
  let steps = 0;
  let passing = "";
  const tell = (...line: Span[]): void => {
    lines.push(line);
    if (passing !== "") write(CLEAR);
    passing = "";
    write(`${line.map((span) => (isColoured ? colour(span) : span.text)).join("")}\n`);
  };
  const mark = (style: Style, sign: string) => (text: string) => {
    const [first = "", ...more] = wrap(text, PROSE_COLUMNS);
    tell(span(`   ${sign} `, style), span(first));
    for (const line of more) tell(span(`     ${line}`));
  };
  return {
    lines,
    title(text, note) {
      tell(span(text, "bold"));
      tell(span(note, "dim"));
    },
    step(text) {
      steps += 1;
      tell();
      tell(span(`${steps}  `, "cyan"), span(text, "bold"));
    },
    types: (prompt, text) => tell(span(`   ${prompt} `, "blue"), span(text)),
    answers: (text) => tell(span(`   ${text.slice(0, COLUMNS - 3)}`, "dim")),
    good: mark("green", "✓"),
    bad: mark("red", "✗"),
    waits: mark("yellow", "●"),
    quotes(text) {
      for (const line of wrap(text, PROSE_COLUMNS)) tell(span("   │ ", "dim"), ...readBold(line));
    },
    ends(text) {
      tell();
      tell(span("✓  ", "green"), span(text, "bold"));
    },
    passes(text) {
      if (!isLive || text === passing) return;
      passing = text;
      write(`${CLEAR}   … ${text}`);
    },
  };
}

/** Returns to the beginning of the line and clears it. */
const CLEAR = "\r\u001b[2K";

const span = (text: string, style: Style = "plain"): Span => ({ text, style });

const readBold = (text: string): Span[] =>
  text.split("**").map((part, index) => span(part, index % 2 === 1 ? "bold" : "plain"));

const codes: Record<Style, string> = {
  plain: "0",
  bold: "1",
  dim: "2",
  red: "31",
  green: "32",
  yellow: "33",
  blue: "34",
  cyan: "36",
};

const colour = ({ text, style }: Span): string =>
  style === "plain" ? text : `\u001b[${codes[style]}m${text}\u001b[0m`;
