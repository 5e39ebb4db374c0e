import type { FromSchema } from "json-schema-to-ts";
import { byName, deadlineSeconds, secretVariable } from "../adapter/entry-schema.ts";

/** A name in a certificate's list of principals. It has no comma, which separates them, and no leading hyphen. */
const PRINCIPAL = "^[A-Za-z0-9_][A-Za-z0-9._@+-]{0,63}$";

const path = {
  type: "string",
  pattern: "^/\\P{C}{1,500}$",
  description: "a whole path, which begins with /",
} as const;
const program = {
  type: "array",
  minItems: 1,
  maxItems: 50,
  items: { type: "string", minLength: 1, maxLength: 1000, pattern: "^\\P{C}+$" },
} as const;

/** The fields of an entry in the server's provider configuration. */
export const sshSchema = {
  type: "object",
  additionalProperties: false,
  required: ["caPublicKey", "folder", "resources"],
  properties: {
    caPublicKey: { type: "string", minLength: 1, maxLength: 3000 },
    caKeyFile: path,
    /** The variable of the server's environment that holds the private key. */
    caKeyFrom: secretVariable,
    agentSocket: path,
    folder: path,
    certificatesUrl: {
      type: "string",
      pattern: "^https://[^?#\\s]+/$",
      maxLength: 200,
      description: "an https address that ends with /",
    },
    trustedKeysFile: path,
    publish: program,
    endSessions: program,
    deadlineSeconds,
    resources: byName({
      type: "object",
      additionalProperties: false,
      required: ["roles"],
      properties: {
        address: { type: "string", pattern: "^[A-Za-z0-9][A-Za-z0-9.:-]{0,252}$" },
        port: { type: "integer", minimum: 1, maximum: 65535 },
        roles: byName({
          type: "object",
          additionalProperties: false,
          required: ["principals"],
          properties: {
            principals: {
              type: "array",
              minItems: 1,
              maxItems: 20,
              uniqueItems: true,
              items: { type: "string", pattern: PRINCIPAL },
            },
            login: { type: "string", pattern: PRINCIPAL },
            forceCommand: { type: "string", minLength: 1, maxLength: 1000, pattern: "^\\P{C}+$" },
            sourceAddresses: {
              type: "array",
              minItems: 1,
              maxItems: 50,
              items: { type: "string", pattern: "^[0-9A-Fa-f.:]+(?:/[0-9]{1,3})?$" },
            },
            permit: {
              type: "array",
              uniqueItems: true,
              items: { enum: ["pty", "port-forwarding", "agent-forwarding", "X11-forwarding"] },
            },
          },
        }),
      },
    }),
  },
} as const;

export type SshEntry = FromSchema<typeof sshSchema>;

/** What a certificate of a role may be used for. */
export type Role = SshEntry["resources"][string]["roles"][string];

/** Where the private key of the certificate authority is. */
export type SigningKey =
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "agent"; readonly socket: string };

/** An entry with its name, and the private key instead of the three places for it. */
export interface SshConfiguration
  extends Omit<SshEntry, "caKeyFile" | "caKeyFrom" | "agentSocket" | "deadlineSeconds"> {
  readonly name: string;
  readonly signingKey: SigningKey;
  readonly deadlineSeconds: number;
}

export const DEADLINE_SECONDS = 20;
