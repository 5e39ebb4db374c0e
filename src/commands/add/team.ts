import { listPolicies } from "../../core/additions/judge-rules.ts";
import { folderName } from "../../core/document/schema.ts";
import { parseSettings, personOf, SETTINGS_PATH } from "../../core/files/settings.ts";
import { teamsSchema } from "../../core/policy/teams-schema.ts";
import { readWord } from "../input/words.ts";
import { UsageError } from "../runner/failure.ts";
import type { Addend, Setting } from "./addend.ts";
import { findAccounts, findWord, readOffer } from "./ask-offer.ts";

const teamSlug = teamsSchema.items.properties.slug;

/** A team that asks in a folder of its own: the folder, its owners, a policy, and its people. */
export async function describeTeam({ name, given, place, rules }: Setting): Promise<Addend> {
  const requesters = readSlug(name, place.organization);
  const folder = readWord(folderName, "--folder", given.folder ?? requesters);
  const approvers = await findWord("approvers", teamSlug, given.approvers);
  const slugs = [...new Set([requesters, approvers])];
  const teams = await Promise.all(slugs.map(async (slug) => ({ slug, ...(await place.readTeam(slug)) })));
  const offer = await readOffer(given, folder);
  const members = new Map(teams.flatMap((team) => team.members.map((each) => [each.id, each])));
  const named = [...members.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const without = named.filter(({ id }) => !hasAccount(rules, id, offer.provider));
  const accounts = await findAccounts(place, given.accounts, without);
  const people = named.map(({ id, name: login }) => ({
    ...{ id, login },
    principals: nameAt(offer.provider, accounts.of.get(id)),
  }));
  return {
    wanted: {
      ...{ organization: place.organization, isFolderNew: true, offer, people },
      folder: { name: folder, requesters, approvers },
      teams: new Map(teams.map(({ slug, id }) => [slug, id])),
    },
    writers: teams.map(({ slug, mayWrite }) => ({ slug, mayWrite })),
    title: `Add the team ${requesters}`,
    missing: accounts.missing,
  };
}

/** An account, as an entry of the identity map. */
export const nameAt = (provider: string, account: string | undefined): Record<string, string> =>
  account === undefined ? {} : { [provider]: account };

function readSlug(word: string, organization: string): string {
  const [slug = "", owner = organization] = word.split("/").toReversed();
  if (owner.toLowerCase() !== organization.toLowerCase() || word.split("/").length > 2)
    throw new UsageError(
      `${JSON.stringify(word)} is no team of ${organization}. Write ${organization}/TEAM, or TEAM.`,
    );
  return readWord(teamSlug, "The team", slug);
}

function hasAccount(rules: Setting["rules"], id: number, provider: string): boolean {
  const settings = parseSettings(rules.get(SETTINGS_PATH) ?? "", SETTINGS_PATH).value;
  const person = settings && personOf(settings, id);
  return person !== undefined && Object.hasOwn(person.principals, provider);
}

/** The providers that the policies name. */
export const listProviders = (rules: Setting["rules"]): string[] => [
  ...new Set(listPolicies(rules).flatMap(({ entitlements }) => entitlements.map(({ provider }) => provider))),
];
