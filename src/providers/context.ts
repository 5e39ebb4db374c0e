import type { ProviderContext, Secrets } from "./adapter/adapter.ts";

/** The services of the server for adapters. Programs that only end access offer neither verifiers nor public keys. */
export interface ServerCapabilities {
  /** The verifier of a principal's password at a provider, from the identity map; `undefined` when there is none. */
  findVerifier?(provider: string, principal: string): Promise<string | undefined>;
  /** The SSH public key of a principal at a provider, from the identity map; `undefined` when there is none. */
  findPublicKey?(provider: string, principal: string): Promise<string | undefined>;
  now(): Date;
}

/** The context for the entry at this index of HALLPASS_PROVIDERS. */
export function createContext(
  name: string,
  index: number,
  secrets: Secrets,
  capabilities: ServerCapabilities,
): ProviderContext {
  const where = `HALLPASS_PROVIDERS/${index} ("${name}")`;
  return {
    name,
    where,
    readSecret(field, variable, meaning) {
      const secret = secrets[variable];
      if (secret) return secret;
      throw new Error(`${where}/${field}: the variable ${variable} is not set. Set it to ${meaning}.`);
    },
    findVerifier: async (principal) => capabilities.findVerifier?.(name, principal),
    findPublicKey: async (principal) => capabilities.findPublicKey?.(name, principal),
    now: capabilities.now,
  };
}
