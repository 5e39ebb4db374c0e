import type { Connection } from "../../core/access/connection.ts";
import type { Entitlement } from "../../core/access/entitlement.ts";
import { type IamConfiguration, peopleOf } from "./configuration.ts";

/** The configured command or link of the resource; otherwise the sign-in page of the account for its users. */
export function connect(configuration: IamConfiguration, { resource }: Entitlement): Connection | undefined {
  const { resources, account, region } = configuration;
  const { command, link } = (Object.hasOwn(resources, resource) ? resources[resource] : undefined) ?? {};
  if (command !== undefined) return { kind: "command", text: command };
  if (link !== undefined) return { kind: "link", text: link };
  // China and GovCloud have other pages, and sessions begin at an identity provider.
  if (peopleOf(configuration).kind !== "User" || /^(?:cn|us-gov)-/u.test(region)) return undefined;
  // "How IAM users sign in to your AWS account".
  return { kind: "link", text: `https://${account}.signin.aws.amazon.com/console` };
}
