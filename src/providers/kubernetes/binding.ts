import type { HoldingIds } from "../../core/access/holding.ts";
import type { Api } from "./api/api.ts";
import { type Binding, isBinding, type RoleRef } from "./api/shapes.ts";
import { bindingName } from "./ids.ts";
import { REMOVAL_LABEL } from "./kyverno.ts";
import { bindingPath, bindingsPath, type Namespace, type RoleName } from "./scope.ts";
import { type Known, sameSubject } from "./subjects.ts";

const API_VERSION = "rbac.authorization.k8s.io/v1";

/** The ids of the holding, on its binding, for people and for a listing after a role was made anew. */
const annotations = {
  instance: "hallpass/instance",
  principal: "hallpass/principal",
  entitlement: "hallpass/entitlement",
} as const;

/** The binding of a holding. */
export interface Wanted {
  readonly namespace: Namespace;
  readonly role: RoleName;
  readonly known: Known;
  readonly ids: HoldingIds;
  /** When Kyverno removes it, as its label says. */
  readonly removal?: string;
}

const roleRef = ({ kind, name }: RoleName): RoleRef => ({
  apiGroup: "rbac.authorization.k8s.io",
  kind,
  name,
});

export const isOf = (binding: Binding, role: RoleName): boolean =>
  binding.roleRef.kind === role.kind && binding.roleRef.name === role.name;

function build({ namespace, role, known, ids, removal }: Wanted): object {
  return {
    apiVersion: API_VERSION,
    kind: namespace === undefined ? "ClusterRoleBinding" : "RoleBinding",
    metadata: {
      name: bindingName(ids),
      labels: {
        "app.kubernetes.io/managed-by": "hallpass",
        ...(removal !== undefined && { [REMOVAL_LABEL]: removal }),
      },
      annotations: {
        [annotations.instance]: ids.instance,
        [annotations.principal]: ids.principal,
        [annotations.entitlement]: ids.entitlement,
      },
    },
    roleRef: roleRef(role),
    subjects: [known.subject],
  };
}

/** The ids that a binding names, where its name proves them; `undefined` for any other binding. */
export function readIds({ metadata }: Binding): HoldingIds | undefined {
  const { [annotations.instance]: instance, [annotations.principal]: principal } = metadata.annotations ?? {};
  const entitlement = metadata.annotations?.[annotations.entitlement];
  if (instance === undefined || principal === undefined || entitlement === undefined) return undefined;
  const ids = { instance, principal, entitlement };
  return bindingName(ids) === metadata.name ? ids : undefined;
}

const gives = (binding: Binding, { role, known }: Wanted): boolean =>
  isOf(binding, role) && (binding.subjects ?? []).some((each) => sameSubject(each, known.subject));

/** Makes the binding unless it is there. Answers whether it made it. */
export async function makeBinding(api: Api, wanted: Wanted): Promise<boolean> {
  if (await create(api, wanted)) return true;
  const path = bindingPath(wanted.namespace, bindingName(wanted.ids));
  const there = await api.find(isBinding, path);
  if (there === undefined) throw api.fail("BUSY", `${path} came and went.`);
  // It goes once its finalizers are done, and its name is taken until then.
  if (there.metadata.deletionTimestamp !== undefined)
    throw api.fail("BUSY", `${path} is still being deleted.`);
  if (gives(there, wanted)) {
    await moveRemoval(api, path, there, wanted.removal);
    return false;
  }
  // Under our name, and not what we made. A role reference cannot be changed; nothing is lost, since it does not give this access.
  await removeExactly(api, path, there);
  if (await create(api, wanted)) return true;
  throw api.fail("BUSY", `${path} came back.`);
}

/** Moves the end at which Kyverno removes the binding, or takes it off, in one write. */
async function moveRemoval(api: Api, path: string, { metadata }: Binding, removal?: string): Promise<void> {
  if (metadata.labels?.[REMOVAL_LABEL] === removal) return;
  const labels = { [REMOVAL_LABEL]: removal ?? null };
  const answer = await api.send("PATCH", path, { metadata: { uid: metadata.uid, labels } });
  if (answer.status === 404) throw api.fail("BUSY", `${path} went meanwhile.`);
  api.parse(isBinding, `PATCH ${path}`, answer);
}

/** `false`: an object of that name is there ("API Conventions": 409, `AlreadyExists`). */
async function create(api: Api, wanted: Wanted): Promise<boolean> {
  const path = bindingsPath(wanted.namespace);
  const answer = await api.send("POST", path, build(wanted));
  if (answer.status === 409) return false;
  api.parse(isBinding, `POST ${path}`, answer);
  return true;
}

const remove = (api: Api, path: string, preconditions?: object) =>
  api.send("DELETE", path, {
    ...{ apiVersion: "v1", kind: "DeleteOptions" },
    // Not Foreground: then what names our binding as its owner would keep it there.
    propagationPolicy: "Background",
    ...(preconditions && { preconditions }),
  });

async function removeExactly(api: Api, path: string, { metadata }: Binding): Promise<void> {
  const answer = await remove(api, path, { uid: metadata.uid });
  if (answer.status === 404 || (answer.status >= 200 && answer.status <= 299)) return;
  throw api.failure(`DELETE ${path}`, answer);
}

/**
 * Ends a binding, by its name alone. Answers whether it gave anything.
 *
 * A finalizer keeps a deleted object there ("Finalizers"), and RBAC reads its subjects until it is gone; an admission webhook may refuse
 * the deletion. Then its subjects are removed: the role stays bound to nobody, and other people's finalizers stay.
 */
export async function endBinding(api: Api, namespace: Namespace, name: string): Promise<boolean> {
  const path = bindingPath(namespace, name);
  const removed = await remove(api, path);
  if (removed.status === 404) return false;
  const isRemoved = removed.status >= 200 && removed.status <= 299;
  const left = await api.find(isBinding, path);
  if (left === undefined) return true;
  if (isRemoved && left.metadata.deletionTimestamp === undefined)
    throw api.fail("BUSY", `${path} was made anew.`);
  const isEmptied = await empty(api, path, left);
  if (isEmptied) return (left.subjects ?? []).length > 0;
  throw api.failure(`DELETE ${path}`, removed);
}

/** Removes the subjects of exactly this object. Answers whether none is left. */
async function empty(api: Api, path: string, { metadata, subjects = [] }: Binding): Promise<boolean> {
  if (subjects.length === 0) return true;
  const answer = await api.send("PATCH", path, { metadata: { uid: metadata.uid }, subjects: [] });
  if (answer.status === 404) return true;
  if (answer.status === 409) throw api.fail("BUSY", `${path} was changed meanwhile.`);
  if (answer.status < 200 || answer.status > 299) return false;
  // An admission webhook may change what is written.
  const after = api.parse(isBinding, `PATCH ${path}`, answer);
  if ((after.subjects ?? []).length > 0) throw api.fail("REFUSED", `${path} got its subjects back.`);
  return true;
}
