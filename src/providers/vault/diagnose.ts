import { type Finding, mistake, warning } from "../../core/findings/finding.ts";
import { type Api, fieldOf } from "./api.ts";

/** The rights that the policy in docs/providers/vault.md gives. */
const needed = (provider: string): readonly (readonly [path: string, rights: readonly string[]])[] => [
  [
    `identity/group/name/hallpass-${provider}-00000000000000000000000000000000`,
    ["create", "read", "update", "delete"],
  ],
  ["identity/group/name/", ["list"]],
  ["identity/entity/name/hallpass-doctor", ["read"]],
  ["identity/entity/id/hallpass-doctor", ["read"]],
];

/** Ways to rights of one's own choice, other than the groups. */
const excessive: readonly string[] = [
  "sys/policies/acl/hallpass-doctor",
  "identity/entity/name/hallpass-doctor",
  "identity/group/name/other",
  "auth/token/create-orphan",
];

const WRITES = ["create", "update", "patch", "delete", "sudo", "root"];

/** Compares the rights of Hallpass's token with what it needs: the page "/sys/capabilities-self". */
export async function diagnose(api: Api, provider: string): Promise<Finding[]> {
  const wanted = needed(provider);
  const paths = [...new Set([...wanted.map(([path]) => path), ...excessive])];
  const data = await api.post("sys/capabilities-self", { paths });
  const rightsOf = (path: string): readonly unknown[] => {
    const rights = fieldOf(data, path);
    return Array.isArray(rights) ? rights : [];
  };
  const missing = wanted.flatMap(([path, rights]) => {
    const lacking = rightsOf(path).includes("root")
      ? []
      : rights.filter((right) => !rightsOf(path).includes(right));
    return lacking.length === 0 ? [] : [describeMissing(provider, path, lacking)];
  });
  const beyond = excessive
    .filter((path) => rightsOf(path).some((right) => WRITES.includes(String(right))))
    .map((path) => describeExcess(provider, path));
  return [...missing, ...beyond];
}

const describeMissing = (provider: string, path: string, rights: readonly string[]): Finding =>
  mistake(
    "VAULT_RIGHT_MISSING",
    `Provider "${provider}": the token lacks ${rights.join(", ")} on ${path}.`,
    "Give Hallpass's AppRole the policy of docs/providers/vault.md.",
  );

const describeExcess = (provider: string, path: string): Finding =>
  warning(
    "VAULT_RIGHT_EXCESSIVE",
    `Provider "${provider}": the token may write ${path}.`,
    "Give Hallpass's AppRole the policy of docs/providers/vault.md and no other.",
  );
