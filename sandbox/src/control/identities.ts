import { randomUUID } from "node:crypto";
import type { Account, ExternalIdentity } from "../accounts.ts";
import type { State } from "../state.ts";
import type { Control } from "./control.ts";
import { requirePerson } from "./find.ts";

/** The organisation's plan, and the identities at its identity provider. */
export const controlIdentities = (
  state: State,
): Pick<Control, "linkSaml" | "unlinkSaml" | "moveSaml" | "setPlan"> => ({
  linkSaml: (login, { nameId, scimUserName }) => {
    const account = login === null ? undefined : requirePerson(state, login);
    if (account !== undefined) takeIdentity(state, account);
    state.organization.identities.push({ guid: randomUUID(), nameId, scimUserName, account });
  },
  unlinkSaml: (login) => {
    const identity = takeIdentity(state, requirePerson(state, login));
    if (identity !== undefined) state.organization.identities.push({ ...identity, account: undefined });
  },
  setPlan: (name) => {
    state.organization.plan = name;
  },
  moveSaml: (level) => {
    state.organization.samlLevel = level;
  },
});

/** Removes an account's identity at the identity provider, and returns it. */
function takeIdentity(state: State, account: Account): ExternalIdentity | undefined {
  const { identities } = state.organization;
  const place = identities.findIndex((identity) => identity.account?.id === account.id);
  return place === -1 ? undefined : identities.splice(place, 1)[0];
}
