import {
  GetRoleCommand,
  GetUserCommand,
  type IAMClient,
  ListRolesCommand,
  ListUsersCommand,
} from "@aws-sdk/client-iam";
import type { Calls } from "../adapter/aws/calls.ts";
import { ProviderError } from "../adapter/error.ts";
import type { People } from "./configuration.ts";
import { decodeDocument, type Owner } from "./inline-policies.ts";
import { readPages } from "./pages.ts";
import { hasFreeSessionNames } from "./trust.ts";

/** A principal, and who has its policies. `id` is its `aws:userid`. */
export interface Person {
  readonly id: string;
  readonly owner: Owner;
}

/** The length and form of names of users and of sessions (GetUser, AssumeRole). Another name is nobody's; none would be Hallpass's own user. */
const NAME = /^[\w+=,.@-]{1,128}$/u;
const SESSION = /^[\w+=,.@-]{2,64}$/u;

/** The person of this name; `undefined` where there is none. */
export const findPerson = (
  iam: IAMClient,
  calls: Calls,
  provider: string,
  people: People,
  principal: string,
): Promise<Person | undefined> =>
  people.kind === "User"
    ? findUser(iam, calls, principal, people.path ?? "/")
    : findSession(iam, calls, provider, principal, people.role);

async function findUser(
  iam: IAMClient,
  calls: Calls,
  name: string,
  path: string,
): Promise<Person | undefined> {
  if (!NAME.test(name)) return undefined;
  const found = await calls.find((options) => iam.send(new GetUserCommand({ UserName: name }), options));
  const user = found?.User;
  // "Names are not distinguished by case": the identity map writes them as they are.
  if (user?.UserName !== name || user.UserId === undefined || !(user.Path ?? "/").startsWith(path))
    return undefined;
  return { id: user.UserId, owner: { kind: "user", name } };
}

/** A session has no object: whoever the role's trust policy lets assume the role under this name. */
async function findSession(
  iam: IAMClient,
  calls: Calls,
  provider: string,
  session: string,
  name: string,
): Promise<Person | undefined> {
  if (!SESSION.test(session)) return undefined;
  const role = await findRole(iam, calls, name);
  if (role === undefined) throw new ProviderError(provider, "UNKNOWN_ENTITLEMENT");
  if (hasFreeSessionNames(role.trustPolicy))
    throw new ProviderError(
      provider,
      "REFUSED",
      new Error(`Sessions of the role ${name} may have any name.`),
    );
  return { id: `${role.id}:${session}`, owner: { kind: "role", name } };
}

/** A role, with the policy that says who may assume it. */
export interface Role {
  readonly id: string;
  readonly trustPolicy: string;
}

export async function findRole(iam: IAMClient, calls: Calls, name: string): Promise<Role | undefined> {
  const found = await calls.find((options) => iam.send(new GetRoleCommand({ RoleName: name }), options));
  const { RoleName, RoleId, AssumeRolePolicyDocument } = found?.Role ?? {};
  if (RoleName !== name || RoleId === undefined) return undefined;
  return { id: RoleId, trustPolicy: decodeDocument(AssumeRolePolicyDocument) };
}

/**
 * Who has the policies of a recorded principal now, under whatever name; `undefined` when it is gone. The names it had are tried first: IAM finds
 * nobody by an id.
 */
export async function findOwner(
  iam: IAMClient,
  calls: Calls,
  provider: string,
  { id, principal, people }: { readonly id: string; readonly principal: string; readonly people: People },
): Promise<Owner | undefined> {
  const [entity = "", session] = id.split(":");
  if (!/^[A-Z0-9]{16,128}$/u.test(entity)) throw new ProviderError(provider, "IDENTITY_CHANGED");
  if (session === undefined) {
    const expected = await findUser(iam, calls, principal, "/");
    return expected?.id === entity ? expected.owner : findUserById(iam, calls, provider, entity);
  }
  const name = people.kind === "Session" ? people.role : undefined;
  const role = name === undefined ? undefined : await findRole(iam, calls, name);
  return name !== undefined && role?.id === entity
    ? { kind: "role", name }
    : findRoleById(iam, calls, provider, entity);
}

async function findUserById(iam: IAMClient, calls: Calls, provider: string, id: string) {
  const pages = readPages(provider, async (page) => {
    const { Users = [], ...rest } = await calls.call((options) =>
      iam.send(new ListUsersCommand({ ...page, MaxItems: 1000 }), options),
    );
    return { items: Users, ...rest };
  });
  for await (const { UserId, UserName } of pages)
    if (UserId === id && UserName !== undefined) return { kind: "user" as const, name: UserName };
  return undefined;
}

async function findRoleById(iam: IAMClient, calls: Calls, provider: string, id: string) {
  const pages = readPages(provider, async (page) => {
    const { Roles = [], ...rest } = await calls.call((options) =>
      iam.send(new ListRolesCommand({ ...page, MaxItems: 1000 }), options),
    );
    return { items: Roles, ...rest };
  });
  for await (const { RoleId, RoleName } of pages)
    if (RoleId === id && RoleName !== undefined) return { kind: "role" as const, name: RoleName };
  return undefined;
}
