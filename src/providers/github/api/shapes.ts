import { compileEntry } from "../../adapter/entry-schema.ts";

/** The parts of GitHub's answers that the adapter uses. Anything else in them is left alone. */
const id = { type: "integer", minimum: 1 } as const;
const text = { type: "string" } as const;

const object = (properties: object, required: readonly string[] = Object.keys(properties)) => ({
  type: "object",
  required,
  properties,
});
const listOf = (items: object) => ({ type: "array", items });

/** A GitHub account. The id stays, the login may change. */
export interface Account {
  readonly id: number;
  readonly login: string;
}

const account = object({ id, login: text });
const invitation = object({ id, login: { type: ["string", "null"] } });

export const isAccount = compileEntry<Account & { readonly type: string }>(
  object({ id, login: text, type: text }),
);
export const isIdList = compileEntry<readonly { readonly id: number }[]>(listOf(object({ id })));
export const isAccountList = compileEntry<readonly Account[]>(listOf(account));
export const isInvitationList = compileEntry<
  readonly { readonly id: number; readonly login: string | null }[]
>(listOf(invitation));
export const isTeam = compileEntry<{
  readonly id: number;
  readonly slug: string;
  readonly organization: Account;
}>(object({ id, slug: text, organization: account }));
export const isMembership = compileEntry<{ readonly state: "active" | "pending" }>(
  object({ state: { enum: ["active", "pending"] } }),
);
export const isInstallation = compileEntry<{
  readonly id: number;
  readonly account: Account;
  readonly permissions: Readonly<Record<string, string>>;
}>(object({ id, account, permissions: { type: "object", additionalProperties: text } }));
export const isToken = compileEntry<{ readonly token: string; readonly expires_at: string }>(
  object({ token: text, expires_at: text }),
);
