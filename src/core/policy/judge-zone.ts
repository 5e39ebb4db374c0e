import { type Finding, mistake } from "../findings/finding.ts";
import type { Hours } from "../hours/hours-schema.ts";
import { isZone, listZones } from "../hours/local-time.ts";
import { findNearest } from "../text/nearest.ts";

/** A time zone that this machine's database does not have. `at`: the field that holds the hours. */
export function judgeZone(hours: Hours | undefined, at: string): Finding[] {
  if (hours === undefined || isZone(hours.zone)) return [];
  const nearest = findNearest(hours.zone, listZones());
  return [
    mistake(
      "ZONE_UNKNOWN",
      `${hours.zone} is no time zone that this machine knows.`,
      `Name one of the IANA database, such as ${nearest ?? "Europe/Berlin or UTC"}.`,
      `${at}/zone`,
    ),
  ];
}
