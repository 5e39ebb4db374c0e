import { DAYS, type Day, type Hours, type Span } from "./hours-schema.ts";
import { localTime } from "./local-time.ts";

/** For people: `Mon to Fri 08:00 to 18:00 (Europe/Berlin)`. */
export const describeHours = ({ zone, weekly }: Hours): string =>
  `${weekly.map(describeSpan).join(", ")} (${zone})`;

/** For people: `Sat 23:10`, by the clocks of the zone. */
export function describeLocalTime({ zone }: Pick<Hours, "zone">, instant: Date): string {
  const { day, minute } = localTime(zone, instant);
  const clock = [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, "0")).join(":");
  return `${short(day)} ${clock}`;
}

const describeSpan = ({ days, from, to }: Span): string => `${describeDays(days)} ${from} to ${to}`;

/** Three or more days in a row are a range. */
function describeDays(days: readonly Day[]): string {
  const runs: Day[][] = [];
  for (const day of DAYS.filter((each) => days.includes(each))) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run !== undefined && last !== undefined && DAYS.indexOf(last) + 1 === DAYS.indexOf(day))
      run.push(day);
    else runs.push([day]);
  }
  return runs.map((run) => (run.length > 2 ? describeRange(run) : run.map(short).join(", "))).join(", ");
}

const describeRange = (run: readonly Day[]): string =>
  [run[0], run.at(-1)].flatMap((day) => (day === undefined ? [] : short(day))).join(" to ");

const short = (day: Day): string => `${day.slice(0, 1).toUpperCase()}${day.slice(1, 3)}`;
