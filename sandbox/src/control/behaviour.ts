import type { Behaviour } from "../behaviour.ts";
import type { Fields } from "../http/fields.ts";
import { documentedLimits, type SecondaryLimit } from "../secondary-limits.ts";

/** The behaviour given by the fields of a request. Missing fields keep their value. */
export function readBehaviour(body: Fields<string>): Partial<Behaviour> {
  const wanted = {
    activityLag: body.optionalNumber("activityLag"),
    activityOfGoneBranches: body.optionalChoice("activityOfGoneBranches", ["kept", "forgotten"]),
    baseUnsettled: body.optionalNumber("baseUnsettled"),
    firstMerge: body.optionalChoice("firstMerge", ["taken", "refused once"]),
    secondaryLimits: readLimits(body.optionalChoice("secondaryLimits", ["documented", "none"])),
    pins: body.optionalChoice("pins", ["any app", "apps that reported"]),
    webCommitter: body.optionalChoice("webCommitter", ["github.com", "enterprise server"]),
  } satisfies { [Name in keyof Behaviour]: Behaviour[Name] | undefined };
  return Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined));
}

const readLimits = (choice: "documented" | "none" | undefined): readonly SecondaryLimit[] | undefined =>
  choice === undefined ? undefined : choice === "none" ? [] : documentedLimits;
