import { ProviderError } from "../error.ts";
import type { GoogleApi } from "./api.ts";
import { findUser, isEmail } from "./directory.ts";

/** How people are told apart: by the immutable id of their account, or by its address alone. */
export type People = "directory" | "email";

/** The account of the person with this address, if they may sign in. With `email` the address is all that is known of them. */
export async function findAccount(
  api: GoogleApi,
  people: People,
  email: string,
): Promise<string | undefined> {
  if (!isEmail(email)) return undefined;
  if (people === "email") return email;
  const user = await findUser(api, email);
  return user?.isActive === true ? user.id : undefined;
}

/** Looks up the accounts of people in a listing, by address. People outside of the directory are known by their address. */
export type ListAccounts = (
  api: GoogleApi,
  emails: readonly string[],
) => Promise<ReadonlyMap<string, string>>;

const AT_ONCE = 10;

/** A listing may show for so long who had an address. Before a grant everybody is looked up anew. */
const KEPT_MS = 5 * 60_000;

export function createAccounts({
  people,
  now,
}: {
  readonly people: People;
  readonly now: () => Date;
}): ListAccounts {
  const known = new Map<string, { readonly id: string; readonly until: number }>();

  async function lookUp(api: GoogleApi, email: string): Promise<void> {
    const id = (await findId(api, email)) ?? email;
    known.set(email, { id, until: now().getTime() + KEPT_MS });
  }

  return async (api, emails) => {
    if (people === "email") return new Map(emails.map((email) => [email, email]));
    for (const [email, { until }] of known) if (until <= now().getTime()) known.delete(email);
    const missing = [...new Set(emails)].filter((email) => !known.has(email));
    for (let at = 0; at < missing.length; at += AT_ONCE)
      await Promise.all(missing.slice(at, at + AT_ONCE).map((email) => lookUp(api, email)));
    return new Map(emails.map((email) => [email, known.get(email)?.id ?? email]));
  };
}

async function findId(api: GoogleApi, email: string): Promise<string | undefined> {
  if (!isEmail(email)) return undefined;
  try {
    return (await findUser(api, email))?.id;
  } catch (error) {
    // The directory shows nobody of another customer.
    if (error instanceof ProviderError && error.code === "REFUSED") return undefined;
    throw error;
  }
}

const SAMPLE = 3;

/** Whether Google shows none of these people, although there are some: for lack of a right, or because all are of another customer. */
export async function seesNobody(api: GoogleApi, emails: readonly string[]): Promise<boolean> {
  const sample = emails.filter(isEmail).slice(0, SAMPLE);
  const isRefused = (email: string): Promise<boolean> =>
    findUser(api, email).then(
      () => false,
      (error: unknown) => {
        if (error instanceof ProviderError && error.code === "REFUSED") return true;
        throw error;
      },
    );
  return sample.length > 0 && (await Promise.all(sample.map(isRefused))).every(Boolean);
}
