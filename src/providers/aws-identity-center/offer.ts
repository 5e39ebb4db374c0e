import type { Entitlement } from "../../core/access/entitlement.ts";
import type { IdentityCenterEntry } from "./configuration.ts";

/** One access that Identity Center can give: a permission set in an account. */
export interface Place {
  readonly account: string;
  readonly permissionSet: string;
}

export interface Offered extends Pick<Entitlement, "resource" | "role"> {
  readonly place: Place;
  readonly name?: string;
}

/** What the configuration offers. */
export const listOffer = ({ resources }: Pick<IdentityCenterEntry, "resources">): Offered[] =>
  Object.entries(resources).flatMap(([resource, { account, roles }]) =>
    Object.entries(roles).map(([role, { permissionSet, name }]) => ({
      ...{ resource, role, place: { account, permissionSet } },
      ...(name !== undefined && { name }),
    })),
  );

/** The entitlement in the recorded ids. */
export const idOf = ({ account, permissionSet }: Place): string => `${account} ${permissionSet}`;

const form =
  /^(?<account>\d{12}) (?<permissionSet>arn:[a-z-]+:sso:::permissionSet\/(?:sso)?ins-[\w.-]{16}\/ps-[\w./-]{16})$/u;

/** The place of a recorded entitlement, also after the configuration changed. `undefined`: the text is none of ours. */
export function rebuildPlace(id: string): Place | undefined {
  const { account, permissionSet } = form.exec(id)?.groups ?? {};
  return account === undefined || permissionSet === undefined ? undefined : { account, permissionSet };
}
