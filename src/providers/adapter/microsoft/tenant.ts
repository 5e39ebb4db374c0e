import type { ProviderContext } from "../adapter.ts";
import { consistencySeconds, deadlineSeconds, secretVariable } from "../entry-schema.ts";
import type { HttpFetch } from "../http.ts";
import { type Certificate, readCertificate } from "./certificate.ts";
import type { CloudName } from "./clouds.ts";

/** An id of Microsoft's directory: a GUID. */
export const guid = {
  type: "string",
  pattern: "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$",
  description: "a GUID in small letters",
} as const;

/** The fields of an entry that say which tenant it is, and how Hallpass signs in there. */
export const tenantSchema = {
  tenant: guid,
  client: guid,
  cloud: { type: "string", enum: ["public", "usGovernment", "china"] },
  signIn: {
    oneOf: [
      {
        type: "object",
        additionalProperties: false,
        required: ["secretFrom"],
        properties: { secretFrom: secretVariable },
      },
      {
        type: "object",
        additionalProperties: false,
        required: ["keyFrom", "certificateFrom"],
        properties: { keyFrom: secretVariable, certificateFrom: secretVariable },
      },
      {
        type: "object",
        additionalProperties: false,
        required: ["tokenFile"],
        properties: { tokenFile: { type: "string", pattern: "^/", maxLength: 400 } },
      },
    ],
  },
  deadlineSeconds,
  consistencySeconds,
} as const;

/** The fields of an entry as `tenantSchema` reads them. */
export interface TenantEntry {
  readonly tenant: string;
  readonly client: string;
  readonly cloud?: CloudName;
  readonly signIn: SignInEntry;
  readonly deadlineSeconds?: number;
  readonly consistencySeconds?: number;
}

type SignInEntry =
  | { readonly secretFrom: string }
  | { readonly keyFrom: string; readonly certificateFrom: string }
  | { readonly tokenFile: string };

/** What Hallpass proves who it is with. */
export type Credentials =
  | { readonly kind: "secret"; readonly secret: string }
  | { readonly kind: "certificate"; readonly certificate: Certificate }
  | { readonly kind: "file"; readonly path: string };

/** A tenant, as an application of it. `fetch` and `pollMs` are for tests. */
export interface Tenant {
  /** The provider's name, for errors. */
  readonly name: string;
  readonly tenant: string;
  readonly client: string;
  readonly cloud: CloudName;
  readonly credentials: Credentials;
  readonly deadlineSeconds: number;
  readonly now: () => Date;
  readonly fetch?: HttpFetch;
  /** Milliseconds between two looks at a request that is under way. */
  readonly pollMs?: number;
}

const DEADLINE_SECONDS = 30;

export function readTenant(entry: TenantEntry, context: ProviderContext): Tenant {
  const { tenant, client, cloud = "public", deadlineSeconds = DEADLINE_SECONDS } = entry;
  const credentials = readCredentials(entry.signIn, context);
  return { ...{ name: context.name, tenant, client, cloud, credentials, deadlineSeconds }, now: context.now };
}

function readCredentials(signIn: SignInEntry, { where, readSecret }: ProviderContext): Credentials {
  if ("tokenFile" in signIn) return { kind: "file", path: signIn.tokenFile };
  if ("secretFrom" in signIn)
    return {
      kind: "secret",
      secret: readSecret("signIn/secretFrom", signIn.secretFrom, "a client secret of the application"),
    };
  const key = readSecret("signIn/keyFrom", signIn.keyFrom, "the private key, in PEM form");
  const text = readSecret("signIn/certificateFrom", signIn.certificateFrom, "the certificate, in PEM form");
  return { kind: "certificate", certificate: readCertificate(key, text, where) };
}
