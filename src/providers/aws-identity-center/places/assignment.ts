import type { PermissionSet } from "@aws-sdk/client-sso-admin";
import { ProviderError } from "../../adapter/error.ts";
import type { Api } from "../api.ts";
import { findUser } from "../directory.ts";
import { findPermissionSet, listAssignees } from "./assignees.ts";
import { type Assignment, awaitOthers, begin, finish } from "./operations.ts";
import type { Place } from "./place.ts";
import { describeSet } from "./set-abilities.ts";

export interface AssignmentPlace extends Place {
  readonly account: string;
  readonly permissionSet: string;
}

/** A permission set in an account. `lendsManagement`: also in the management account. */
export function assignmentPlace(
  account: string,
  permissionSet: string,
  lendsManagement: boolean,
): AssignmentPlace {
  const assignmentOf = (user: string): Assignment => ({ account, permissionSet, user });

  async function isAssigned(api: Api, user: string): Promise<boolean> {
    const assignees = await listAssignees(api, account, permissionSet);
    return assignees?.some(({ kind, id }) => kind === "USER" && id === user) ?? false;
  }

  async function requireSet(api: Api): Promise<PermissionSet> {
    const found = await findPermissionSet(api, permissionSet);
    if (found === undefined) throw api.fail("UNKNOWN_ENTITLEMENT", "There is no such permission set.");
    return found;
  }

  return {
    ...{ account, permissionSet, assignmentOf },
    id: `${account} ${permissionSet}`,
    list: (api) => listAssignees(api, account, permissionSet),
    has: (api, _, user) => isAssigned(api, user),
    settle: (api, user) => awaitOthers(api, assignmentOf(user)),

    async verify(api, { owner }) {
      if (owner === account && !lendsManagement)
        throw api.fail("REFUSED", "The management account is not lent.");
      await requireSet(api);
    },
    tell: async (api) => describeSet(api, permissionSet, await requireSet(api)),

    async add(api, _, user, clean) {
      const isDone = () => isAssigned(api, user);
      const begun = await begin(api, "creation", assignmentOf(user), isDone).catch(async (error: unknown) => {
        if (isWithoutEffect(error)) await clean();
        throw error;
      });
      const reason = await finish(api, "creation", begun);
      if (reason === undefined) return;
      await clean();
      throw failureOf(api, reason);
    },

    async remove(api, { store }, user) {
      const isDone = async () => !(await isAssigned(api, user));
      const begun = await begin(api, "deletion", assignmentOf(user), isDone);
      const reason = await finish(api, "deletion", begun);
      if (reason === undefined) return;
      // AWS cannot delete the assignment of a user who was deleted: "the USER assignee … was not found in directory". Nobody can use it.
      if ((await findUser(api, store, user)) === undefined) return;
      if (await isAssigned(api, user)) throw failureOf(api, reason);
    },
  };
}

/** The reason is AWS's own text: it stays in the cause. */
const failureOf = (api: Api, reason: string): ProviderError =>
  api.fail(/\b403\b|denied/iu.test(reason) ? "REFUSED" : "UNREACHABLE", reason);

/** AWS answers these instead of an operation. */
const isWithoutEffect = (error: unknown): boolean =>
  error instanceof ProviderError && ["BUSY", "LOGIN_REFUSED", "REFUSED", "THROTTLED"].includes(error.code);
