import type { Account, App } from "./accounts.ts";
import type { AppPermissions } from "./seed.ts";

/** A caller that can change things: a person, or an app through its installation. */
export type Actor =
  | { readonly kind: "person"; readonly account: Account }
  | {
      readonly kind: "installation";
      readonly account: Account;
      readonly app: App;
      readonly permissions: AppPermissions;
      /** The ids of the repositories that this token is limited to. */
      readonly repositoryIds: readonly number[] | undefined;
    };

/** The caller of a request, by its credentials. */
export type Caller = Actor | { readonly kind: "app"; readonly app: App } | { readonly kind: "anonymous" };

/** The caller's name in the counts of requests: a login, an app's slug, or "anonymous". */
export function callerName(caller: Caller): string {
  switch (caller.kind) {
    case "person":
      return caller.account.login;
    case "installation":
    case "app":
      return caller.app.slug;
    case "anonymous":
      return "anonymous";
  }
}
