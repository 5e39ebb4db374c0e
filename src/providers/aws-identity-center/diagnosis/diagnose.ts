import { type Finding, mistake, warning } from "../../../core/findings/finding.ts";
import { readCaller } from "../../adapter/aws/caller.ts";
import { ProviderError } from "../../adapter/error.ts";
import type { Api } from "../api.ts";
import type { IdentityCenterConfiguration } from "../configuration.ts";
import { type Instance, readInstance } from "../directory.ts";
import { listOffer } from "../places/offer.ts";
import { examineGroup } from "./examine-group.ts";
import { examineRights } from "./examine-rights.ts";
import { examineSchedule } from "./examine-schedule.ts";
import { examineSet } from "./examine-set.ts";

/** Whether the credentials can do what is configured and no more, and which permission sets should not be lent as they are. */
export async function diagnose(api: Api, configuration: IdentityCenterConfiguration): Promise<Finding[]> {
  const { name, account } = configuration;
  const stranger = await findStranger(api, name, account);
  if (stranger !== undefined) return [stranger];
  const instance = await findInstance(api);
  if (instance === undefined) return [noInstance(name, configuration.instance)];
  const findings = examineAccounts(instance, configuration);
  for (const { resource, role, place, name: setName } of listOffer(configuration)) {
    const what = `${name}/${resource}/${role}`;
    findings.push(
      ...("group" in place
        ? await examineGroup(api, instance, what, place)
        : await examineSet(api, configuration, what, place, setName)),
    );
  }
  findings.push(...(await examineSchedule(api, configuration)));
  findings.push(...(await examineRights(api, instance, configuration)));
  return findings;
}

/** The account of the credentials, where it is not the configured one. */
async function findStranger(api: Api, name: string, account: string): Promise<Finding | undefined> {
  try {
    await readCaller(api.sts, api, { name, account });
    return undefined;
  } catch (error) {
    if (!(error instanceof ProviderError && error.code === "IDENTITY_CHANGED")) throw error;
    return mistake(
      "IDENTITY_CENTER_OTHER_ACCOUNT",
      `The credentials of provider "${name}" belong to another account than ${account}.`,
      "Write the account of Hallpass's role into account, or give Hallpass the credentials of that role.",
    );
  }
}

async function findInstance(api: Api): Promise<Instance | undefined> {
  try {
    return await readInstance(api);
  } catch (error) {
    if (error instanceof ProviderError && error.code === "REFUSED") return undefined;
    throw error;
  }
}

const noInstance = (name: string, arn: string): Finding =>
  mistake(
    "IDENTITY_CENTER_NO_INSTANCE",
    `Provider "${name}" does not see the instance ${arn}.`,
    "Write the ARN of the organisation's instance and its region, allow sso:ListInstances, and make Hallpass's account a delegated administrator.",
  );

function examineAccounts(
  { owner }: Instance,
  { name, account, resources, managementAccount = false }: IdentityCenterConfiguration,
): Finding[] {
  const lent = Object.entries(resources).filter(([, each]) => each.account === owner);
  return [
    ...lent.map(([resource]) =>
      (managementAccount ? lentManagement : closedManagement)(`${name}/${resource}`),
    ),
    ...(account === owner ? [inManagement(name, account)] : []),
  ];
}

const closedManagement = (what: string): Finding =>
  mistake(
    "IDENTITY_CENTER_MANAGEMENT_ACCOUNT",
    `The account of ${what} is the management account of the organisation, which Hallpass does not lend.`,
    "Remove the resource. To lend it all the same, set managementAccount: true and run Hallpass in that account.",
  );

const lentManagement = (what: string): Finding =>
  warning(
    "IDENTITY_CENTER_MANAGEMENT_ACCOUNT",
    `The account of ${what} is the management account of the organisation: its holders may change every account, and Hallpass itself.`,
    "Lend only permission sets there that cannot write.",
  );

const inManagement = (name: string, account: string): Finding =>
  warning(
    "IDENTITY_CENTER_MANAGEMENT_ACCOUNT",
    `Provider "${name}" runs in the management account ${account}, which no service control policy limits.`,
    "Make another account a delegated administrator of IAM Identity Center, and run Hallpass there.",
  );
