import type { Entitlement } from "../../core/access/entitlement.ts";
import type { Api } from "./api/api.ts";
import { findOwnNamespace } from "./api/credentials.ts";
import { isObject, isRole, type Rule } from "./api/shapes.ts";
import type { KubernetesConfiguration } from "./configuration.ts";
import { formatPlace } from "./ids.ts";
import { findPower } from "./rules.ts";
import { type Namespace, namespacePath, type Place, rolePath } from "./scope.ts";

/** The namespace of the cluster's own controllers. Their accounts may change every binding. */
const SYSTEM = "kube-system";

/** A place as the server knows it. */
export interface Found extends Place {
  readonly id: string;
  readonly rules: readonly Rule[];
}

/** Finds a place by its names; `undefined` where the namespace or the role does not exist. */
export async function findPlace(api: Api, place: Place): Promise<Found | undefined> {
  const [namespaceUid, role] = await Promise.all([
    place.namespace === undefined ? undefined : findUid(api, namespacePath(place.namespace)),
    api.find(isRole, rolePath(place)),
  ]);
  if (role === undefined || (place.namespace !== undefined && namespaceUid === undefined)) return undefined;
  const id = formatPlace({ ...place, namespaceUid, roleUid: role.metadata.uid });
  return { ...place, id, rules: role.rules ?? [] };
}

export async function requirePlace(api: Api, place: Place, entitlement: Entitlement): Promise<Found> {
  const found = await findPlace(api, place);
  if (found !== undefined) return found;
  throw api.fail("UNKNOWN_ENTITLEMENT", `${entitlement.resource}/${entitlement.role} does not exist.`);
}

const findUid = async (api: Api, path: string): Promise<string | undefined> =>
  (await api.find(isObject, path))?.metadata.uid;

/**
 * The cluster. Kubernetes has no id for one; the uid of the namespace kube-system stands for it, as in OpenTelemetry's semantic conventions
 * (`k8s.cluster.uid`): it is as old as the cluster, and cannot be deleted.
 */
export async function readInstance(api: Api): Promise<string> {
  const uid = await findUid(api, namespacePath(SYSTEM));
  if (uid === undefined) throw api.fail("UNEXPECTED", `There is no namespace ${SYSTEM}.`);
  return `cluster:${uid}`;
}

/** Whether an account of the namespace has power over Hallpass. */
export const isHome = (
  { ownNamespace, kyverno }: Pick<KubernetesConfiguration, "ownNamespace" | "kyverno">,
  namespace: Namespace,
  token?: string,
): boolean =>
  namespace !== undefined &&
  [SYSTEM, ownNamespace, kyverno?.namespace, findOwnNamespace(token)].includes(namespace);

/** Refuses a role whose holder could keep the access or stop its end. The role may have changed since it was configured. */
export function refusePower(api: Api, configuration: KubernetesConfiguration, found: Found): void {
  const { namespace, role, rules } = found;
  const power = findPower(rules, { namespace, isHome: isHome(configuration, namespace, api.token) });
  if (power !== undefined) throw api.fail("REFUSED", `${role.kind} ${role.name} gives ${power}.`);
}
