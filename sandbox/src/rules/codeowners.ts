import { roleOf } from "../access.ts";
import { type Account, gitEmail, includesRole, listTeamMembers, type Team } from "../accounts.ts";
import type { Repository } from "../model.ts";
import type { Schemas } from "../payloads/schemas.ts";
import { findAccount, findTeam, type State } from "../state.ts";
import { type OwnersLine, readOwnersFile } from "./codeowners-file.ts";

/** The owners of a path. A review by one of them is enough. */
export interface Owners {
  readonly people: readonly Account[];
  readonly teams: readonly Team[];
}

/** The owners of each path by a commit's CODEOWNERS file. Paths without owners are left out. */
export async function readOwners(
  state: State,
  repository: Repository,
  commit: string,
  paths: readonly string[],
): Promise<{ path: string; owners: Owners }[]> {
  const lines = (await readOwnersFile(repository, commit))?.lines ?? [];
  return paths.flatMap((path) => {
    const line = lines.findLast(({ matches }) => matches(path));
    if (line === undefined || line.owners.length === 0) return [];
    return [{ path, owners: resolveOwners(state, repository, line.owners) }];
  });
}

type OwnersError = Schemas["codeowners-errors"]["errors"][number];

/** The errors in a commit's CODEOWNERS file, line by line; undefined if there is no file. */
export async function findOwnersErrors(
  state: State,
  repository: Repository,
  commit: string,
): Promise<OwnersError[] | undefined> {
  const file = await readOwnersFile(repository, commit);
  return file?.lines.flatMap((line) =>
    judgeLine(state, repository, line).map((mistake) => describeMistake(file.path, line, mistake)),
  );
}

interface Mistake {
  readonly kind: "Invalid pattern" | "Invalid owner" | "Unknown owner";
  /** The wrong word of the line. */
  readonly word: string;
  readonly suggestion: string | null;
}

/** In the form of GitHub's example in "List CODEOWNERS errors", and of answers recorded by hub4j/github-api. */
function describeMistake(
  path: string,
  { number, text }: OwnersLine,
  { kind, word, suggestion }: Mistake,
): OwnersError {
  const column = text.indexOf(word) + 1;
  const hint = suggestion === null ? "" : ` ${suggestion}`;
  const pointer = `${" ".repeat(column + 1)}^`;
  return {
    line: number,
    column,
    kind,
    source: `${text}\n`,
    suggestion,
    message: `${kind} on line ${number}:${hint}\n\n  ${text}\n${pointer}`,
    path,
  };
}

function judgeLine(state: State, repository: Repository, line: OwnersLine): Mistake[] {
  if (!line.readable) {
    const better = line.pattern.replace(/\*{3,}/g, "**");
    const suggestion = better === line.pattern ? null : `Did you mean \`${better}\`?`;
    return [{ kind: "Invalid pattern", word: line.pattern, suggestion }];
  }
  return line.owners.flatMap((word) => judgeOwner(state, repository, word));
}

const ownerForms = /^@[A-Za-z0-9][\w-]*(?:\/[\w.-]+)?$|^[^\s@]+@[^\s@]+\.[^\s@]+$/;

function judgeOwner(state: State, repository: Repository, word: string): Mistake[] {
  if (!ownerForms.test(word)) return [{ kind: "Invalid owner", word, suggestion: null }];
  const { people, teams } = resolveOwners(state, repository, [word]);
  if (people.length + teams.length > 0) return [];
  const suggestion = word.includes("/")
    ? `make sure the team ${word} exists, is publicly visible, and has write access to the repository`
    : `make sure ${word} exists and has write access to the repository`;
  return [{ kind: "Unknown owner", word, suggestion }];
}

/** An owner counts only with write access; others match no account. */
function resolveOwners(state: State, repository: Repository, names: readonly string[]): Owners {
  const prefix = `@${state.organization.account.login}/`.toLowerCase();
  const teams = names
    .filter((name) => name.toLowerCase().startsWith(prefix))
    .map((name) => findTeam(state, name.slice(prefix.length)))
    .filter((team) => team !== undefined)
    .filter(({ privacy }) => privacy !== "secret")
    .filter((team) => includesRole(repository.teams.get(team.id) ?? "none", "write"));
  const people = names
    .filter((name) => !name.includes("/"))
    .map((name) => (name.startsWith("@") ? findAccount(state, name.slice(1)) : findByEmail(state, name)))
    .filter((account) => account !== undefined)
    .filter((account) => account.type === "User")
    .filter((account) => includesRole(roleOf(state, repository, account), "write"));
  return { people, teams };
}

/** "You can also refer to a user by an email address that has been added to their account". */
const findByEmail = ({ people }: State, email: string): Account | undefined =>
  people.find((account) => gitEmail(account) === email);

/** True if this person is an owner, directly or through a team. */
export function isOwner({ people, teams }: Owners, account: Account): boolean {
  return [people, ...teams.map(listTeamMembers)].some((accounts) =>
    accounts.some(({ id }) => id === account.id),
  );
}
