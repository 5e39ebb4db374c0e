import { disarm } from "../output/terminal.ts";

const MAX_TEXT = 2_000;
const MAX_ITEMS = 200;
const MAX_ANSWER = 60_000;

/**
 * A value as JSON for an agent: characters that cannot be seen are shown as code points, as on a terminal, and long texts and lists are cut
 * with a note.
 */
export function writeAnswer(value: unknown): string {
  const json = JSON.stringify(bound(value), null, 1);
  return json.length <= MAX_ANSWER
    ? json
    : JSON.stringify({
        error: `The answer has ${json.length} characters; the most is ${MAX_ANSWER}. Ask for less.`,
      });
}

function bound(value: unknown): unknown {
  if (typeof value === "string") return boundText(value);
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) {
    const rest = value.length - MAX_ITEMS;
    return [...value.slice(0, MAX_ITEMS).map(bound), ...(rest > 0 ? [`… and ${rest} more`] : [])];
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, bound(each)]));
}

export function boundText(text: string): string {
  const shown = disarm(text);
  return shown.length <= MAX_TEXT ? shown : `${shown.slice(0, MAX_TEXT)}… (${shown.length} characters)`;
}
