/** GitHub cuts a subject after 72 characters. */
const MOST = 71;

/** The first line of a commit's message: `text` and `tail`, shortened at the end of `text` where it is too long. */
export function fitSubject(text: string, tail = ""): string {
  const whole = [...text];
  const room = Math.max(1, MOST - [...tail].length);
  const kept =
    whole.length > room
      ? `${whole
          .slice(0, room - 1)
          .join("")
          .trimEnd()}…`
      : text;
  return [...`${kept}${tail}`].slice(0, MOST).join("");
}
