import { hasPermission, reads, requireAccess } from "../access.ts";
import type { Caller } from "../caller.ts";
import { HttpError } from "../http/error.ts";
import { parseFields } from "../http/fields.ts";
import { formatTime, nodeId } from "../payloads/schemas.ts";
import { requireMembersAccess } from "../routes/organization.ts";
import { findTeam, type State } from "../state.ts";
import { pageIdentities } from "./external-identities.ts";
import { type Field, parseQuery, unsupported, type Value } from "./parse.ts";
import { pageMembers } from "./team-members.ts";

interface Shape {
  readonly values: readonly string[];
  readonly fields: Readonly<Record<string, Shape>>;
}

const leaves = (...names: string[]): Shape => ({
  values: [],
  fields: Object.fromEntries(names.map((name) => [name, { values: [], fields: {} }])),
});

/** What an issue and a comment have in common ("Interface Comment"). */
const written: Shape = {
  values: [],
  fields: {
    ...leaves("body", "lastEditedAt", "includesCreatedEdit").fields,
    userContentEdits: { values: ["first"], fields: leaves("totalCount").fields },
  },
};

/**
 * The supported queries: the text of an issue or a comment and whether it was edited, the members of a team, and the SAML identities of the organisation. GitHub shows the latter to "organization
 * owners" and to a "GitHub App with an installation token with read or write access to members" (GraphQL reference,
 * `Organization.samlIdentityProvider`).
 */
const known: Shape = {
  values: [],
  fields: {
    node: {
      values: ["id"],
      fields: { ...leaves("id").fields, "on Issue": written, "on IssueComment": written },
    },
    organization: {
      values: ["login"],
      fields: {
        team: {
          values: ["slug"],
          fields: {
            members: {
              values: ["first", "after", "membership"],
              fields: {
                nodes: leaves("databaseId", "login"),
                pageInfo: leaves("hasNextPage", "endCursor"),
              },
            },
          },
        },
        samlIdentityProvider: {
          values: [],
          fields: {
            externalIdentities: {
              values: ["first", "after", "login", "userName", "membersOnly"],
              fields: {
                nodes: {
                  values: [],
                  fields: {
                    ...leaves("guid").fields,
                    samlIdentity: leaves("nameId"),
                    scimIdentity: leaves("username"),
                    user: leaves("databaseId", "login"),
                  },
                },
                pageInfo: leaves("hasNextPage", "endCursor"),
              },
            },
          },
        },
      },
    },
  },
};

/** Answers `POST /graphql`. Like GitHub, it answers 200 even with errors. Throws 501 for an unsupported query. */
export function serveGraphql(state: State, caller: Caller, body: Buffer): string {
  if (caller.kind === "anonymous" || caller.kind === "app") {
    throw new HttpError(401, "This endpoint requires you to be authenticated.");
  }
  const request = parseFields(body);
  const fields = parseQuery(request.text("query"), request.optionalJson("variables") ?? {});
  refuseUnknown(known, fields, []);
  const [organization] = fields;
  if (organization === undefined || fields.length > 1) throw unsupported("More than one GraphQL query");
  return JSON.stringify(
    organization.name === "node"
      ? answerNode(state, caller, organization)
      : answerOrganization(state, caller, organization),
  );
}

function refuseUnknown(shape: Shape, fields: readonly Field[], path: readonly string[]): void {
  for (const field of fields) {
    const here = [...path, field.name];
    const below = Object.hasOwn(shape.fields, field.name) ? shape.fields[field.name] : undefined;
    if (below === undefined) throw unsupported(`The GraphQL field ${here.join(".")}`);
    const unknown = [...field.values.keys()].find((name) => !below.values.includes(name));
    if (unknown !== undefined)
      throw unsupported(`The argument ${unknown} of the GraphQL field ${here.join(".")}`);
    refuseUnknown(below, field.fields, here);
    const isLeaf = Object.keys(below.fields).length === 0;
    if (isLeaf !== (field.fields.length === 0)) {
      throw unsupported(`The GraphQL field ${here.join(".")} ${isLeaf ? "with" : "without"} fields`);
    }
  }
}

