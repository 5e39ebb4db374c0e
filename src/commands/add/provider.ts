import { type Fields, readFields } from "../../core/additions/entry-fields.ts";
import { listPolicies } from "../../core/additions/judge-rules.ts";
import type { Folder, Offer } from "../../core/additions/plan-addition.ts";
import type { ProviderEntry } from "../../core/additions/provider-entries.ts";
import { folderName, providerName } from "../../core/document/schema.ts";
import type { Policy } from "../../core/files/policy.ts";
import { parseSettings, SETTINGS_PATH } from "../../core/files/settings.ts";
import { compileEntry, describeErrors } from "../../providers/adapter/entry-schema.ts";
import { adapters } from "../../providers/registry.ts";
import { isFile } from "../input/given-file.ts";
import { canAsk } from "../input/prompt.ts";
import { readPairs, readWord } from "../input/words.ts";
import { UsageError } from "../runner/failure.ts";
import type { Addend, Setting } from "./addend.ts";
import { askFields } from "./ask-entry.ts";
import { findAccounts, findWord, readOffer } from "./ask-offer.ts";
import { planConfiguration } from "./configuration.ts";
import { judgeOffer } from "./judge-offer.ts";
import { nameAt } from "./team.ts";

/** A system: a policy that offers one access there, people's accounts, and the server's configuration. */
export async function describeProvider(setting: Setting): Promise<Addend> {
  const { given, place, rules, env } = setting;
  if (!(await isFile(env)))
    throw new UsageError(`${env} is not there: name the server's configuration with --env FILE.`);
  const name = readWord(providerName, "The provider", setting.name);
  const adapter = findAdapter(given.adapter);
  const policies = listPolicies(rules);
  const { folder, teams } = findFolder(policies, await findWord("folder", folderName, given.folder), given);
  const offer = await readOffer(given, folder.name, name);
  const entry = await readEntry({ name, adapter }, given.set, offer);
  await judgeOffer(entry, offer);
  const listed = listPeople(setting, name);
  const accounts = await findAccounts(place, given.accounts, listed);
  return {
    wanted: {
      ...{ organization: place.organization, isFolderNew: false, folder, teams, offer },
      people: listed
        .filter(({ id }) => accounts.of.has(id))
        .map(({ id, name: login }) => ({ id, login, principals: nameAt(name, accounts.of.get(id)) })),
    },
    writers: [],
    configuration: await planConfiguration(env, entry),
    title: `Add the provider ${name}`,
    missing: accounts.missing,
  };
}

function findAdapter(word: string | undefined): string {
  const known = [...adapters.keys()].toSorted();
  if (word !== undefined && adapters.has(word)) return word;
  const problem =
    word === undefined ? "Name the adapter with --adapter" : `--adapter ${JSON.stringify(word)} is unknown`;
  throw new UsageError(`${problem}: ${known.join(", ")} (docs/providers.md).`);
}

/** The folder with its teams, as its policies name them. */
function findFolder(policies: readonly Policy[], name: string, { requesters, approvers }: Setting["given"]) {
  const serving = policies.filter(({ folders }) => folders.includes(name));
  if (serving.length === 0)
    throw new UsageError(
      `No policy serves the folder ${name}: name another one with --folder, or begin it with hallpass add team. There is: ${[...new Set(policies.flatMap(({ folders }) => folders))].join(", ")}.`,
    );
  const listed = [
    serving.flatMap((policy) => policy.requesters.teams),
    serving.flatMap((policy) => policy.approvals.teams),
  ] as const;
  const folder: Folder = {
    name,
    requesters: chooseTeam("requesters", listed[0], requesters, name),
    approvers: chooseTeam("approvers", listed[1], approvers, name),
  };
  return { folder, teams: new Map(listed.flat().map(({ slug, id }) => [slug, id])) };
}

function chooseTeam(
  option: "requesters" | "approvers",
  teams: readonly { readonly slug: string }[],
  word: string | undefined,
  folder: string,
): string {
  const slugs = [...new Set(teams.map(({ slug }) => slug))];
  const chosen = word ?? (slugs.length === 1 ? slugs[0] : undefined);
  if (chosen !== undefined && slugs.includes(chosen)) return chosen;
  throw new UsageError(
    `${word === undefined ? `The policies of ${folder} name several ${option}` : `--${option} ${JSON.stringify(word)} is not among the ${option} of ${folder}`}: name one with --${option}: ${slugs.join(", ")}.`,
  );
}

/** Everybody who is listed without an account there. */
function listPeople({ rules }: Setting, provider: string) {
  const settings = parseSettings(rules.get(SETTINGS_PATH) ?? "", SETTINGS_PATH).value;
  if (settings === undefined || Object.hasOwn(settings.externalIdentities ?? {}, provider)) return [];
  return settings.people
    .filter(({ principals }) => !Object.hasOwn(principals, provider))
    .map(({ id, login }) => ({ id, name: login }));
}

/** The entry that --set describes; a terminal asks for what the adapter needs besides. Throws `UsageError`. */
async function readEntry(
  head: Pick<ProviderEntry, "name" | "adapter">,
  words: readonly string[] | undefined,
  offer: Offer,
): Promise<ProviderEntry> {
  const read = readFields(readPairs("--set", "host=db.internal.example", words));
  if (read instanceof Error) throw new UsageError(`--set ${read.message}`);
  const schema = (await adapters.get(head.adapter)?.())?.schema ?? {};
  const fields: Fields = canAsk() ? await askFields(schema, read, { provider: head.name, offer }) : read;
  const validate = compileEntry<Fields>(schema);
  if (!validate(fields))
    throw new UsageError(
      `The entry of ${head.name} cannot be used:\n${describeErrors(head.name, validate.errors).join("\n")}`,
      {
        fix: `Give its fields with --set, such as --set host=db.internal.example (docs/providers/${head.adapter}.md).`,
      },
    );
  return { ...head, ...fields };
}
