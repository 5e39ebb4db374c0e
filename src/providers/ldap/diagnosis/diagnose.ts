import { type Finding, mistake } from "../../../core/findings/finding.ts";
import type { Directory } from "../identity/directory.ts";
import { findTargetById, type Target } from "../identity/groups.ts";
import { diagnoseGroup, diagnosePlaceholder } from "./diagnose-groups.ts";
import { diagnosePeople } from "./diagnose-people.ts";
import { diagnosePerGrant } from "./diagnose-per-grant.ts";
import { diagnoseRights } from "./diagnose-rights.ts";

/** Checks the account's rights and the configured groups. Grants nothing. */
export async function diagnose(directory: Directory): Promise<Finding[]> {
  const { configuration } = directory;
  const { mode, nestedFrom, resources } = configuration;
  const noPeople = await diagnosePeople(directory);
  if (noPeople.length > 0) return noPeople;
  const ids = Object.values(resources).flatMap(({ roles }) => Object.values(roles));
  const targets = await findAll(directory, ids);
  const places = await findAll(directory, nestedFrom === undefined ? [] : [nestedFrom]);
  const under = places.found[0]?.dn;
  const groups: Finding[] = [];
  for (const target of targets.found) groups.push(...(await diagnoseGroup(directory, target, under)));
  const entries = nestedFrom === undefined ? targets.found : places.found;
  return [
    ...[...targets.missing, ...places.missing].map(describeMissing),
    ...groups,
    ...(await diagnosePlaceholder(directory)),
    ...(await diagnoseRights(directory, targets.found)),
    ...(mode === "dynamic-group"
      ? await diagnosePerGrant(
          directory,
          entries.map(({ dn }) => dn),
        )
      : []),
  ];
}

async function findAll(
  directory: Directory,
  ids: readonly string[],
): Promise<{ found: Target[]; missing: string[] }> {
  const found: Target[] = [];
  const missing: string[] = [];
  for (const id of new Set(ids)) {
    const target = await findTargetById(directory, id);
    if (target === undefined) missing.push(id);
    else found.push(target);
  }
  return { found, missing };
}

const describeMissing = (id: string): Finding =>
  mistake(
    "LDAP_NO_GROUP",
    `The directory has no entry with the configured id ${id}, or the account of Hallpass may not see it.`,
    "Write the group's entryUUID or objectGUID into HALLPASS_PROVIDERS, and let the account read the group.",
  );
