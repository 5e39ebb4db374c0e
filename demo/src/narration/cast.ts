import type { Line, Span, Style } from "./narrator.ts";

/** Room for `COLUMNS` characters of 8.43 pixels. */
const WIDTH = 990;
const LINE_HEIGHT = 20;
const TOP = 62;
const LEFT = 22;
const BOTTOM = 28;

const fills: Record<Style, string> = {
  plain: "#c9d1d9",
  bold: "#f0f6fc",
  dim: "#8b949e",
  red: "#ff7b72",
  green: "#56d364",
  yellow: "#e3b341",
  blue: "#79c0ff",
  cyan: "#39c5cf",
};

/** The narration as a picture of a terminal: one self-contained SVG file with one text element a line. */
export function drawCast(lines: readonly Line[]): string {
  const height = TOP + lines.length * LINE_HEIGHT + BOTTOM;
  const styles = Object.entries(fills).map(([style, fill]) => `.${style}{fill:${fill}}`);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="A terminal in which npm run demo has run">`,
    `<style>text{font:14px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono","Liberation Mono",monospace;white-space:pre}${styles.join("")}.bold{font-weight:600}</style>`,
    `<rect x="0.5" y="0.5" width="${WIDTH - 1}" height="${height - 1}" rx="10" fill="#0d1117" stroke="#30363d"/>`,
    `<path d="M0.5 38.5h${WIDTH - 1}" stroke="#21262d"/>`,
    ...["#ff5f57", "#febc2e", "#28c840"].map(
      (fill, index) => `<circle cx="${22 + index * 20}" cy="20" r="6" fill="${fill}"/>`,
    ),
    `<text x="${WIDTH / 2}" y="25" text-anchor="middle" class="dim">npm run demo</text>`,
    ...lines.map(drawLine),
    "</svg>",
    "",
  ].join("\n");
}

const drawLine = (line: Line, index: number): string =>
  line.length === 0
    ? ""
    : `<text x="${LEFT}" y="${TOP + (index + 0.7) * LINE_HEIGHT}" xml:space="preserve">${line.map(drawSpan).join("")}</text>`;

const drawSpan = ({ text, style }: Span): string => `<tspan class="${style}">${escapeXml(text)}</tspan>`;

/** Also removes control characters, which XML does not allow. */
const escapeXml = (text: string): string =>
  text
    .replace(/\p{Cc}/gu, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
