import type { FromSchema } from "json-schema-to-ts";
import type { Person } from "./lease.ts";
import { parseTime, timeSchema } from "./lease-document.ts";
import type { Observed } from "./ledger-entry.ts";
import { compileRecord, parseRecord } from "./record-text.ts";

/** A member, and since when: GitHub does not tell, so it is when Hallpass first saw the membership. */
export interface ObservedMember extends Person {
  /** Absent: a member since before Hallpass looked for the first time. */
  readonly since?: Date;
}

export interface ObservedTeam {
  readonly id: number;
  readonly slug: string;
  readonly members: readonly ObservedMember[];
}

/** The team after another look. Whoever left and came back begins anew. */
export function observeTeam(
  before: ObservedTeam | undefined,
  { team, members, at, first }: Observed,
): ObservedTeam {
  const sinceOf = (id: number): Pick<ObservedMember, "since"> => {
    const known = before?.members.find((member) => member.id === id);
    if (known !== undefined) return known.since === undefined ? {} : { since: known.since };
    return first ? {} : { since: at };
  };
  return { ...team, members: members.map(({ id, login }) => ({ id, login, ...sinceOf(id) })) };
}

/** Would looking again tell the ledger anything new? */
export const isAsObserved = (
  known: ObservedTeam | undefined,
  team: { slug: string; members: readonly Person[] },
): boolean =>
  known !== undefined &&
  known.slug === team.slug &&
  known.members.length === team.members.length &&
  team.members.every(({ id }) => known.members.some((member) => member.id === id));

const schema = {
  type: "object",
  additionalProperties: false,
  required: ["version", "id", "slug", "members"],
  properties: {
    version: { const: 1 },
    id: { type: "integer" },
    slug: { type: "string" },
    members: {
      type: "array",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["id", "login"],
        properties: { id: { type: "integer" }, login: { type: "string" }, since: timeSchema },
      },
    },
  },
} as const;

const validate = compileRecord<FromSchema<typeof schema>>(schema);

/** The text of the ledger's file of a team. Inverse of `parseObservedTeam`. */
export const serializeObservedTeam = ({ id, slug, members }: ObservedTeam): string =>
  `${JSON.stringify({ version: 1, id, slug, members }, null, 2)}\n`;

/** Throws for anything `serializeObservedTeam` does not write. */
export function parseObservedTeam(source: string): ObservedTeam {
  const { version: _, members, ...rest } = parseRecord(validate, source, "observed team");
  return {
    ...rest,
    members: members.map(({ since, ...person }) => ({
      ...person,
      ...(since === undefined ? {} : { since: parseTime(since) }),
    })),
  };
}
