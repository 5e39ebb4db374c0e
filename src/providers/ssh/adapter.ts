import { parsePublicKey } from "../../core/files/public-key.ts";
import { defineAdapter, type ProviderContext } from "../adapter/adapter.ts";
import { listRoles } from "../adapter/entry/offer.ts";
import { refuseRepeated } from "../adapter/entry/refuse-repeated.ts";
import { DEADLINE_SECONDS, type SigningKey, type SshEntry, sshSchema } from "./configuration.ts";
import { sshProvider } from "./provider.ts";

/** See docs/providers/ssh.md. */
export const sshAdapter = defineAdapter<SshEntry>({
  schema: sshSchema,
  abilities: {
    system: "Hosts that trust a certificate authority: OpenSSH 8.2 and later",
    container: ["separate"],
    nativeExpiry: ["enforced"],
    sessions: ["survive", "ended"],
    tested: "real server",
  },
  open(entry, context) {
    const { deadlineSeconds = DEADLINE_SECONDS } = entry;
    const caPublicKey = parsePublicKey(entry.caPublicKey);
    if (caPublicKey === undefined)
      throw new Error(
        `${context.where}/caPublicKey: this is no public key of ed25519, ecdsa, a security key or RSA of 3072 bits. Write the line of the authority's .pub file.`,
      );
    refuseSharedPrincipals(context.where, entry);
    const signingKey = chooseKey(entry, context);
    return sshProvider({ ...entry, name: context.name, caPublicKey, signingKey, deadlineSeconds }, context);
  },
});

function chooseKey(
  { caKeyFile, caKeyFrom, agentSocket }: SshEntry,
  { where, readSecret }: ProviderContext,
): SigningKey {
  const keys: SigningKey[] = [];
  if (caKeyFile !== undefined) keys.push({ kind: "file", path: caKeyFile });
  if (agentSocket !== undefined) keys.push({ kind: "agent", socket: agentSocket });
  if (caKeyFrom !== undefined)
    keys.push({ kind: "text", text: readSecret("caKeyFrom", caKeyFrom, "the authority's private key") });
  const [key, ...more] = keys;
  if (key !== undefined && more.length === 0) return key;
  throw new Error(
    `${where}: the authority's private key is in ${keys.length} places. Give one of caKeyFile, caKeyFrom and agentSocket.`,
  );
}

/** Two roles with one list of principals open the same doors, whatever each forbids: the looser one would count. */
const refuseSharedPrincipals = (where: string, { resources }: SshEntry): void =>
  refuseRepeated(
    listRoles(resources).flatMap(([name, { principals }]) =>
      principals.map((principal) => [name, principal] as const),
    ),
    (principal, first, second) =>
      `${where}/resources: principal "${principal}" is in ${first} and in ${second}. A host cannot tell them apart: give each its own.`,
  );
