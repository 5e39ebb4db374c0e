import { object } from "../../adapter/answer-shape.ts";
import { compileEntry } from "../../adapter/entry-schema.ts";

/** The parts of the server's answers that the adapter uses. Anything else in them is left alone. */
const text = { type: "string" } as const;
const texts = { type: "array", items: text } as const;

/** https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/object-meta/ */
export interface Metadata {
  readonly name: string;
  readonly uid: string;
  readonly resourceVersion?: string;
  readonly creationTimestamp?: string;
  readonly deletionTimestamp?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

const metadata = object(
  {
    ...{ name: text, uid: { type: "string", minLength: 1 } },
    ...{ resourceVersion: text, creationTimestamp: text, deletionTimestamp: text },
    labels: { type: "object", additionalProperties: text },
    annotations: { type: "object", additionalProperties: text },
  },
  ["name", "uid"],
);

export interface RoleRef {
  readonly apiGroup: string;
  readonly kind: string;
  readonly name: string;
}

export interface Subject {
  readonly kind: string;
  readonly apiGroup?: string;
  readonly name: string;
  readonly namespace?: string;
}

/** A RoleBinding or ClusterRoleBinding. */
export interface Binding {
  readonly metadata: Metadata;
  readonly roleRef: RoleRef;
  readonly subjects?: readonly Subject[];
}

const binding = object(
  {
    metadata,
    roleRef: object({ apiGroup: text, kind: text, name: text }),
    subjects: {
      type: "array",
      items: object({ kind: text, apiGroup: text, name: text, namespace: text }, ["kind", "name"]),
    },
  },
  ["metadata", "roleRef"],
);

/** A rule of a role: https://kubernetes.io/docs/reference/kubernetes-api/authorization-resources/cluster-role-v1/ */
export interface Rule {
  readonly verbs: readonly string[];
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
}

const rule = object({ verbs: texts, apiGroups: texts, resources: texts }, ["verbs"]);

export const isBinding = compileEntry<Binding>(binding);

export const isBindingList = compileEntry<{
  readonly metadata: { readonly continue?: string };
  readonly items: readonly Binding[];
}>(object({ metadata: object({ continue: text }, []), items: { type: "array", items: binding } }));

/** `rules` is null where a role has none. */
export const isRole = compileEntry<{
  readonly metadata: Metadata;
  readonly rules?: readonly Rule[] | null;
}>(object({ metadata, rules: { type: ["array", "null"], items: rule } }, ["metadata"]));

export const isObject = compileEntry<{ readonly metadata: Metadata }>(object({ metadata }));

export const isAccessReview = compileEntry<{ readonly status: { readonly allowed: boolean } }>(
  object({ status: object({ allowed: { type: "boolean" } }) }),
);

/** https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/lease-v1/ */
export const isLease = compileEntry<{ readonly spec: { readonly renewTime?: string } }>(
  object({ spec: object({ renewTime: text }, []) }),
);
