import { ProviderError } from "../../adapter/error.ts";
import type { GithubConfiguration } from "../configuration.ts";
import { signAsApp } from "./app-token.ts";
import type { Request } from "./request.ts";
import { type Installation, isInstallationList, isToken } from "./shapes.ts";

/** A token that ends within this time gets a successor. Installation tokens live for an hour. */
const RENEWAL_MS = 5 * 60_000;

export interface SignIn {
  /** A token for the organisation's API. */
  token(request: Request): Promise<string>;
  /** GitHub did not know the token: the next call gets another. Answers whether there can be one. */
  forget(token: string): boolean;
}

/** Signs in with a fixed token, or as an App's installation on the organisation. */
export function createSignIn(configuration: GithubConfiguration): SignIn {
  const { credentials, now } = configuration;
  if (credentials.kind === "token") return { token: async () => credentials.token, forget: () => false };
  let known: { readonly token: string; readonly endsAt: number } | undefined;
  return {
    async token(request) {
      if (known === undefined || known.endsAt - now().getTime() < RENEWAL_MS)
        known = await issueToken(configuration, signAs(configuration), request);
      return known.token;
    },
    forget(token) {
      if (known?.token === token) known = undefined;
      return true;
    },
  };
}

/** A token of the App itself. Throws `ProviderError` for a key that is none. */
export function signAs({ name, credentials, now }: GithubConfiguration): string {
  if (credentials.kind === "token") return credentials.token;
  try {
    return signAsApp(credentials.appId, credentials.privateKey, now());
  } catch {
    // The library's error may quote the key.
    throw new ProviderError(
      name,
      "LOGIN_REFUSED",
      new Error("The App's private key is no RSA key in PEM form."),
    );
  }
}

/** By the id of the organisation, whatever it is called by now. An App of one's own has few installations. */
export async function findInstallation(
  { organization }: Pick<GithubConfiguration, "organization">,
  appToken: string,
  request: Request,
): Promise<Installation> {
  const path = "/app/installations?per_page=100";
  const all = await request.read(isInstallationList, "GET", path, { token: appToken });
  const found = all.find(({ account }) => account.id === organization.id);
  if (found !== undefined) return found;
  throw request.fail("LOGIN_REFUSED", `The App is not installed on the organisation ${organization.id}.`);
}

async function issueToken(configuration: GithubConfiguration, appToken: string, request: Request) {
  const { id } = await findInstallation(configuration, appToken, request);
  const path = `/app/installations/${id}/access_tokens`;
  const { token, expires_at } = await request.read(isToken, "POST", path, { token: appToken });
  return { token, endsAt: Date.parse(expires_at) };
}
