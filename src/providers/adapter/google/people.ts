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

/** The accounts of people in a listing, each looked up once. People outside of the directory are known by their address. */
export function createAccountFinder(api: GoogleApi, people: People): (email: string) => Promise<string> {
  const known = new Map<string, Promise<string>>();
  const find = async (email: string): Promise<string> => {
    if (people === "email" || !isEmail(email)) return email;
    try {
      return (await findUser(api, email))?.id ?? email;
    } catch (error) {
      if (error instanceof ProviderError && error.code === "REFUSED") return email;
      throw error;
    }
  };
  return (email) => {
    const found = known.get(email) ?? find(email);
    known.set(email, found);
    return found;
  };
}
