import type { Namespace } from "../scope.ts";
import type { Api } from "./api.ts";
import { isAccessReview } from "./shapes.ts";

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

const OWN = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";
const OTHERS = "/apis/authorization.k8s.io/v1/subjectaccessreviews";

/** Asks the server whether our account may do this. Every account may ask: the default role system:basic-user. */
export const isAllowed = (api: Api, action: Action): Promise<boolean> =>
  ask(api, OWN, { kind: "SelfSubjectAccessReview", spec: { resourceAttributes: attributesOf(action) } });

/** Asks whether a service account may do this. Needs `create` on `subjectaccessreviews`. */
export const isAllowedTo = (
  api: Api,
  { namespace, name }: { readonly namespace: string; readonly name: string },
  action: Action,
): Promise<boolean> =>
  ask(api, OTHERS, {
    kind: "SubjectAccessReview",
    spec: {
      user: `system:serviceaccount:${namespace}:${name}`,
      groups: ["system:serviceaccounts", `system:serviceaccounts:${namespace}`, "system:authenticated"],
      resourceAttributes: attributesOf(action),
    },
  });

async function ask(api: Api, path: string, body: object): Promise<boolean> {
  const answer = await api.send("POST", path, { apiVersion: "authorization.k8s.io/v1", ...body });
  return api.parse(isAccessReview, `POST ${path}`, answer).status.allowed;
}

function attributesOf({ verb, group, resource, name, namespace }: Action): object {
  const [kind, subresource] = resource.split("/");
  return {
    ...{ verb, group, resource: kind },
    ...(subresource !== undefined && { subresource }),
    ...(name !== undefined && { name }),
    ...(namespace !== undefined && { namespace }),
  };
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
