import type { FromSchema } from "json-schema-to-ts";
import { byName, secretVariable } from "../adapter/entry-schema.ts";

const path = { type: "string", minLength: 1, maxLength: 4096 } as const;
/** Names of namespaces are DNS labels ("Object Names and IDs"). */
const namespace = { type: "string", pattern: "^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$" } as const;
/** Names of roles are path segments: no "." or "..", no "/" and no "%" ("Object Names and IDs"). */
const roles = byName({
  type: "string",
  pattern: "^(ClusterRole|Role)/(?!\\.{1,2}$)[^/%\\s\\x00-\\x1f]{1,253}$",
  description: "ClusterRole/NAME or Role/NAME, such as ClusterRole/view",
});

export const kubernetesSchema = {
  type: "object",
  additionalProperties: false,
  required: ["server", "resources"],
  properties: {
    server: {
      type: "string",
      pattern: "^https://[^/?#@\\s]+(/[^?#\\s]*)?$",
      description: "an address that begins with https://, without user, query and fragment",
    },
    /** A file with the authorities that signed the server's certificate. Default: those that Node knows. */
    caFile: path,
    tokenFrom: secretVariable,
    tokenFile: path,
    clientCertificate: {
      type: "object",
      additionalProperties: false,
      required: ["certificateFile", "keyFile"],
      properties: { certificateFile: path, keyFile: path },
    },
    subjects: {
      type: "object",
      additionalProperties: false,
      required: ["kind"],
      properties: {
        kind: { enum: ["User", "Group", "ServiceAccount"] },
        prefix: { type: "string", minLength: 1, maxLength: 128 },
      },
    },
    ownNamespace: namespace,
    kyverno: {
      type: "object",
      additionalProperties: false,
      required: ["namespace"],
      properties: { namespace, serviceAccount: namespace },
    },
    auditLogFile: path,
    context: { type: "string", pattern: "^[\\w.:/@-]{1,253}$" },
    deadlineSeconds: { type: "integer", minimum: 2, maximum: 300 },
    resources: byName({
      oneOf: [
        {
          type: "object",
          additionalProperties: false,
          required: ["namespace", "roles"],
          properties: { namespace, roles },
        },
        {
          type: "object",
          additionalProperties: false,
          required: ["cluster", "roles"],
          properties: { cluster: { const: true }, roles },
        },
      ],
    }),
  },
} as const;

export type KubernetesEntry = FromSchema<typeof kubernetesSchema>;

/** How Hallpass signs in. Files are read anew for each call: the cluster replaces tokens and certificates. */
export interface Credentials {
  readonly token?: string;
  readonly tokenFile?: string;
  readonly caFile?: string;
  readonly clientCertificate?: { readonly certificateFile: string; readonly keyFile: string };
}

export type SubjectKind = "User" | "Group" | "ServiceAccount";

/** The subjects that principals of the identity map are. */
export interface Subjects {
  readonly kind: SubjectKind;
  /** What the cluster's authenticator puts before every name: `oidc:`. The principal is the rest. */
  readonly prefix?: string;
}

/** Where Kyverno's cleanup controller runs, and as whom. */
export interface Kyverno {
  readonly namespace: string;
  /** Default: that of Kyverno's chart. */
  readonly serviceAccount?: string;
}

/** An entry with its defaults. */
export interface KubernetesConfiguration extends Pick<KubernetesEntry, "server" | "resources"> {
  readonly name: string;
  readonly credentials: Credentials;
  /** Default: users without a prefix. */
  readonly subjects?: Subjects;
  /** The namespace of Hallpass's own service account or Secrets. Default: that of its service account. */
  readonly ownNamespace?: string;
  /** Kyverno removes each binding at its end. Absent = nothing but Hallpass does. */
  readonly kyverno?: Kyverno;
  /** The audit log of the API server, as a file. Default: there is no activity. */
  readonly auditLogFile?: string;
  /** The context that people have for this cluster in their kubeconfig. */
  readonly context?: string;
  /** The deadline of each call of the port. Default 15. */
  readonly deadlineSeconds?: number;
  readonly now: () => Date;
  /** Default: one over TLS with the certificates of `credentials`. */
  readonly fetch?: typeof globalThis.fetch;
}
