import type { ProviderContext } from "../adapter.ts";
import { compileEntry } from "../entry-schema.ts";

/** The ways in which Hallpass signs in at Google. */
export type GoogleCredentials = ServiceAccountKey | Federation | MetadataServer;

export interface ServiceAccountKey {
  readonly kind: "key";
  readonly email: string;
  readonly keyId: string;
  readonly privateKey: string;
}

/** The service account that is attached to the machine, by its metadata server. */
export interface MetadataServer {
  readonly kind: "metadata";
}

/** Workload identity federation: a token of another issuer is exchanged for one of Google. */
export interface Federation {
  readonly kind: "federation";
  readonly audience: string;
  readonly tokenType: string;
  readonly source: TokenSource;
  /** The service account whose token is asked for with the exchanged one. Absent: the exchanged token is used. */
  readonly email?: string;
}

/** The place of the other issuer's token. `field`: the field of a JSON object that has it. */
export type TokenSource = { readonly field?: string } & (
  | { readonly file: string }
  | { readonly url: URL; readonly headers: Readonly<Record<string, string>> }
);

interface KeyFile {
  readonly client_email: string;
  readonly private_key_id: string;
  readonly private_key: string;
}

interface FederationFile {
  readonly audience: string;
  readonly subject_token_type: string;
  readonly service_account_impersonation_url?: string;
  readonly credential_source: {
    readonly file?: string;
    readonly url?: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly format?: { readonly type?: string; readonly subject_token_field_name?: string };
  };
}

const text = { type: "string", minLength: 1 } as const;

const isKeyFile = compileEntry<KeyFile>({
  type: "object",
  required: ["type", "client_email", "private_key_id", "private_key"],
  properties: {
    type: { const: "service_account" },
    client_email: { type: "string", pattern: "^[a-z0-9.:-]+@[a-z0-9.-]+$" },
    private_key_id: text,
    private_key: { type: "string", pattern: "^-----BEGIN (?:RSA )?PRIVATE KEY-----" },
  },
});

const isFederationFile = compileEntry<FederationFile>({
  type: "object",
  required: ["type", "audience", "subject_token_type", "credential_source"],
  properties: {
    type: { const: "external_account" },
    audience: { type: "string", pattern: "^//iam\\.googleapis\\.com/" },
    subject_token_type: { type: "string", pattern: "^urn:" },
    service_account_impersonation_url: {
      type: "string",
      pattern:
        "^https://iamcredentials\\.googleapis\\.com/v1/projects/-/serviceAccounts/[a-z0-9.-]+@[a-z0-9.-]+:generateAccessToken$",
    },
    credential_source: {
      type: "object",
      oneOf: [{ required: ["file"] }, { required: ["url"] }],
      properties: {
        file: text,
        url: { type: "string", pattern: "^https://" },
        headers: { type: "object", additionalProperties: text },
        format: { type: "object", properties: { type: text, subject_token_field_name: text } },
      },
    },
  },
});

/**
 * Reads a credential file of Google's: a service account's key, or the configuration of a federation with a token from a file or a URL ("Workload
 * Identity Federation", AIP-4117). Only Google's own hosts get a token, whatever the file names. `undefined` for anything else.
 */
export function parseCredentials(content: string): GoogleCredentials | undefined {
  const file = parse(content);
  if (isKeyFile(file))
    return {
      kind: "key",
      email: file.client_email,
      keyId: file.private_key_id,
      privateKey: file.private_key,
    };
  if (!isFederationFile(file)) return undefined;
  const source = toSource(file.credential_source);
  const email = /serviceAccounts\/(?<email>[^:]+):/u.exec(file.service_account_impersonation_url ?? "")
    ?.groups?.email;
  return (
    source && {
      ...{ kind: "federation", audience: file.audience, tokenType: file.subject_token_type, source },
      ...(email !== undefined && { email }),
    }
  );
}

function toSource({ file, url, headers = {}, format }: FederationFile["credential_source"]) {
  const field = format?.type === "json" ? format.subject_token_field_name : undefined;
  const where = field === undefined ? {} : { field };
  if (file !== undefined) return { ...where, file };
  return url !== undefined && URL.canParse(url) ? { ...where, url: new URL(url), headers } : undefined;
}

function parse(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}

/** The credentials of an entry: from the variable that its field `credentialsFrom` names, else the machine's. Throws `Error` with the fix. */
export function readCredentials(
  variable: string | undefined,
  { where, readSecret }: Pick<ProviderContext, "where" | "readSecret">,
): GoogleCredentials {
  if (variable === undefined) return { kind: "metadata" };
  const credentials = parseCredentials(
    readSecret("credentialsFrom", variable, "the content of a credential file of Google's"),
  );
  if (credentials !== undefined) return credentials;
  throw new Error(
    `${where}/credentialsFrom: the variable ${variable} holds neither the key of a service account nor the configuration of a federation with a token from a file or an https URL. Set it to the whole JSON text.`,
  );
}
