import type { Evidence } from "../../src/core/decision/evidence.ts";
import type { Settings } from "../../src/core/files/settings.ts";
import { length } from "./oracle-limits.ts";
import type { Wish } from "./oracle-request.ts";

type Asked = Wish["entitlements"][number];
type Side = NonNullable<Settings["duties"]>[number]["apart"][number];

/** Why duties are not kept apart. A wish has no start: it begins at its merge, or now. */
export function doubtDuties(
  { beside, merge, now }: Evidence,
  duties: NonNullable<Settings["duties"]>,
  wish: Wish,
): string[] {
  if (duties.length === 0) return [];
  if (beside === undefined) return ["nobody knows what the subject has beside it"];
  const begins = (merge?.at ?? now).getTime();
  const ends = begins + length(wish.duration);
  const there = beside.others.filter(
    ({ startsAt, endsAt, unrevoked }) =>
      startsAt.getTime() < ends &&
      (endsAt.getTime() > begins || (unrevoked === true && begins <= now.getTime())),
  );
  const all = [...wish.entitlements, ...there.map(({ entitlement }) => entitlement)];
  const joined = duties.some(({ apart }) =>
    wish.entitlements.some((asked) =>
      all.some((other) =>
        apart.some((one) => isOn(one, asked) && apart.some((more) => more !== one && isOn(more, other))),
      ),
    ),
  );
  return joined ? ["duties are joined"] : [];
}

/** The twists use a star at the end alone. */
const isLike = (pattern: string, name: string): boolean =>
  pattern.endsWith("*") ? name.startsWith(pattern.slice(0, -1)) : pattern === name;

const isOn = (side: Side, { provider, resource, role }: Asked): boolean =>
  side.some(
    (each) =>
      each.provider === provider &&
      isLike(each.resource, resource) &&
      each.roles.some((pattern) => isLike(pattern, role)),
  );
