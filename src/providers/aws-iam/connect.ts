import type { Connection } from "../../core/access/connection.ts";
import type { Holding } from "../../core/access/holding.ts";
import { describeConnection } from "../adapter/entry/connect.ts";
import { type IamConfiguration, peopleOf } from "./configuration.ts";

/** The configured command or link of the resource; otherwise the sign-in page of the account for its users. */
export function connect(
  configuration: IamConfiguration,
  names: Pick<Holding, "principal" | "entitlement">,
): Connection | undefined {
  const { resources, account, region } = configuration;
  const { resource } = names.entitlement;
  const usage = Object.hasOwn(resources, resource) ? resources[resource] : undefined;
  if (usage?.command !== undefined || usage?.link !== undefined) return describeConnection(usage, names);
  // China and GovCloud have other pages, and sessions begin at an identity provider.
  if (peopleOf(configuration).kind !== "User" || /^(?:cn|us-gov)-/u.test(region)) return undefined;
  // "How IAM users sign in to your AWS account".
  return { kind: "link", text: `https://${account}.signin.aws.amazon.com/console` };
}
