import type { Answers } from "./answers.ts";
import { type Blueprint, numberTeam, type SetupFile } from "./blueprint.ts";
import { templateOf } from "./templates.ts";
import { writeYaml } from "./write-yaml.ts";

type Offer = Answers["offers"][number];

/** One policy for each offer, in a file of its name. */
export const listPolicyFiles = (blueprint: Blueprint): SetupFile[] =>
  blueprint.answers.offers.map((offer) => ({
    path: `policies/${policyNameOf(offer)}.yaml`,
    text: writePolicy(blueprint, offer),
  }));

/** `orders-readonly` in the folder payments for debugging is `payments-orders-readonly-debugging`; at most 63 characters. */
export const policyNameOf = ({ folder, resource, role, template }: Offer): string =>
  [folder, resource, role, template]
    .join("-")
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, "-")
    .slice(0, 63)
    .replace(/-$/u, "");

function writePolicy(blueprint: Blueprint, offer: Offer): string {
  const { folder, provider, resource, role } = offer;
  const { meaning, maximum } = templateOf(offer.template);
  const { requesters, approvers } = findFolder(blueprint.answers, folder);
  return writeYaml({
    name: policyNameOf(offer),
    description: `${role} on ${resource}: ${meaning}.`,
    folders: [folder],
    entitlements: [{ provider, resource, roles: [role] }],
    requesters: { teams: [numberTeam(blueprint, requesters)] },
    duration: { minimum: "5m", maximum },
    reason: { minimum: 10 },
    approvals: { teams: [numberTeam(blueprint, approvers)], count: 1 },
  });
}

function findFolder({ folders }: Answers, name: string): Answers["folders"][number] {
  const found = folders.find((folder) => folder.name === name);
  if (found === undefined) throw new Error(`The folder ${name} is not among the folders.`);
  return found;
}
