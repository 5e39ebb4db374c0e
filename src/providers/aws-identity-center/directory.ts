import {
  DescribeGroupCommand,
  DescribeUserCommand,
  type DescribeUserResponse,
  GetUserIdCommand,
} from "@aws-sdk/client-identitystore";
import { type InstanceMetadata, ListInstancesCommand } from "@aws-sdk/client-sso-admin";
import type { Api } from "./api.ts";
import type { Assignee } from "./places/assignees.ts";

/** The instance, with the ids by which it is recorded. */
export interface Instance {
  /** Its ARN and that of its identity store: with another store, the same ids are other people. */
  readonly id: string;
  readonly store: string;
  /** "The Amazon Web Services account ID number of the owner of the Identity Center instance" ("InstanceMetadata"): the management account. */
  readonly owner: string | undefined;
}

/** Throws `ProviderError` (`REFUSED`) where the credentials see no such instance. */
export async function readInstance(api: Api): Promise<Instance> {
  const seen = await api.list<InstanceMetadata>(async (NextToken) => {
    const input = NextToken === undefined ? {} : { NextToken };
    const page = await api.call((to) => api.sso.send(new ListInstancesCommand(input), to));
    return { items: page.Instances, next: page.NextToken };
  });
  const found = seen.find(({ InstanceArn }) => InstanceArn === api.instance);
  if (found === undefined) throw api.fail("REFUSED", "The credentials see no such instance.");
  const { IdentityStoreId: store, OwnerAccountId: owner } = found;
  if (store === undefined) throw api.fail("UNEXPECTED", "The instance names no identity store.");
  return { id: `${api.instance} ${store}`, store, owner };
}

/** The form of a user name ("UserName" in the Identity Store API reference): AWS refuses to look for another. */
const userName = /^[\p{L}\p{M}\p{S}\p{N}\p{P}]{1,128}$/u;

/** The id of the user who has exactly this name now, and may sign in. */
export async function findUserId(api: Api, { store }: Instance, name: string): Promise<string | undefined> {
  if (!userName.test(name)) return undefined;
  const unique = { AttributePath: "userName", AttributeValue: name };
  const input = { IdentityStoreId: store, AlternateIdentifier: { UniqueAttribute: unique } };
  const id = (await api.find((to) => api.store.send(new GetUserIdCommand(input), to)))?.UserId;
  const user = id === undefined ? undefined : await findUser(api, store, id);
  return user?.UserName === name && user.UserStatus !== "DISABLED" ? id : undefined;
}

/** `undefined`: deleted. */
export async function findUser(
  api: Api,
  store: string,
  id: string,
): Promise<DescribeUserResponse | undefined> {
  const input = { IdentityStoreId: store, UserId: id };
  return api.find((to) => api.store.send(new DescribeUserCommand(input), to));
}

/**
 * The name of a user or group for a listing. `undefined` for one that was deleted: AWS keeps the assignment, and nobody can use it, because an id is
 * never given again.
 */
export async function findName(api: Api, store: string, { kind, id }: Assignee): Promise<string | undefined> {
  if (kind === "USER") {
    const user = await findUser(api, store, id);
    return user === undefined ? undefined : (user.UserName ?? `User:${id}`);
  }
  const input = { IdentityStoreId: store, GroupId: id };
  const group = await api.find((to) => api.store.send(new DescribeGroupCommand(input), to));
  return group === undefined ? undefined : `Group:${group.DisplayName ?? id}`;
}
