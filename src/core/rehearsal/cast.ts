import type { Person } from "../access/lease.ts";
import { listNamedTeams } from "../access/team.ts";
import type { KnownTeam } from "../decision/evidence.ts";
import type { Settings } from "../files/settings.ts";
import type { Scene } from "./scene.ts";

/** The people and teams of a scene, with ids. */
export interface Cast {
  person(login: string): Person;
  readonly teams: ReadonlyMap<string, KnownTeam>;
  /** The identity map, with those people in it who are added. */
  readonly settings: Settings;
}

const NO_SETTINGS: Settings = {
  profile: "strict",
  merge: "automatic",
  ledger: { publicKey: "" },
  people: [],
};

/** Gives each person the id of the identity map or of a rota, or one that nobody in them has. */
export function castPeople(scene: Scene): Cast {
  const { settings = NO_SETTINGS, policies, rotas = new Map() } = scene.rules;
  const { known, taken } = indexPeople(settings);
  const shifts = [...rotas.values()].flatMap((rota) => rota.shifts);
  const onCall = new Map(shifts.map(({ login, id }) => [login.toLowerCase(), id]));
  const isTaken = new Set([...onCall.values(), ...taken]);
  const invented = new Map<string, Person>();
  let next = 1;
  const invent = (): number => {
    while (isTaken.has(next)) next++;
    return next++;
  };
  const person = (login: string): Person => {
    const key = login.toLowerCase();
    const found = known.get(key) ?? invented.get(key);
    if (found !== undefined) return { id: found.id, login: found.login };
    const made = { id: onCall.get(key) ?? invent(), login };
    invented.set(key, made);
    return made;
  };
  const refs = new Map(listNamedTeams([policies, settings]).map(({ slug, id }) => [slug, id]));
  const slugs = [...new Set([...refs.keys(), ...scene.teams.keys()])];
  const teams = new Map(
    slugs.map((slug): [string, KnownTeam] => {
      const members = (scene.teams.get(slug) ?? []).map((login) => ({
        ...person(login),
        since: undefined,
        leased: false,
      }));
      return [slug, { id: refs.get(slug) ?? invent(), slug, members }];
    }),
  );
  for (const login of listNamed(scene)) person(login);
  const bare = new Set(scene.asInMap?.map((login) => login.toLowerCase()));
  const added = [...invented].filter(([key]) => !bare.has(key)).map(([, each]) => each);
  const providers = listProviders(scene);
  const people = [
    ...settings.people,
    ...added.map(({ id, login }) => ({
      ...{ id, login },
      principals: Object.fromEntries(providers.map((provider) => [provider, login])),
    })),
  ];
  return { person, teams, settings: { ...settings, people } };
}

interface People {
  readonly known: ReadonlyMap<string, Person>;
  readonly taken: ReadonlySet<number>;
}

/** Many scenes share one identity map, which may list thousands. */
const indexes = new WeakMap<Settings, People>();

function indexPeople(settings: Settings): People {
  const before = indexes.get(settings);
  if (before !== undefined) return before;
  const index = {
    known: new Map(settings.people.map((person) => [person.login.toLowerCase(), person])),
    taken: new Set(settings.people.flatMap(({ id, otherIds = [] }) => [id, ...otherIds])),
  };
  indexes.set(settings, index);
  return index;
}

const listNamed = ({ requester, parsed, approvals, objections = [] }: Scene): string[] => [
  requester,
  ...(parsed.value === undefined ? [] : [parsed.value.subject]),
  ...approvals,
  ...objections,
];

const listProviders = ({ rules, parsed }: Scene): string[] => [
  ...new Set(
    [...rules.policies, ...(parsed.value === undefined ? [] : [parsed.value])].flatMap(({ entitlements }) =>
      entitlements.map(({ provider }) => provider),
    ),
  ),
];
