import { Ajv } from "ajv";
import type { FromSchema } from "json-schema-to-ts";
import { seedSchema } from "./seed-schema.ts";

/** The initial state of a sandbox. The sandbox serves the first app; `Sandbox` names the first repository. */
export type Seed = FromSchema<typeof seedSchema>;
export type SeedRepository = Seed["repositories"][number];
export type SeedApp = Seed["apps"][number];
export type Ruleset = SeedRepository["rulesets"][number];
export type Rule = Ruleset["rules"][number];
export type AppPermissions = SeedApp["permissions"];

/** An unusable seed. The message lists every mistake. */
export class SeedError extends Error {
  constructor(problems: readonly string[]) {
    super(`The seed cannot be used:\n${problems.map((problem) => `  - ${problem}`).join("\n")}`);
    this.name = "SeedError";
  }
}

const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile<Seed>(seedSchema);

/** Reads the JSON text of a seed. Throws SeedError with every mistake and its place. */
export function parseSeed(text: string): Seed {
  const value = parseJson(text);
  if (!validate(value)) {
    throw new SeedError(
      (validate.errors ?? []).map(({ instancePath, message, params }) => {
        const detail = "additionalProperty" in params ? `: ${JSON.stringify(params)}` : "";
        return `${instancePath === "" ? "the seed" : instancePath} ${message}${detail}`;
      }),
    );
  }
  const problems = findContradictions(value);
  if (problems.length > 0) throw new SeedError(problems);
  return value;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new SeedError([`it is not JSON (${cause instanceof Error ? cause.message : String(cause)})`]);
  }
}

/** The checks that a schema cannot express: ids and logins are unique, and every name refers to an account. */
function findContradictions(seed: Seed): string[] {
  const logins = seed.users.map((user) => user.login);
  const slugs = seed.teams.map((team) => team.slug);
  const named = [
    ...seed.teams.flatMap(({ slug, members, maintainers = [] }) =>
      [...members, ...maintainers].map((login) => ({ login, by: `team ${slug}` })),
    ),
    ...seed.repositories.flatMap(({ name, collaborators }) =>
      Object.keys(collaborators).map((login) => ({ login, by: `repository ${name}` })),
    ),
  ];
  const teamsNamed = seed.repositories.flatMap(({ teams }) => Object.keys(teams));
  const parents = seed.teams.flatMap(({ parent }) => parent ?? []);
  const accountIds = [
    seed.organization.id,
    ...seed.users.map((user) => user.id),
    ...seed.apps.map((app) => app.botId),
  ];
  return [
    ...repeated(accountIds).map((value) => `two accounts have the id ${value}`),
    ...repeated(logins).map((value) => `two users have the login ${value}`),
    ...repeated(slugs).map((value) => `two teams have the slug ${value}`),
    ...repeated(seed.apps.map((app) => app.slug)).map((value) => `two apps have the slug ${value}`),
    ...repeated(seed.repositories.map(({ name }) => name)).map(
      (value) => `two repositories are named ${value}`,
    ),
    ...named
      .filter(({ login }) => !logins.includes(login))
      .map(({ login, by }) => `${by} names ${login}, but no user has that login`),
    ...teamsNamed
      .filter((slug) => !slugs.includes(slug))
      .map((slug) => `a repository names the team ${slug}, but there is none`),
    ...parents
      .filter((slug) => !slugs.includes(slug))
      .map((slug) => `a team is below the team ${slug}, but there is none`),
    ...seed.teams
      .filter(({ slug }) => isBelowItself(seed, slug))
      .map(({ slug }) => `the team ${slug} is below itself`),
  ];
}

function isBelowItself({ teams }: Seed, start: string): boolean {
  const parentOf = (slug: string) => teams.find((team) => team.slug === slug)?.parent;
  let above = parentOf(start);
  for (let step = 0; above !== undefined && step < teams.length; step++) {
    if (above === start) return true;
    above = parentOf(above);
  }
  return false;
}

function repeated<T>(values: readonly T[]): T[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}
