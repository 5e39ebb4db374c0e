import type { Provider } from "../../core/ports/provider.ts";
import { defineAdapter, type ProviderContext } from "../adapter/adapter.ts";
import { readConnection } from "../adapter/aws/fields.ts";
import { refuseRepeated, sameAccess } from "../adapter/entry/refuse-repeated.ts";
import { createAws } from "./api.ts";
import { DEADLINE_SECONDS, type IdentityCenterEntry, identityCenterSchema } from "./configuration.ts";
import { listOffer } from "./places/offer.ts";
import { identityCenterProvider } from "./provider.ts";

/** See docs/providers/aws-identity-center.md. */
export const identityCenterAdapter = defineAdapter<IdentityCenterEntry>({
  schema: identityCenterSchema,
  abilities: {
    system: "AWS IAM Identity Center: permission sets in accounts, memberships of groups",
    container: ["shared"],
    nativeExpiry: ["timer", "none"],
    sessions: ["survive"],
    tested: "shape-checked",
  },
  open,
});

function open(entry: IdentityCenterEntry, context: ProviderContext): Provider {
  refuseOtherInstances(entry, context.where);
  refuseHomeless(entry, context.where);
  refuseOwnAccount(entry, context.where);
  refuseRepeated(
    listOffer(entry).map(({ resource, role, place }) => [`${resource}/${role}`, place.id]),
    sameAccess(context.where),
  );
  const deadlineSeconds = entry.deadlineSeconds ?? DEADLINE_SECONDS;
  const connection = readConnection({ ...entry, deadlineSeconds }, context);
  const { name, now } = context;
  const aws = createAws(connection, { instance: entry.instance });
  return identityCenterProvider({ ...entry, name, now }, aws);
}

/** The part of an ARN that names the instance: `ssoins-1234567890abcdef`. */
const instanceOf = (arn: string): string => arn.split("/")[1] ?? "";

function refuseOtherInstances(entry: IdentityCenterEntry, where: string): void {
  for (const { resource, role, place } of listOffer(entry))
    if ("permissionSet" in place && instanceOf(place.permissionSet) !== instanceOf(entry.instance))
      throw new Error(
        `${where}: the permission set of ${resource}/${role} is of the instance ${instanceOf(place.permissionSet)}. Write one of ${instanceOf(entry.instance)}.`,
      );
}

function refuseHomeless({ resources, schedule, trail }: IdentityCenterEntry, where: string): void {
  for (const [resource, { account, roles }] of Object.entries(resources))
    for (const [role, target] of Object.entries(roles)) {
      if ("permissionSet" in target && account === undefined)
        throw new Error(`${where}/resources/${resource}: set account, for the permission set of ${role}.`);
      // What a member does, and where, no one trail tells.
      if ("group" in target && trail !== undefined)
        throw new Error(
          `${where}: no trail tells what members of the group of ${resource}/${role} do. Lend groups in an entry of their own, without trail.`,
        );
      // A schedule would need the id of the membership, which AWS gives only once it is made.
      if ("group" in target && schedule !== undefined)
        throw new Error(
          `${where}: no schedule can end the membership of ${resource}/${role}. Lend groups in an entry of their own, without schedule.`,
        );
    }
}

/** Whoever may act in the account of Hallpass's own roles and schedules may stop the end of a lease. */
function refuseOwnAccount({ account, schedule, resources }: IdentityCenterEntry, where: string): void {
  for (const [resource, lent] of Object.entries(resources))
    if (lent.account === account)
      throw new Error(
        `${where}/resources/${resource}/account: ${account} is Hallpass's own account. Remove the resource: its holders could stop the end of their leases.`,
      );
  for (const arn of [schedule?.role, schedule?.deadLetters])
    if (arn !== undefined && arn.split(":")[4] !== account)
      throw new Error(`${where}/schedule: ${arn} is not in the account ${account}. Write one that is.`);
}
