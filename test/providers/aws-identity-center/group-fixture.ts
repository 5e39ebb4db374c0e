import { entitlement as assigned, type Stage, standIdentityCenter } from "./fixture.ts";

export const group = "1234567890-11111111-2222-4333-8444-555555555555";
export const entitlement = { ...assigned, role: "member" };
const other = "1234567890-99999999-2222-4333-8444-555555555555";

/** The same stand-in for AWS, with a group that is lent. */
export async function standGroup(): Promise<Stage> {
  const on = await standIdentityCenter({ hasSchedules: false });
  const { center, state } = on.cloud;
  await on.provider.close();
  state.lendsGroups = true;
  center.groups.set(group, "orders-oncall");
  center.join(group, on.idOf("carol"));
  const open: Stage["open"] = (overrides = {}) =>
    on.open({ resources: { orders: { roles: { member: { group } } } }, ...overrides });
  const provider = open();
  return {
    ...{ ...on, open, provider, entitlement },
    unknown: { resource: { ...entitlement, resource: "payroll" }, role: { ...entitlement, role: "owner" } },
    told: [
      "use whatever was assigned to the group orders-oncall",
      "do what the group's description says: “orders-oncall, by day”",
    ],
    canUse: async (principal) =>
      center.users.has(on.idOf(principal)) && center.membershipOf(group, on.idOf(principal)) !== undefined,
    byHand: {
      give: async (principal) => void center.join(group, on.idOf(principal)),
      take: async (principal) => center.leave(group, on.idOf(principal)),
    },
    openUnmapped: () => open({ resources: { payroll: { roles: { clerk: { group: other } } } } }),
    drop: {
      principal: async (principal) => void center.users.delete(on.idOf(principal)),
      entitlement: async () => void center.groups.delete(group),
    },
    // A conflict is of assignments alone.
    hostile: (on.hostile ?? []).filter(({ id }) => id !== "HH1"),
    async close() {
      await provider.close();
      await on.cloud.close();
    },
  };
}
