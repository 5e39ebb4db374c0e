import {
  CreateGroupMembershipCommand,
  DeleteGroupMembershipCommand,
  DescribeGroupCommand,
  GetGroupMembershipIdCommand,
  type GroupMembership,
  ListGroupMembershipsCommand,
} from "@aws-sdk/client-identitystore";
import { ListPermissionSetsProvisionedToAccountCommand } from "@aws-sdk/client-sso-admin";
import { describeQuote } from "../../../core/text/phrases.ts";
import type { Api } from "../api.ts";
import type { Instance } from "../directory.ts";
import { type Assignee, listAssignees } from "./assignees.ts";
import type { Place } from "./place.ts";

/** Why a group cannot be lent. */
export type Obstacle = "missing" | "foreign" | "own";

export interface MembershipPlace extends Place {
  readonly group: string;
  /** `undefined`: it can be lent. */
  findObstacle(api: Api, instance: Instance): Promise<Obstacle | undefined>;
}

/**
 * Membership of a group of the identity store. Refused for groups of another directory (`ExternalIds`: "the identifiers issued to this resource by
 * an external identity provider"), which its next synchronisation would put back, and for groups with a permission set in Hallpass's own account.
 */
export function membershipPlace(group: string, ownAccount: string): MembershipPlace {
  const find = (api: Api, store: string) =>
    api.find((to) =>
      api.store.send(new DescribeGroupCommand({ IdentityStoreId: store, GroupId: group }), to),
    );

  async function findObstacle(api: Api, { store }: Instance): Promise<Obstacle | undefined> {
    const found = await find(api, store);
    if (found === undefined) return "missing";
    if ((found.ExternalIds ?? []).length > 0) return "foreign";
    return (await isAssignedIn(api, ownAccount, group)) ? "own" : undefined;
  }

  async function findMembership(api: Api, { store }: Instance, user: string): Promise<string | undefined> {
    const input = { IdentityStoreId: store, GroupId: group, MemberId: { UserId: user } };
    return (await api.find((to) => api.store.send(new GetGroupMembershipIdCommand(input), to)))?.MembershipId;
  }

  return {
    ...{ group, findObstacle },
    id: `group ${group}`,
    has: async (api, instance, user) => (await findMembership(api, instance, user)) !== undefined,

    async verify(api, instance) {
      const obstacle = await findObstacle(api, instance);
      if (obstacle === "missing") throw api.fail("UNKNOWN_ENTITLEMENT", "There is no such group.");
      if (obstacle !== undefined) throw api.fail("REFUSED", `The group cannot be lent: ${obstacle}.`);
    },

    async tell(api, { store }) {
      const found = await find(api, store);
      if (found === undefined) throw api.fail("UNKNOWN_ENTITLEMENT", "There is no such group.");
      return [
        `use whatever was assigned to the group ${found.DisplayName ?? group}`,
        ...describeQuote("the group's description", found.Description),
      ];
    },

    async list(api, { store }) {
      const asked = { IdentityStoreId: store, GroupId: group };
      let isGone = false;
      const found = await api.list(async (NextToken) => {
        const input = { ...asked, ...(NextToken !== undefined && { NextToken }) };
        const page = await api.find((to) => api.store.send(new ListGroupMembershipsCommand(input), to));
        isGone ||= page === undefined;
        return { items: page === undefined ? [] : page.GroupMemberships, next: page?.NextToken };
      });
      return isGone ? undefined : found.map((each) => readMember(api, each));
    },

    async add(api, { store }, user) {
      const input = { IdentityStoreId: store, GroupId: group, MemberId: { UserId: user } };
      await api.call((to) => api.store.send(new CreateGroupMembershipCommand(input), to));
    },

    async remove(api, instance, user) {
      const MembershipId = await findMembership(api, instance, user);
      if (MembershipId === undefined) return;
      const input = { IdentityStoreId: instance.store, MembershipId };
      await api.find((to) => api.store.send(new DeleteGroupMembershipCommand(input), to));
    },
  };
}

function readMember(api: Api, { MemberId }: GroupMembership): Assignee {
  const id = MemberId?.UserId;
  if (id === undefined) throw api.fail("UNEXPECTED", "A membership names no user.");
  return { kind: "USER", id };
}

/** Whether the group has any permission set in the account. */
async function isAssignedIn(api: Api, account: string, group: string): Promise<boolean> {
  const asked = { InstanceArn: api.instance, AccountId: account };
  const sets = await api.list<string>(async (NextToken) => {
    const input = { ...asked, ...(NextToken !== undefined && { NextToken }) };
    const page = await api.call((to) =>
      api.sso.send(new ListPermissionSetsProvisionedToAccountCommand(input), to),
    );
    // No set at all: AWS leaves the list out.
    return { items: page.PermissionSets ?? [], next: page.NextToken };
  });
  for (const set of sets) {
    const assignees = (await listAssignees(api, account, set)) ?? [];
    if (assignees.some(({ kind, id }) => kind === "GROUP" && id === group)) return true;
  }
  return false;
}
