import type { Answers } from "./answers.ts";
import type { Numbered } from "./numbered.ts";

/** All that the files of a new access repository depend on. */
export interface Blueprint {
  readonly answers: Answers;
  readonly teams: ReadonlyMap<string, number>;
  /** Everybody who asks or approves, each once. */
  readonly people: readonly Numbered[];
  /** The account of each person at the providers, by id; nobody's where a person fills them in. */
  readonly accounts: ReadonlyMap<number, string>;
  /** The ledger's public key, as one line of OpenSSH. */
  readonly ledgerKey: string;
}

export interface SetupFile {
  readonly path: string;
  readonly text: string;
}

/** The teams that the answers name, each once. */
export const listTeams = ({ rules, folders }: Pick<Answers, "rules" | "folders">): string[] => [
  ...new Set([...folders.flatMap(({ requesters, approvers }) => [requesters, approvers]), rules]),
];

/** The team with its id, as policies and settings write it. Throws for a team without an id. */
export function numberTeam({ teams }: Pick<Blueprint, "teams">, slug: string): { slug: string; id: number } {
  const id = teams.get(slug);
  if (id === undefined) throw new Error(`The id of the team ${slug} is not known.`);
  return { slug, id };
}
