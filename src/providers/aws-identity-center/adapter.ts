import type { Provider } from "../../core/ports/provider.ts";
import { defineAdapter, type ProviderContext } from "../adapter/adapter.ts";
import { readConnection } from "../adapter/aws/fields.ts";
import { createApi, openClients } from "./api.ts";
import { DEADLINE_SECONDS, type IdentityCenterEntry, identityCenterSchema } from "./configuration.ts";
import { idOf, listOffer } from "./offer.ts";
import { identityCenterProvider } from "./provider.ts";

/** See docs/providers/aws-identity-center.md. */
export const identityCenterAdapter = defineAdapter<IdentityCenterEntry>({
  schema: identityCenterSchema,
  abilities: {
    system: "AWS IAM Identity Center: permission sets in accounts",
    container: ["shared"],
    nativeExpiry: ["timer", "none"],
    sessions: ["survive"],
    tested: "shape-checked",
  },
  open,
});

function open(entry: IdentityCenterEntry, context: ProviderContext): Provider {
  refuseOtherInstances(entry, context.where);
  refuseOwnAccount(entry, context.where);
  refuseRepeated(entry, context.where);
  const deadlineSeconds = entry.deadlineSeconds ?? DEADLINE_SECONDS;
  const connection = readConnection({ ...entry, deadlineSeconds }, context);
  const { name } = context;
  const api = createApi(name, openClients(connection), { instance: entry.instance });
  return identityCenterProvider({ ...entry, name }, api);
}

/** The part of an ARN that names the instance: `ssoins-1234567890abcdef`. */
const instanceOf = (arn: string): string => arn.split("/")[1] ?? "";

function refuseOtherInstances(entry: IdentityCenterEntry, where: string): void {
  for (const { resource, role, place } of listOffer(entry))
    if (instanceOf(place.permissionSet) !== instanceOf(entry.instance))
      throw new Error(
        `${where}: the permission set of ${resource}/${role} is of the instance ${instanceOf(place.permissionSet)}. Write one of ${instanceOf(entry.instance)}.`,
      );
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

/** With two names for one access, the first end would cut off the other. */
function refuseRepeated(entry: IdentityCenterEntry, where: string): void {
  const names = new Map<string, string>();
  for (const { resource, role, place } of listOffer(entry)) {
    const other = names.get(idOf(place));
    if (other !== undefined)
      throw new Error(
        `${where}: ${other} and ${resource}/${role} are the same permission set in the same account. Remove one of them.`,
      );
    names.set(idOf(place), `${resource}/${role}`);
  }
}
