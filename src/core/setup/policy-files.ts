import type { Answers } from "./answers.ts";
import { type Blueprint, numberTeam, type SetupFile } from "./blueprint.ts";
import { templateOf } from "./templates.ts";
import { writeYaml } from "./write-yaml.ts";

export type Offer = Answers["offers"][number];

/** What policies depend on: the folders of the offers, and the ids of their teams. */
interface Basis extends Pick<Answers, "folders">, Pick<Blueprint, "teams"> {}

/** One policy for each offer, in a file of its name. */
export const listPolicyFiles = (offers: readonly Offer[], basis: Basis): SetupFile[] =>
  offers.map((offer) => ({
    path: `policies/${policyNameOf(offer)}.yaml`,
    text: writePolicy(basis, offer),
  }));

/** `orders-readonly` in the folder payments for debugging is `payments-orders-readonly-debugging`; at most 63 characters. */
export const policyNameOf = ({ folder, resource, role, template }: Offer): string =>
  [folder, resource, role, template]
    .join("-")
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, "-")
    .slice(0, 63)
    .replace(/-$/u, "");

function writePolicy(basis: Basis, offer: Offer): string {
  const { folder, provider, resource, role } = offer;
  const { meaning, maximum } = templateOf(offer.template);
  const { requesters, approvers } = findFolder(basis, folder);
  return writeYaml({
    name: policyNameOf(offer),
    description: `${role} on ${resource}: ${meaning}.`,
    folders: [folder],
    entitlements: [{ provider, resource, roles: [role] }],
    requesters: { teams: [numberTeam(basis, requesters)] },
    duration: { minimum: "5m", maximum },
    reason: { minimum: 10 },
    approvals: { teams: [numberTeam(basis, approvers)], count: 1 },
  });
}

function findFolder({ folders }: Basis, name: string): Answers["folders"][number] {
  const found = folders.find((folder) => folder.name === name);
  if (found === undefined) throw new Error(`The folder ${name} is not among the folders.`);
  return found;
}
