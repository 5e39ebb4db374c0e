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
