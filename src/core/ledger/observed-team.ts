import type { Person } from "../access/lease.ts";
import type { Team } from "../access/team.ts";
import { type Recorded, recordCodec } from "../document/record-codec.ts";
import { timeSchema } from "../document/record-time.ts";
import type { Observed } from "./ledger-entry.ts";

/** A member, and when Hallpass first saw the membership: GitHub does not tell when it began. */
export interface ObservedMember extends Person {
  /** Absent: a member since before the first observation. */
  readonly since?: Date;
}

export interface ObservedTeam {
  readonly id: number;
  readonly slug: string;
  readonly members: readonly ObservedMember[];
  /** Of its child teams, and not of the team itself. Absent: none. */
  readonly childMembers?: readonly ObservedMember[];
}

/** The team after another observation. `since` starts anew for a member who left and came back, or moved up from a child team. */
export function observeTeam(
  before: ObservedTeam | undefined,
  { team, members, childMembers = [], at, first }: Observed,
): ObservedTeam {
  const observe = (people: readonly Person[], known: readonly ObservedMember[] = []): ObservedMember[] =>
    people.map(({ id, login }) => {
      const member = known.find((each) => each.id === id);
      const since = member === undefined && !first ? at : member?.since;
      return { id, login, ...(since && { since }) };
    });
  const below = observe(childMembers, before?.childMembers);
  return {
    ...team,
    members: observe(members, before?.members),
    ...(below.length > 0 && { childMembers: below }),
  };
}

/** True if the team is as last observed, so that the ledger needs no new entry. */
export const isAsObserved = (
  known: ObservedTeam | undefined,
  { slug, members, children }: Pick<Team, "slug" | "members" | "children">,
): boolean =>
  known !== undefined &&
  known.slug === slug &&
  areSame(known.members, members) &&
  areSame(known.childMembers ?? [], children?.members ?? []);

const areSame = (known: readonly Person[], people: readonly Person[]): boolean =>
  known.length === people.length && people.every(({ id }) => known.some((member) => member.id === id));

const membersSchema = {
  type: "array",
  items: {
    type: "object",
    additionalProperties: false,
    required: ["id", "login"],
    properties: { id: { type: "integer" }, login: { type: "string" }, since: timeSchema },
  },
} as const;

const schema = {
  type: "object",
  additionalProperties: false,
  required: ["id", "slug", "members"],
  properties: {
    id: { type: "integer" },
    slug: { type: "string" },
    members: membersSchema,
    childMembers: membersSchema,
  },
} as const;

const codec = recordCodec<Recorded<typeof schema>>("observed team", schema);

/** The text of the ledger's file of a team. Inverse of `parseObservedTeam`. */
export const serializeObservedTeam = (team: ObservedTeam): string => codec.writeFile(team);

/** Throws for everything that `serializeObservedTeam` does not write. */
export const parseObservedTeam = (source: string): ObservedTeam => codec.read(source);
