import type { Person } from "./lease.ts";

export interface Team {
  readonly id: number;
  readonly slug: string;
  /** Members of the team itself. */
  readonly members: readonly Person[];
  /** Absent: it has no child teams. */
  readonly children?: ChildTeams<Person>;
}

/** The teams below a team, on every level. */
export interface ChildTeams<Member> {
  readonly ids: readonly number[];
  /** Their members who are not members of the team itself. */
  readonly members: readonly Member[];
}

/** A team as rules name it. */
export interface NamedTeam {
  readonly slug: string;
  readonly id: number;
  /** JSON pointer of the name in its file. */
  readonly at: string;
}

/** Every `{ slug, id }` in a policy or in settings, wherever it stands. */
export function listNamedTeams(value: unknown, at = ""): NamedTeam[] {
  if (typeof value !== "object" || value === null) return [];
  if ("slug" in value && "id" in value && typeof value.slug === "string" && typeof value.id === "number")
    return [{ slug: value.slug, id: value.id, at }];
  return Object.entries(value).flatMap(([name, part]) => listNamedTeams(part, `${at}/${name}`));
}
