import { listOf, object } from "../../adapter/answer-shape.ts";
import { compileEntry } from "../../adapter/entry-schema.ts";

/** The parts of Okta's answers that the adapter uses. Anything else in them is left alone. */
const id = { type: "string", minLength: 1, maxLength: 200 } as const;
const text = { type: "string" } as const;

/** An id stays; the login may change, and pass to somebody else. */
export interface OktaUser {
  readonly id: string;
  readonly status: string;
  readonly profile: { readonly login: string };
}

export interface OktaGroup {
  readonly id: string;
  /** `OKTA_GROUP`, `APP_GROUP` or `BUILT_IN`. */
  readonly type: string;
  readonly profile?: { readonly name?: string; readonly description?: string | null };
}

export interface OktaApp {
  readonly id: string;
  readonly name: string;
  /** What people call it. */
  readonly label?: string;
  readonly status?: string;
  readonly accessibility?: { readonly selfService?: boolean };
}

/** A user's assignment to an app, with the user's id. */
export interface AppUser {
  readonly id: string;
  /** `USER`: assigned by itself. `GROUP`: through a group. */
  readonly scope: string;
}

export interface GroupRule {
  readonly id: string;
  readonly status: string;
  readonly actions: { readonly assignUserToGroups?: { readonly groupIds?: readonly string[] } };
}

export interface LogEvent {
  readonly uuid: string;
  readonly published: string;
  readonly eventType: string;
  readonly outcome?: { readonly result?: string } | null;
  readonly target?: readonly { readonly type?: string; readonly displayName?: string | null }[] | null;
}

export const isOrg = compileEntry<{ readonly id: string }>(object({ id }));
export const isUser = compileEntry<OktaUser>(
  object({ id, status: text, profile: object({ login: { type: "string", minLength: 1 } }) }),
);
export const isUserList = compileEntry<readonly OktaUser[]>(
  listOf(object({ id, status: text, profile: object({ login: { type: "string", minLength: 1 } }) })),
);
export const isGroup = compileEntry<OktaGroup>(
  object({ id, type: text, profile: object({ name: text, description: { type: ["string", "null"] } }, []) }, [
    "id",
    "type",
  ]),
);
const app = object(
  {
    ...{ id, name: text, label: text, status: text },
    accessibility: object({ selfService: { type: "boolean" } }, []),
  },
  ["id", "name"],
);
export const isApp = compileEntry<OktaApp>(app);
export const isAppList = compileEntry<readonly OktaApp[]>(listOf(app));
export const isAppUser = compileEntry<AppUser>(object({ id, scope: text }));
export const isAppUserList = compileEntry<readonly AppUser[]>(listOf(object({ id, scope: text })));
export const isIdList = compileEntry<readonly { readonly id: string }[]>(listOf(object({ id })));
export const isRuleList = compileEntry<readonly GroupRule[]>(
  listOf(
    object({
      id,
      status: text,
      actions: object({ assignUserToGroups: object({ groupIds: listOf(text) }, []) }, []),
    }),
  ),
);
export const isLog = compileEntry<readonly LogEvent[]>(
  listOf(
    object(
      {
        uuid: id,
        published: text,
        eventType: text,
        outcome: { type: ["object", "null"], properties: { result: text } },
        target: {
          type: ["array", "null"],
          items: object({ type: text, displayName: { type: ["string", "null"] } }, []),
        },
      },
      ["uuid", "published", "eventType"],
    ),
  ),
);
export const isToken = compileEntry<{
  readonly access_token: string;
  readonly token_type: string;
  readonly expires_in: number;
}>(object({ access_token: text, token_type: text, expires_in: { type: "number" } }));