function answerOrganization(state: State, caller: Caller, { values, fields }: Field): object {
  const { account, members, identities, samlLevel } = state.organization;
  const login = values.get("login");
  if (typeof login !== "string" || login.toLowerCase() !== account.login.toLowerCase()) {
    const message = `Could not resolve to an Organization with the login of '${login}'.`;
    return { data: { organization: null }, errors: [{ type: "NOT_FOUND", path: ["organization"], message }] };
  }
  const [first] = fields;
  if (first?.name === "team") return answerTeam(state, caller, first);
  const hidden = { data: { organization: { samlIdentityProvider: null } } };
  if (caller.kind === "installation" && !hasPermission(caller, reads("members"))) {
    const path = ["organization", "samlIdentityProvider"];
    const message = "Resource not accessible by integration";
    return { ...hidden, errors: [{ type: "FORBIDDEN", path, extensions: { saml_failure: false }, message }] };
  }
  // Members who are not owners get the same answer as in an organisation without a provider, without an error.
  const isShown =
    caller.kind === "installation" ||
    (caller.kind === "person" && members.get(caller.account.id) === "admin");
  const [provider] = fields;
  const [connection] = provider?.fields ?? [];
  if (connection === undefined || !isShown || samlLevel === "enterprise" || identities.length === 0)
    return hidden;
  const page = pageIdentities(state, connection.values);
  if ("problem" in page) {
    const path = ["organization", "samlIdentityProvider", "externalIdentities"];
    return { ...hidden, errors: [{ type: page.type, path, message: page.problem }] };
  }
  const externalIdentities = select(page, connection.fields);
  return { data: { organization: { samlIdentityProvider: { externalIdentities } } } };
}

/** Members of the organisation and apps with the permission see it, as over REST. */
function answerTeam(state: State, caller: Caller, { values, fields: [members] }: Field): object {
  requireMembersAccess(state, caller, state.organization.account.login);
  const team = findTeam(state, String(values.get("slug")));
  if (team === undefined || members === undefined) return { data: { organization: { team: null } } };
  const page = pageMembers(team, members.values);
  return { data: { organization: { team: { members: select(page, members.fields) } } } };
}

/** The history of a text that was changed has its first version too. */
function answerNode(state: State, caller: Caller, { values, fields }: Field): object {
  const id = String(values.get("id"));
  for (const repository of state.repositories) {
    const issue = repository.issues.find((each) => nodeId("Issue", each.id) === id);
    const comment = repository.comments.find((each) => nodeId("IssueComment", each.id) === id);
    const found = issue ?? comment;
    if (found === undefined) continue;
    requireAccess(state, caller, repository, reads("issues", "pull_requests"));
    const last = found.edits.at(-1);
    const node = {
      id,
      body: found.body ?? "",
      lastEditedAt: last === undefined ? null : formatTime(last),
      includesCreatedEdit: last !== undefined,
      userContentEdits: { totalCount: last === undefined ? 0 : found.edits.length + 1 },
    };
    const kind = issue === undefined ? "on IssueComment" : "on Issue";
    const wanted = fields.flatMap((field) => {
      if (!field.name.startsWith("on ")) return [field];
      return field.name === kind ? field.fields : [];
    });
    return { data: { node: select(node, wanted) } };
  }
  const message = `Could not resolve to a node with the global id of '${id}'`;
  return { data: { node: null }, errors: [{ type: "NOT_FOUND", path: ["node"], message }] };
}

type Json = Value | readonly Json[] | { readonly [name: string]: Json };

/** Only the requested fields, in the requested order. */
function select(value: Json, fields: readonly Field[]): Json {
  if (value === null || typeof value !== "object") return value;
  if (isList(value)) return value.map((item) => select(item, fields));
  return Object.fromEntries(
    fields.map(({ name, fields: below }) => [name, select(value[name] ?? null, below)]),
  );
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);
