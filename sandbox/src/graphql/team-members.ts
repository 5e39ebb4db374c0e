import { type Account, listTeamMembers, type Team } from "../accounts.ts";
import { unsupported, type Value } from "./parse.ts";

const largestPage = 100;

/** One page of a team's members. GraphQL docs, `TeamMembershipType`: IMMEDIATE, CHILD_TEAM or ALL (the default). */
export function pageMembers(team: Team, values: ReadonlyMap<string, Value>) {
  const first = values.get("first");
  if (typeof first !== "number" || first < 1 || first > largestPage)
    throw unsupported("A page of members other than the first 1 to 100");
  const found = listByMembership(team, values.get("membership") ?? "ALL");
  const after = values.get("after") ?? null;
  const start = after === null ? 0 : found.findIndex((account) => cursorOf(account) === after) + 1;
  const page = found.slice(start, start + first);
  const last = page.at(-1);
  return {
    nodes: page.map(({ id, login }) => ({ databaseId: id, login })),
    pageInfo: {
      hasNextPage: start + first < found.length,
      endCursor: last === undefined ? null : cursorOf(last),
    },
  };
}

function listByMembership(team: Team, membership: Value): readonly Account[] {
  if (membership === "IMMEDIATE") return team.members;
  if (membership === "ALL") return listTeamMembers(team);
  if (membership === "CHILD_TEAM") return [...new Set(team.children.flatMap(listTeamMembers))];
  throw unsupported(`The TeamMembershipType ${membership}`);
}

const cursorOf = ({ id }: Account): string => Buffer.from(`cursor:${id}`).toString("base64url");
