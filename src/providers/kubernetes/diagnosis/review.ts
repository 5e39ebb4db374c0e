import type { Api } from "../api/api.ts";
import { isAccessReview } from "../api/shapes.ts";
import type { Namespace } from "../scope.ts";

/** One action of our account. */
export interface Action {
  readonly verb: string;
  readonly group: string;
  /** `serviceaccounts`, or with its part `serviceaccounts/token`. */
  readonly resource: string;
  /** Absent = any object. */
  readonly name?: string;
  /** Absent = in every namespace, or of the cluster. */
  readonly namespace?: Namespace;
}

const PATH = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";

/** Asks the server whether our account may do this. Every account may ask: the default role system:basic-user. */
export async function isAllowed(
  api: Api,
  { verb, group, resource, name, namespace }: Action,
): Promise<boolean> {
  const [kind, subresource] = resource.split("/");
  const resourceAttributes = {
    ...{ verb, group, resource: kind },
    ...(subresource !== undefined && { subresource }),
    ...(name !== undefined && { name }),
    ...(namespace !== undefined && { namespace }),
  };
  const body = {
    apiVersion: "authorization.k8s.io/v1",
    kind: "SelfSubjectAccessReview",
    spec: { resourceAttributes },
  };
  const answer = await api.send("POST", PATH, body);
  return api.parse(isAccessReview, `POST ${PATH}`, answer).status.allowed;
}

/** So many questions at the same time: servers limit the rate of an account. */
const AT_ONCE = 8;

/** The actions for which the answer is this one, in their order. */
export async function filterActions<Asked extends Action>(
  api: Api,
  actions: readonly Asked[],
  wanted: boolean,
): Promise<Asked[]> {
  const found: Asked[] = [];
  for (let from = 0; from < actions.length; from += AT_ONCE) {
    const some = actions.slice(from, from + AT_ONCE);
    const answers = await Promise.all(some.map((action) => isAllowed(api, action)));
    found.push(...some.filter((_, index) => answers[index] === wanted));
  }
  return found;
}

/** For people: `create rolebindings.rbac.authorization.k8s.io in the namespace orders`. */
export function describeAction({ verb, group, resource, name, namespace }: Action): string {
  const object = `${resource}${group === "" || group === "*" ? "" : `.${group}`}${name === undefined ? "" : ` "${name}"`}`;
  return `${verb} ${object} ${namespace === undefined ? "in the whole cluster" : `in the namespace ${namespace}`}`;
}
