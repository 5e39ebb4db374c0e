import { join } from "node:path";
import { type Account, gitEmail, type Organization, type Role, type Team } from "./accounts.ts";
import { createStore } from "./git/create.ts";
import { branchRef, moveRefs, zeroSha } from "./git/refs.ts";
import type { Store } from "./git/run.ts";
import { writeBlob, writeCommit, writeTree } from "./git/write.ts";
import type { Repository } from "./model.ts";
import type { SeedRepository } from "./seed.ts";
import { takeTurns } from "./turns.ts";

interface Plan {
  readonly repository: SeedRepository;
  readonly directory: string;
  readonly organization: Organization;
  readonly people: readonly Account[];
  readonly teams: readonly Team[];
  readonly clock: () => Date;
  /** Who makes it, and the message of the first commit; by default an owner of the organisation. */
  readonly first?: { readonly author: Account; readonly message: string };
}

/** Makes a repository with one commit of these files. */
export async function createRepository(plan: Plan): Promise<Repository> {
  const { repository, directory, organization, people, teams, clock } = plan;
  const { id, name, defaultBranch, rulesets } = repository;
  const folder = join(directory, organization.account.login, `${name}.git`);
  const store = await createStore(folder, defaultBranch);
  const tip = await commitFiles(store, plan);
  await moveRefs(store, [{ ref: branchRef(defaultBranch), before: zeroSha, after: tip }]);
  const roleIn = (named: Readonly<Record<string, Role>>, key: string): Role => named[key] ?? "none";
  return {
    id,
    owner: organization.account,
    name,
    formerNames: [],
    private: repository.private,
    archived: false,
    defaultBranch,
    merging: { squash: true, merge: true, rebase: true },
    allowForking: false,
    parent: undefined,
    forks: [],
    topics: repository.topics ?? [],
    labels: [],
    createdAt: clock(),
    store,
    teams: new Map(teams.map((team) => [team.id, roleIn(repository.teams, team.slug)])),
    invitations: [],
    collaborators: new Map(
      people.map((person) => [person.id, roleIn(repository.collaborators, person.login)]),
    ),
    rulesets: rulesets.map((ruleset) => ({ ...ruleset, createdAt: clock(), updatedAt: clock() })),
    ruleSuites: [],
    protections: new Map(),
    signed: new Set(),
    pulls: [],
    issues: [],
    checkRuns: [],
    comments: [],
    activities: [],
    exclusively: takeTurns(),
  };
}

async function commitFiles(store: Store, plan: Plan): Promise<string> {
  const edits = await Promise.all(
    Object.entries(plan.repository.files).map(async ([path, text]) => ({
      path,
      sha: await writeBlob(store, text),
    })),
  );
  const tree = await writeTree(store, undefined, edits);
  const { author: account, message } = plan.first ?? {
    author: firstAuthor(plan),
    message: "Begin the repository",
  };
  const author = { name: account.name, email: gitEmail(account), date: plan.clock() };
  return writeCommit(store, { tree, parents: [], author, committer: author, message });
}

/** An owner of the organisation, as the creator of the repository. */
const firstAuthor = ({ organization, people }: Plan): Account =>
  people.find(({ id }) => organization.members.get(id) === "admin") ?? organization.account;
