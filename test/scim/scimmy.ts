import { createHash, randomUUID } from "node:crypto";
import { once } from "node:events";
import express, { type Request } from "express";
import SCIMMY from "scimmy";
import SCIMMYRouters from "scimmy-routers";
import { portOf } from "../support/holding-http.ts";

/**
 * A SCIM server of the libraries `scimmy` and `scimmy-routers`, by others: they read and answer all requests. What they leave to their user is
 * here: the storage, and a lock around each change.
 */
export interface ScimServer {
  readonly url: string;
  readonly token: string;
  readonly users: Map<string, StoredUser>;
  readonly groups: Map<string, StoredGroup>;
  addUser(userName: string, more?: Partial<StoredUser>): string;
  addGroup(displayName: string, members?: readonly object[]): string;
  stop(): Promise<void>;
}

export interface StoredUser {
  readonly id: string;
  readonly userName: string;
  readonly active: boolean;
}

export interface StoredGroup {
  readonly displayName: string;
  readonly members: readonly StoredMember[];
}

export interface StoredMember {
  readonly value: string;
  readonly [other: string]: unknown;
}

type State = Pick<ScimServer, "users" | "groups">;

/** Compares versions of groups (RFC 7644, section 3.14). `scimmy` does not, so this is ours. */
export interface ServerOptions {
  readonly versions?: boolean;
}

export async function startScimServer({ versions = false }: ServerOptions = {}): Promise<ScimServer> {
  declareOnce();
  const token = `scim-${randomUUID()}`;
  const state: State = { users: new Map(), groups: new Map() };
  const app = express();
  app.locals.state = state;
  // `scimmy-routers` makes numbers of these two in place, and express 5 parses the query anew for each reader.
  app.set("query parser", (text: string) =>
    Object.fromEntries(
      [...new URLSearchParams(text)].map(([key, value]) => [
        key,
        ["startIndex", "count"].includes(key) ? Number(value) : value,
      ]),
    ),
  );
  app.use(oneChangeAtATime());
  if (versions) compareVersions(app, state);
  app.use(
    new SCIMMYRouters({
      type: "bearer",
      handler: (request: Request) => {
        if (request.get("authorization") !== `Bearer ${token}`) throw new Error("Not authorized");
        return "hallpass";
      },
      context: stateOf,
    }),
  );
  const server = app.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${portOf(server.address())}`,
    token,
    ...state,
    addUser: (userName, more = {}) => {
      const id = randomUUID();
      state.users.set(id, { id, userName, active: true, ...more });
      return id;
    },
    addGroup: (displayName, members = []) => {
      const id = randomUUID();
      state.groups.set(id, { displayName, members: members.filter(isMember) });
      return id;
    },
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

const stateOf = ({ app }: Request): State => app.locals.state;

const isMember = (value: object): value is StoredMember =>
  "value" in value && typeof value.value === "string";

let isDeclared = false;

/** The library keeps one declaration for the whole process, so the storage comes with each request. */
function declareOnce(): void {
  if (isDeclared) return;
  isDeclared = true;
  const { User, Group } = SCIMMY.Resources;
  SCIMMY.Resources.declare(User)
    .ingress(async () => {
      throw new SCIMMY.Types.Error(501, "", "Users are made by the test");
    })
    .egress(async (resource, context: State) => {
      const users = [...context.users.values()];
      if (resource.id === undefined) return resource.filter ? resource.filter.match(users) : users;
      const found = context.users.get(resource.id);
      if (found === undefined) throw new Error("gone");
      return found;
    })
    .degress(async () => {});
  SCIMMY.Resources.declare(Group)
    .ingress(async (resource, data, context: State) => {
      const before = context.groups.get(resource.id ?? "");
      if (resource.id === undefined || before === undefined) throw new Error("gone");
      const members = (data.members ?? []).map((member) => ({ ...member })).filter(isMember);
      context.groups.set(resource.id, { displayName: data.displayName, members });
      return { id: resource.id, displayName: data.displayName, members };
    })
    .egress(async (resource, context: State) => {
      const toAnswer = ([id, group]: readonly [string, StoredGroup]) => ({
        id,
        displayName: group.displayName,
        members: group.members.map((member) => ({ ...member })),
      });
      if (resource.id === undefined) return [...context.groups].map(toAnswer);
      const found = context.groups.get(resource.id);
      if (found === undefined) throw new Error("gone");
      return toAnswer([resource.id, found]);
    })
    .degress(async () => {});
}

/** The library reads, changes and stores: two changes at once would lose one. */
function oneChangeAtATime(): express.RequestHandler {
  let last: Promise<unknown> = Promise.resolve();
  return (request, response, next) => {
    if (request.method === "GET") return next();
    const before = last;
    last = once(response, "close");
    void before.then(() => next());
  };
}

function compareVersions(app: express.Express, { groups }: State): void {
  const versionOf = (id: unknown): string =>
    `W/"${createHash("sha256")
      .update(JSON.stringify(groups.get(String(id)) ?? ""))
      .digest("hex")}"`;
  app.get("/ServiceProviderConfig", (_request, response) => {
    response.json({ patch: { supported: true }, filter: { supported: true }, etag: { supported: true } });
  });
  app.use("/Groups/:id", (request, response, next) => {
    const asked = request.get("if-match");
    if (asked !== undefined && asked !== versionOf(request.params.id))
      return void response.status(412).json({});
    if (request.method === "GET") response.set("ETag", versionOf(request.params.id));
    next();
  });
}
