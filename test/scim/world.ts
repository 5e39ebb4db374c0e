import type { Provider } from "../../src/core/ports/provider.ts";
import type { ScimConfiguration } from "../../src/providers/scim/configuration.ts";
import { scimProvider } from "../../src/providers/scim/provider.ts";
import { type GateOptions, type HttpGate, openHttpGate } from "../support/http-gate.ts";
import { type ScimServer, type ServerOptions, startScimServer } from "./scimmy.ts";

export const entitlement = { provider: "idp", resource: "orders", role: "readonly" };

/** A SCIM server behind a gate, with a group that Hallpass lends and one that it does not. */
export interface World {
  readonly server: ScimServer;
  readonly gate: HttpGate;
  readonly group: string;
  readonly otherGroup: string;
  open(given?: Partial<ScimConfiguration>): Provider;
  addUser: ScimServer["addUser"];
  idOf(userName: string): string;
  membersOf(group: string): string[];
  /** Another client changes the lent group, through the server's own API. */
  change(op: "add" | "remove", user: string): Promise<void>;
  /** Whether an application that reads the lent group lets one of the accounts in that had this name when the test began. */
  isAllowed(userName: string): Promise<boolean>;
  rename(from: string, to: string): void;
  /** Deletes the account, and makes another with the same user name. */
  remake(userName: string): void;
  /** Changes the lent group before each call that reaches the server. */
  keepChanging(isChanging: boolean): void;
  close(): Promise<void>;
}

export async function openWorld(options: ServerOptions & GateOptions = {}): Promise<World> {
  const server = await startScimServer(options);
  const gate = await openHttpGate(server.url, options);
  const group = server.addGroup("Orders, read-only");
  const otherGroup = server.addGroup("Payroll");
  const idOf = (userName: string): string => {
    const user = [...server.users.values()].find((each) => each.userName === userName);
    if (user === undefined) throw new Error(`There is no user ${userName}.`);
    return user.id;
  };
  const accounts = new Map<string, string[]>();
  const addUser: World["addUser"] = (userName, more) => {
    const id = server.addUser(userName, more);
    accounts.set(userName, [...(accounts.get(userName) ?? []), id]);
    return id;
  };
  const headers = { authorization: `Bearer ${server.token}`, "content-type": "application/scim+json" };
  return {
    server,
    gate,
    group,
    otherGroup,
    idOf,
    addUser,
    open: (given = {}) =>
      scimProvider({
        name: "idp",
        url: gate.url,
        token: server.token,
        deadlineSeconds: 20,
        resources: { orders: { link: "https://orders.example/", roles: { readonly: group } } },
        now: () => new Date(),
        ...given,
      }),
    membersOf: (id) => (server.groups.get(id)?.members ?? []).map(({ value }) => value),
    async change(op, user) {
      const operation =
        op === "add"
          ? { op: "Add", path: "members", value: [{ value: user }] }
          : { op: "Remove", path: `members[value eq "${user}"]` };
      const answer = await fetch(`${server.url}/Groups/${group}`, {
        method: "PATCH",
        headers,
        body: JSON.stringify({
          schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
          Operations: [operation],
        }),
      });
      if (!answer.ok) throw new Error(`${op}: ${answer.status} ${await answer.text()}`);
    },
    async isAllowed(userName) {
      const answer = await fetch(`${server.url}/Groups/${group}`, { headers });
      const text = answer.status === 404 ? "" : await answer.text();
      return (accounts.get(userName) ?? []).some((id) => text.includes(id));
    },
    remake(userName) {
      server.users.delete(idOf(userName));
      addUser(userName);
    },
    rename(from, to) {
      const id = idOf(from);
      server.users.set(id, { id, active: true, userName: to });
    },
    keepChanging(isChanging) {
      let changes = 0;
      gate.intercept(
        isChanging
          ? async () => {
              const { members } = server.groups.get(group) ?? { members: [] };
              changes++;
              server.groups.set(group, { displayName: `Orders ${changes}`, members });
              return undefined;
            }
          : undefined,
      );
    },
    async close() {
      await gate.stop();
      await server.stop();
    },
  };
}
