import type { Entry } from "../connection/entry.ts";
import type { Directory } from "./directory.ts";
import { ID_ATTRIBUTES, idOf } from "./ids.ts";
import { sidText } from "./object-sid.ts";

/** Who am I? RFC 4532. */
const WHO_AM_I = "1.3.6.1.4.1.4203.1.11.3";

/** Active Directory: the SIDs of the account that is logged in, its own first, then those of its groups ([MS-ADTS], "tokenGroups" of the rootDSE). */
export async function readOwnSids({ session }: Pick<Directory, "session">): Promise<readonly string[]> {
  const dse = await session.read("", { attributes: ["tokenGroups"], binary: ["tokenGroups"] });
  const values = dse?.attributes.get("tokengroups") ?? [];
  return values.flatMap((value) => sidText(Buffer.from(value)) ?? []);
}

/** Hallpass's own entry; `undefined` where the server does not show it. */
export async function findOwnAccount(
  directory: Directory,
  attributes: readonly string[] = [],
): Promise<Entry | undefined> {
  const { session, flavour } = directory;
  const binary = ID_ATTRIBUTES[flavour];
  const ask = { attributes: [...attributes, ...binary], binary };
  if (flavour === "active-directory") {
    const [sid] = await readOwnSids(directory);
    return sid === undefined ? undefined : session.read(`<SID=${sid}>`, ask);
  }
  const answer = await session.extended(WHO_AM_I);
  return answer.startsWith("dn:") ? session.read(answer.slice(3), ask) : undefined;
}

export async function isOwnAccount(directory: Directory, id: string): Promise<boolean> {
  const own = await findOwnAccount(directory);
  return own !== undefined && idOf(directory.flavour, own) === id;
}
