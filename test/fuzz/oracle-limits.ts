import type { Lease } from "../../src/core/access/lease.ts";
import type { Evidence } from "../../src/core/decision/evidence.ts";
import type { Policy } from "../../src/core/files/policy.ts";
import type { Settings } from "../../src/core/files/settings.ts";
import type { Wish } from "./oracle-request.ts";

const DAY_NAMES = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

/** Milliseconds. */
export const length = (text: string): number =>
  Number.parseInt(text, 10) * ({ s: 1, m: 60, h: 3600, d: 86_400 }[text.at(-1) ?? ""] ?? Number.NaN) * 1000;

interface About {
  readonly evidence: Evidence;
  readonly wish: Wish;
  /** Milliseconds. */
  readonly begins: number;
  readonly had: readonly { readonly lease: Lease; readonly from: number }[];
}

/** What the conditions of the twists mean, said again without CEL. What is not here is never true. */
export const MEANINGS: Readonly<Record<string, ((about: About) => boolean) | undefined>> = {
  "request.duration <= duration('2h')": ({ wish }) => length(wish.duration) <= 7_200_000,
  "request.duration < duration('2h')": ({ wish }) => length(wish.duration) < 7_200_000,
  "request.entitlements.all(e, e.role == 'readonly')": ({ wish }) =>
    wish.entitlements.every(({ role }) => role === "readonly"),
  "request.reason.contains('INC-')": ({ wish }) => wish.reason.includes("INC-"),
  "subject.id == 1001": ({ evidence }) => evidence.subject?.id === 1001,
  "subject.id == requester.id": ({ evidence }) =>
    evidence.subject?.id === (evidence.asked?.asker ?? evidence.pull.author).id,
  "time.getHours() == 14": ({ begins }) => new Date(begins).getUTCHours() === 14,
  "history.first": ({ had }) => had.length === 0,
  "history.week < 1": ({ begins, had }) => had.every(({ from }) => from <= begins - 7 * 86_400_000),
  "1 / 0 == 1": undefined,
  "request.entitlements[1].role == 'writer'": ({ wish }) => wish.entitlements[1]?.role === "writer",
};

/** Why a policy's limits of times, repetition and words do not allow this. A wish has no start: it begins at its merge, or now. */
export function doubtLimits(
  evidence: Evidence,
  { name, windows, activation, concurrency, coolDown, reason, when = [] }: Policy,
  wish: Wish,
  asked: Wish["entitlements"][number],
): string[] {
  const { merge, now, granted, earlier } = evidence;
  const begins = (merge?.at ?? now).getTime();
  const ends = begins + length(wish.duration);
  const late = activation !== undefined && now.getTime() > begins + length(activation);
  const mine = (earlier ?? [])
    .filter(({ policy }) => policy?.name === name)
    .map((lease) => ({
      lease,
      from: lease.startsAt.getTime(),
      to: (lease.ended?.at ?? lease.endsAt).getTime(),
    }));
  const together = new Set(
    mine.filter(({ from, to }) => from < ends && to > begins).map(({ lease }) => lease.request),
  );
  const fresh = mine.filter(
    ({ lease: { entitlement }, from, to }) =>
      from < to &&
      [entitlement.provider, entitlement.resource, entitlement.role].join(" ") ===
        [asked.provider, asked.resource, asked.role].join(" ") &&
      begins < to + length(coolDown ?? "1s"),
  );
  const limited = concurrency !== undefined || coolDown !== undefined;
  const looksBack = limited && granted !== true;
  return [
    ...(windows !== undefined && !isOpen(windows, begins) ? ["the windows are closed"] : []),
    ...(merge !== undefined && late && granted !== true ? ["the approval lapsed"] : []),
    ...(looksBack && earlier === undefined ? ["nobody knows what the subject has"] : []),
    ...(looksBack && concurrency !== undefined && together.size >= concurrency ? ["too much at once"] : []),
    ...(looksBack && coolDown !== undefined && fresh.length > 0 ? ["too soon again"] : []),
    ...(reason?.pattern !== undefined && !new RegExp(reason.pattern, "u").test(wish.reason)
      ? ["the reason lacks the pattern"]
      : []),
    ...when.flatMap(({ condition }) => {
      const isTrue = MEANINGS[condition];
      const about = {
        evidence,
        wish,
        begins,
        had: mine.filter(({ from, to }) => from < to && from <= begins),
      };
      if (condition.includes("history") && granted === true) return [];
      if (condition.includes("history") && earlier === undefined)
        return ["nobody knows what there was before"];
      return isTrue?.(about) === true ? [] : ["a condition is not true"];
    }),
  ];
}

/** By one person alone, who opened the pull request: with all accounts that the map has of them. */
export function isSigned({ commits = [], pull, asked }: Evidence, settings: Settings | undefined): boolean {
  const entry = settings?.people.find(({ id, otherIds = [] }) => [id, ...otherIds].includes(pull.author.id));
  const own = [pull.author.id, ...(entry === undefined ? [] : [entry.id, ...(entry.otherIds ?? [])])];
  return (
    asked === undefined &&
    commits.length > 0 &&
    commits.every(
      ({ isVerified, inBrowser, author, committer }) =>
        isVerified === true &&
        inBrowser !== true &&
        [author, committer].every((one) => one !== undefined && own.includes(one.id)),
    )
  );
}

/** In UTC: the twists have no other zone. */
function isOpen({ weekly }: NonNullable<Policy["windows"]>, at: number): boolean {
  const minutes = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
  const midnight = Math.floor(at / 86_400_000) * 86_400_000;
  return weekly.some(({ days, from, to }) =>
    [midnight, midnight - 86_400_000].some((day) => {
      const isDay = days.some((each) => each === DAY_NAMES[new Date(day).getUTCDay()]);
      const start = day + minutes(from) * 60_000;
      const over = minutes(to) > minutes(from) ? 0 : 86_400_000;
      return isDay && start <= at && at < day + over + minutes(to) * 60_000;
    }),
  );
}

/** Can each place be given to another one of its people? Tries every way. */
export function canFill(
  places: readonly ReadonlySet<number>[],
  used: ReadonlySet<number> = new Set(),
): boolean {
  const [first, ...others] = places;
  return (
    first === undefined ||
    [...first].some((person) => !used.has(person) && canFill(others, new Set([...used, person])))
  );
}
