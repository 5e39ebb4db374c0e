import { readFile } from "node:fs/promises";
import { ProviderError } from "../../adapter/error.ts";
import { createTlsFetch, type TlsOptions } from "../../adapter/tls-fetch.ts";
import type { Credentials, KubernetesConfiguration } from "../configuration.ts";

/** A way to the server for one call of the port. */
export interface Access {
  readonly fetch: typeof globalThis.fetch;
  readonly headers: Readonly<Record<string, string>>;
  readonly token: string | undefined;
}

/**
 * Reads the files anew: the kubelet replaces a projected token before it ends, and "the application is responsible for reloading the token
 * when it rotates" ("Configure Service Accounts for Pods"). Throws `ProviderError` for a file that cannot be read.
 */
export async function openAccess({ name, credentials, fetch }: KubernetesConfiguration): Promise<Access> {
  try {
    const token = await readToken(credentials);
    return {
      token,
      fetch: fetch ?? createTlsFetch(await readTls(credentials)),
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    };
  } catch (error) {
    throw new ProviderError(name, "LOGIN_REFUSED", error);
  }
}

async function readToken({ token, tokenFile }: Credentials): Promise<string | undefined> {
  const text = tokenFile === undefined ? token : await readFile(tokenFile, "utf8");
  if (text === undefined) return undefined;
  const trimmed = text.trim();
  // The error does not quote it.
  if (!/^[\x21-\x7e]+$/u.test(trimmed))
    throw new Error("The token is empty, or has characters that no token has.");
  return trimmed;
}

async function readTls({ caFile, clientCertificate }: Credentials): Promise<TlsOptions> {
  const read = (path: string | undefined) => (path === undefined ? undefined : readFile(path, "utf8"));
  const [ca, cert, key] = await Promise.all([
    read(caFile),
    read(clientCertificate?.certificateFile),
    read(clientCertificate?.keyFile),
  ]);
  return { ...(ca && { ca }), ...(cert && { cert }), ...(key && { key }) };
}

/** The namespace of the service account whose token this is: `sub` is `system:serviceaccount:NAMESPACE:NAME`. `undefined` for any other. */
export function findOwnNamespace(token: string | undefined): string | undefined {
  try {
    const [, claims = ""] = token?.split(".") ?? [];
    const { sub } = JSON.parse(Buffer.from(claims, "base64url").toString());
    return typeof sub === "string" ? /^system:serviceaccount:([^:]+):/u.exec(sub)?.[1] : undefined;
  } catch {
    // An opaque token says nothing of its owner.
    return undefined;
  }
}
