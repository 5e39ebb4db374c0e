import type { Entitlement } from "../../core/access/entitlement.ts";
import { type Finding, mistake, warning } from "../../core/findings/finding.ts";
import type { Api } from "./api.ts";
import { isNested, readGroup } from "./groups.ts";
import type { Service } from "./service.ts";

interface Examined {
  readonly api: Api;
  readonly service: Service;
  /** The provider's name. */
  readonly where: string;
  readonly groups: readonly (Entitlement & { readonly id: string })[];
}

/** What the server cannot do, and which groups Hallpass cannot lend. SCIM has no way to ask what a token may do. */
export async function diagnose({ api, service, where, groups }: Examined): Promise<Finding[]> {
  const findings = examineService(service, where);
  for (const { id, resource, role } of groups)
    findings.push(...(await examineGroup(api, service, id, `${where}/${resource}/${role}`)));
  return findings;
}

function examineService({ patch, filter, versions }: Service, where: string): Finding[] {
  return [
    ...(patch
      ? []
      : [
          mistake(
            "SCIM_NO_PATCH",
            `The SCIM server of "${where}" says that it does not support PATCH.`,
            "Use a server that does, or a webhook provider.",
          ),
        ]),
    ...(filter
      ? []
      : [
          warning(
            "SCIM_NO_FILTER",
            `The SCIM server of "${where}" supports no filters: Hallpass reads all users to find one.`,
            "Raise deadlineSeconds if the list is long.",
          ),
        ]),
    ...(versions
      ? []
      : [
          warning(
            "SCIM_NO_VERSIONS",
            `The SCIM server of "${where}" compares no versions (ETag).`,
            "Let nobody else change the configured groups, or not in the same moment as Hallpass.",
          ),
        ]),
  ];
}

async function examineGroup(api: Api, service: Service, id: string, what: string): Promise<Finding[]> {
  const group = await readGroup(api, service, id);
  if (group === undefined)
    return [
      mistake(
        "SCIM_NO_GROUP",
        `The group "${id}" of ${what} does not exist.`,
        "Write the id of a group that does.",
      ),
    ];
  const nested = group.members.filter(isNested);
  if (nested.length === 0) return [];
  return [
    warning(
      "SCIM_NESTED_GROUP",
      `The group of ${what} contains ${nested.length} other ${nested.length === 1 ? "group" : "groups"}. Hallpass does not look into them.`,
      "Remove the groups from it, or review their members where you manage them.",
    ),
  ];
}
