import type { Provider } from "../../core/ports/provider.ts";
import { defineAdapter, type ProviderContext } from "../adapter/adapter.ts";
import { refuseRepeated, sameAccess } from "../adapter/entry/refuse-repeated.ts";
import { type Credentials, type KubernetesEntry, kubernetesSchema } from "./configuration.ts";
import { kubernetesProvider } from "./provider.ts";
import { listPlaces } from "./scope.ts";

/** See docs/providers/kubernetes.md. */
export const kubernetesAdapter = defineAdapter<KubernetesEntry>({
  schema: kubernetesSchema,
  abilities: {
    system: "Kubernetes: RoleBindings and ClusterRoleBindings",
    container: ["separate"],
    nativeExpiry: ["removed", "none"],
    sessions: ["survive"],
    tested: "shape-checked",
  },
  open,
});

function open(entry: KubernetesEntry, context: ProviderContext): Provider {
  refuseMistakes(entry, context.where);
  const { caFile: _ca, tokenFrom: _from, tokenFile: _file, clientCertificate: _client, ...rest } = entry;
  return kubernetesProvider({
    ...rest,
    name: context.name,
    credentials: readCredentials(entry, context),
    now: context.now,
  });
}

function readCredentials(entry: KubernetesEntry, { where, readSecret }: ProviderContext): Credentials {
  const { caFile, tokenFrom, tokenFile, clientCertificate } = entry;
  if ([tokenFrom, tokenFile, clientCertificate].filter((each) => each !== undefined).length !== 1)
    throw new Error(`${where}: set tokenFile, tokenFrom or clientCertificate; one of them.`);
  const token = tokenFrom && readSecret("tokenFrom", tokenFrom, "a token of Hallpass's service account");
  return {
    ...(caFile && { caFile }),
    ...(token && { token }),
    ...(tokenFile && { tokenFile }),
    ...(clientCertificate && { clientCertificate }),
  };
}

function refuseMistakes(entry: KubernetesEntry, where: string): void {
  const offer = listOffer(entry);
  for (const { name, namespace, role } of offer)
    if (namespace === undefined && role.kind === "Role")
      throw new Error(`${where}/resources/${name}: a Role belongs to a namespace. Name a ClusterRole.`);
  refuseRepeated(
    offer.map(({ name, namespace, role }) => [
      name,
      `${role.kind}/${role.name} in ${namespace ?? "the whole cluster"}`,
    ]),
    sameAccess(where),
  );
  if (entry.subjects?.kind === "ServiceAccount" && entry.subjects.prefix !== undefined)
    throw new Error(
      `${where}/subjects: a service account has no prefix. Write NAMESPACE.NAME in the identity map.`,
    );
}

const listOffer = (entry: KubernetesEntry) =>
  [...listPlaces(entry)].flatMap(([resource, roles]) =>
    [...roles].map(([word, place]) => ({ name: `${resource}/${word}`, ...place })),
  );
