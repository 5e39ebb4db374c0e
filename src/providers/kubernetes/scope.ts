import type { KubernetesEntry } from "./configuration.ts";

const RBAC = "/apis/rbac.authorization.k8s.io/v1";

/** Where a binding gives its role: one namespace, or (`undefined`) the whole cluster. */
export type Namespace = string | undefined;

export interface RoleName {
  readonly kind: "ClusterRole" | "Role";
  readonly name: string;
}

/** A role in a namespace, or in the whole cluster, as the configuration names it. */
export interface Place {
  readonly namespace: Namespace;
  readonly role: RoleName;
}

/** Every place of the configuration, by resource and role. */
export function listPlaces({
  resources,
}: Pick<KubernetesEntry, "resources">): Map<string, Map<string, Place>> {
  return new Map(
    Object.entries(resources).map(([resource, each]) => {
      const namespace = "namespace" in each ? each.namespace : undefined;
      const roles = Object.entries(each.roles).map(
        ([role, text]) => [role, { namespace, role: parseRole(text) }] as const,
      );
      return [resource, new Map(roles)];
    }),
  );
}

function parseRole(text: string): RoleName {
  const [kind, ...name] = text.split("/");
  return { kind: kind === "Role" ? "Role" : "ClusterRole", name: name.join("/") };
}

const inNamespace = (namespace: string): string => `${RBAC}/namespaces/${encodeURIComponent(namespace)}`;

/** The collection of the bindings that give roles there: RoleBindings, or ClusterRoleBindings. */
export const bindingsPath = (namespace: Namespace): string =>
  namespace === undefined ? `${RBAC}/clusterrolebindings` : `${inNamespace(namespace)}/rolebindings`;

export const bindingPath = (namespace: Namespace, name: string): string =>
  `${bindingsPath(namespace)}/${encodeURIComponent(name)}`;

export const namespacePath = (namespace: string): string =>
  `/api/v1/namespaces/${encodeURIComponent(namespace)}`;

export const rolePath = ({ namespace, role }: Place): string =>
  role.kind === "Role" && namespace !== undefined
    ? `${inNamespace(namespace)}/roles/${encodeURIComponent(role.name)}`
    : `${RBAC}/clusterroles/${encodeURIComponent(role.name)}`;

/** For people and command lines: `rolebinding` or `clusterrolebinding`. */
export const bindingWord = (namespace: Namespace): string =>
  namespace === undefined ? "clusterrolebinding" : "rolebinding";

/** As the audit log names it. */
export const describeBinding = (namespace: Namespace, name: string): string =>
  namespace === undefined ? `ClusterRoleBinding "${name}"` : `RoleBinding "${name}/${namespace}"`;
