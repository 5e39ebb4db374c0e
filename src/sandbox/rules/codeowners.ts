import ignore from "ignore";
import { roleOf } from "../access.ts";
import { type Account, includesRole, type Team } from "../accounts.ts";
import { readFileAt } from "../git/objects.ts";
import type { Repository } from "../repository.ts";
import { findAccount, findTeam, type State } from "../state.ts";

/** The places GitHub looks in; the first file found is the only one used. */
const places = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"] as const;

/** Who must be asked about a path: any one of them is enough. */
export interface Owners {
  readonly people: readonly Account[];
  readonly teams: readonly Team[];
}

interface OwnersLine {
  readonly pattern: string;
  readonly owners: readonly string[];
  readonly matches: (path: string) => boolean;
}

/** The owners of each path by the CODEOWNERS file of a commit; a path nobody owns is left out. */
export async function readOwners(
  state: State,
  repository: Repository,
  commit: string,
  paths: readonly string[],
): Promise<{ path: string; owners: Owners }[]> {
  const lines = parseLines((await readCodeowners(repository, commit)) ?? "");
  return paths.flatMap((path) => {
    const line = lines.findLast(({ matches }) => matches(path));
    if (line === undefined || line.owners.length === 0) return [];
    return [{ path, owners: resolveOwners(state, repository, line.owners) }];
  });
}

async function readCodeowners(repository: Repository, commit: string): Promise<string | undefined> {
  for (const place of places) {
    const text = await readFileAt(repository.store, commit, place);
    if (text !== undefined) return text;
  }
  return undefined;
}

function parseLines(text: string): OwnersLine[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const [pattern, ...owners] = line
      .replace(/(^|\s)#.*$/, "")
      .trim()
      .split(/\s+/);
    return pattern === undefined || pattern === "" ? [] : readLine(pattern, owners);
  });
}

/** GitHub skips a line it cannot read; negation and character ranges are such lines. */
function readLine(pattern: string, owners: readonly string[]): OwnersLine[] {
  if (/^!|\[|\]/.test(pattern)) return [];
  const matcher = ignore({ ignorecase: false }).add(pattern);
  // Unlike in gitignore, `docs/*` owns the files in the folder and not the folders below it.
  const direct = pattern.endsWith("/*") ? pattern.split("/").filter(Boolean).length : undefined;
  return [
    {
      pattern,
      owners,
      matches: (path) =>
        ignore.isPathValid(path) &&
        matcher.ignores(path) &&
        (direct === undefined || path.split("/").length === direct),
    },
  ];
}

/** An owner counts when it can write itself; others match nobody. */
function resolveOwners(state: State, repository: Repository, names: readonly string[]): Owners {
  const prefix = `@${state.organization.account.login}/`.toLowerCase();
  const teams = names
    .filter((name) => name.toLowerCase().startsWith(prefix))
    .map((name) => findTeam(state, name.slice(prefix.length)))
    .filter((team) => team !== undefined)
    .filter((team) => includesRole(repository.teams.get(team.id) ?? "none", "write"));
  const people = names
    .filter((name) => name.startsWith("@") && !name.includes("/"))
    .map((name) => findAccount(state, name.slice(1)))
    .filter((account) => account !== undefined)
    .filter((account) => account.type === "User")
    .filter((account) => includesRole(roleOf(state, repository, account), "write"));
  return { people, teams };
}

/** Whether this person is among the owners, alone or through a team. */
export function isOwner({ people, teams }: Owners, account: Account): boolean {
  return [people, ...teams.map(({ members }) => members)].some((accounts) =>
    accounts.some(({ id }) => id === account.id),
  );
}
