import type { Api } from "./api/api.ts";
import { type Account, isAccount } from "./api/shapes.ts";

/** "Username considerations": letters, digits and hyphens; managed users have an underscore before their enterprise's code. */
const loginPattern = /^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,99})$/u;

/** The person who has this login now. `undefined`: nobody, or a bot, an organisation. */
export async function findPerson(api: Api, login: string): Promise<Account | undefined> {
  if (!loginPattern.test(login)) return undefined;
  const found = await api.find(isAccount, `/users/${login}`);
  return found?.type === "User" && found.login.toLowerCase() === login.toLowerCase() ? found : undefined;
}

/** The login that an account has now. `undefined`: it is deleted, or hidden. */
export const findById = async (api: Api, id: number): Promise<Account | undefined> =>
  api.find(isAccount, `/user/${id}`);
