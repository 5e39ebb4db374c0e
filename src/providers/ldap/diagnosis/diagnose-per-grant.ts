import { randomUUID } from "node:crypto";
import { type Finding, mistake } from "../../../core/findings/finding.ts";
import { accepting, RESULT, resultCodeOf } from "../connection/failure.ts";
import type { Directory } from "../identity/directory.ts";
import { memberAttribute } from "../membership/members.ts";
import { plantEnd } from "../per-grant/time-to-live.ts";
import { cannotWrite } from "./diagnose-rights.ts";

/** Seconds that the entry of a test lives, should its deletion fail. */
const SECONDS = 60;

/** Whether entries that end by themselves can be made: makes one without a person, sets its end and deletes it. */
export async function diagnosePerGrant(directory: Directory, places: readonly string[]): Promise<Finding[]> {
  if (!directory.hasDynamicEntries)
    return [
      mistake(
        "LDAP_NO_DYNAMIC_ENTRIES",
        "The server has no dynamic entries, and mode: dynamic-group grants nothing without them.",
        "Load the overlay dds as docs/providers/ldap.md says, or set mode: member.",
      ),
    ];
  const findings: Finding[] = [];
  for (const under of new Set(places))
    if (!(await canMakeEntry(directory, under))) findings.push(cannotWrite(under, "children and entryTtl"));
  return findings;
}

async function canMakeEntry(directory: Directory, under: string): Promise<boolean> {
  const { session, configuration } = directory;
  const attribute = memberAttribute(configuration);
  const cn = `hallpass-check-${randomUUID()}`;
  const dn = `cn=${cn},${under}`;
  const group = attribute === "member" ? "groupOfNames" : "groupOfUniqueNames";
  try {
    await session.add(dn, { objectClass: [group, "dynamicObject"], cn, [attribute]: dn });
    await plantEnd(directory, dn, SECONDS);
    await session.delete(dn);
    return true;
  } catch (error) {
    await accepting([RESULT.noSuchObject, RESULT.insufficientAccess], session.delete(dn));
    if (resultCodeOf(error) === RESULT.insufficientAccess) return false;
    throw error;
  }
}
