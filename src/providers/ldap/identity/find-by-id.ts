import { ProviderError } from "../../adapter/error.ts";
import type { Entry } from "../connection/entry.ts";
import { equals } from "../connection/filter.ts";
import type { Directory } from "./directory.ts";
import { ID_ATTRIBUTES, uuidOf } from "./ids.ts";

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u;

/** No referrals to other parts of the forest: LDAP_SERVER_DOMAIN_SCOPE_OID in [MS-ADTS], "LDAP Extended Controls". */
const DOMAIN_SCOPE = "1.2.840.113556.1.4.1339";

export const domainScope = ({ flavour }: Pick<Directory, "flavour">): readonly string[] =>
  flavour === "active-directory" ? [DOMAIN_SCOPE] : [];

/** The entry with this id, wherever it is by now; `undefined` where there is none, or Hallpass may not see it. */
export async function findById(
  directory: Directory,
  id: string,
  attributes: readonly string[],
): Promise<Entry | undefined> {
  const uuid = uuidOf(id);
  if (!UUID.test(uuid)) return undefined;
  const { flavour, session, root } = directory;
  const binary = ID_ATTRIBUTES[flavour];
  const ask = { attributes: [...attributes, ...binary], binary };
  // [MS-ADTS], "Alternative Forms of DNs".
  if (flavour === "active-directory") return session.read(`<GUID=${uuid}>`, ask);
  const found = await session.search({ base: root, scope: "sub", filter: equals("entryUUID", uuid), ...ask });
  if (found.length > 1)
    throw new ProviderError(directory.provider, "UNEXPECTED", new Error(`Two entries are ${uuid}.`));
  return found[0];
}
