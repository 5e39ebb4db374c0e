import { object } from "../answer-shape.ts";
import { compileEntry } from "../entry-schema.ts";
import type { GoogleApi } from "./api.ts";

/** The right to read people: an administrator role of Google Workspace or Cloud Identity for the service account. */
export const DIRECTORY_SCOPE = "https://www.googleapis.com/auth/admin.directory.user.readonly";

interface User {
  readonly id: string;
  readonly primaryEmail: string;
  readonly suspended?: boolean;
  readonly archived?: boolean;
}

const isUser = compileEntry<User>(
  object(
    {
      id: { type: "string", pattern: "^\\d{1,30}$" },
      primaryEmail: { type: "string" },
      suspended: { type: "boolean" },
      archived: { type: "boolean" },
    },
    ["id", "primaryEmail"],
  ),
);

const userUrl = (key: string): URL =>
  new URL(`https://admin.googleapis.com/admin/directory/v1/users/${encodeURIComponent(key)}`);

/**
 * The account that has exactly this primary address now (Directory API, "users.get"): its immutable id, and whether it may sign in. Google also
 * finds people by an alias and by their id, so the answer is compared.
 */
export async function findUser(
  api: GoogleApi,
  email: string,
): Promise<{ readonly id: string; readonly isActive: boolean } | undefined> {
  const user = await api.find(isUser, userUrl(email));
  if (user === undefined || user.primaryEmail.toLowerCase() !== email) return undefined;
  return { id: user.id, isActive: user.suspended !== true && user.archived !== true };
}

/** The primary address that the account with this id has now; `undefined` where it was deleted. */
export async function findEmail(api: GoogleApi, id: string): Promise<string | undefined> {
  const user = await api.find(isUser, userUrl(id));
  return user?.id === id ? user.primaryEmail.toLowerCase() : undefined;
}

/**
 * An address that a member of a policy or group may have: one word, in small letters, without the characters by which Google separates the parts
 * of a member (`deleted:user:…?uid=…`).
 */
export const isEmail = (text: string): boolean =>
  /^[a-z0-9.!#$%&'*+/=^_`{|}~-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})+$/u.test(text);
