import type { ExternalIdentity } from "../accounts.ts";
import type { State } from "../state.ts";
import type { Value } from "./parse.ts";

type Page = ReturnType<typeof cutPage>;

interface Problem {
  readonly type: string;
  readonly problem: string;
}

const largestPage = 100;

/** One page of the external identities that match the arguments, or GitHub's error for wrong arguments. */
export function pageIdentities(state: State, values: ReadonlyMap<string, Value>): Page | Problem {
  const first = values.get("first");
  if (typeof first !== "number") {
    return {
      type: "MISSING_PAGINATION_BOUNDARIES",
      problem:
        "You must provide a `first` or `last` value to properly paginate the `externalIdentities` connection.",
    };
  }
  if (first < 1 || first > largestPage) {
    return {
      type: "EXCESSIVE_PAGINATION",
      problem: `Requesting ${first} records on the \`externalIdentities\` connection exceeds the \`first\` limit of ${largestPage} records.`,
    };
  }
  const after = values.get("after") ?? null;
  const found = state.organization.identities.filter((identity) => isWanted(state, identity, values));
  const start = after === null ? 0 : found.findIndex((identity) => cursorOf(identity) === after) + 1;
  if (after !== null && start === 0) {
    return {
      type: "INVALID_CURSOR_ARGUMENTS",
      problem: `\`${after}\` does not appear to be a valid cursor.`,
    };
  }
  return cutPage(found, start, first);
}

function isWanted(state: State, identity: ExternalIdentity, values: ReadonlyMap<string, Value>): boolean {
  const { account, scimUserName, nameId } = identity;
  const login = values.get("login") ?? null;
  const userName = values.get("userName") ?? null;
  return (
    (login === null || account?.login.toLowerCase() === String(login).toLowerCase()) &&
    (userName === null || scimUserName === userName || nameId === userName) &&
    (values.get("membersOnly") !== true ||
      (account !== undefined && state.organization.members.has(account.id)))
  );
}

function cutPage(found: readonly ExternalIdentity[], start: number, first: number) {
  const page = found.slice(start, start + first);
  const last = page.at(-1);
  return {
    nodes: page.map(({ guid, nameId, scimUserName, account }) => ({
      guid,
      samlIdentity: nameId === undefined ? null : { nameId },
      scimIdentity: scimUserName === undefined ? null : { username: scimUserName },
      user: account === undefined ? null : { databaseId: account.id, login: account.login },
    })),
    pageInfo: {
      hasNextPage: start + first < found.length,
      endCursor: last === undefined ? null : cursorOf(last),
    },
  };
}

const cursorOf = ({ guid }: ExternalIdentity): string => Buffer.from(`cursor:${guid}`).toString("base64url");
