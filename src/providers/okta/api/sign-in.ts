import { ProviderError } from "../../adapter/error.ts";
import type { HttpAnswer } from "../../adapter/http.ts";
import type { OktaConfiguration } from "../configuration.ts";
import { signAssertion } from "./assertion.ts";
import { oktaFailure } from "./failure.ts";
import { isToken } from "./shapes.ts";

/** Sends a form, with what is left of the deadline. */
export type SendForm = (path: string, form: URLSearchParams) => Promise<HttpAnswer>;

export interface SignIn {
  /** The value of the header `Authorization`. */
  authorize(send: SendForm): Promise<string>;
  /** Okta did not know the credentials: the next call gets others. Answers whether there can be any. */
  forget(authorization: string): boolean;
}

/** What the calls of this adapter need ("OAuth 2.0 scopes"). */
export const scopesOf = ({
  endSessions = false,
  resources,
}: Pick<OktaConfiguration, "endSessions" | "resources">) => {
  const hasApp = Object.values(resources).some(({ roles }) =>
    Object.values(roles).some((target) => "app" in target),
  );
  return [
    "okta.groups.manage",
    "okta.roles.read",
    "okta.logs.read",
    endSessions ? "okta.users.manage" : "okta.users.read",
    ...(hasApp ? ["okta.apps.manage"] : []),
  ];
};

/** A token that ends within this time gets a successor. Tokens live for an hour. */
const RENEWAL_MS = 5 * 60_000;

/** Signs in with an API token, or as a service app. */
export function createSignIn(configuration: OktaConfiguration): SignIn {
  const { credentials, now } = configuration;
  if (credentials.kind === "token")
    return { authorize: async () => `SSWS ${credentials.token}`, forget: () => false };
  let known: { readonly authorization: string; readonly endsAt: number } | undefined;
  return {
    async authorize(send) {
      if (known === undefined || known.endsAt - now().getTime() < RENEWAL_MS)
        known = await issueToken(configuration, send);
      return known.authorization;
    },
    forget(authorization) {
      if (known?.authorization === authorization) known = undefined;
      return true;
    },
  };
}

async function issueToken(configuration: OktaConfiguration, send: SendForm) {
  const { name, now } = configuration;
  const asked = now().getTime();
  const form = new URLSearchParams({
    grant_type: "client_credentials",
    scope: scopesOf(configuration).join(" "),
    client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
    client_assertion: sign(configuration),
  });
  const answer = await send("/oauth2/v1/token", form);
  if (answer.status === 400 || answer.status === 401)
    throw new ProviderError(name, "LOGIN_REFUSED", new Error(`token: ${answer.status} ${readError(answer)}`));
  if (answer.status !== 200) throw oktaFailure(name, "POST token", answer, now());
  const token = parse(answer);
  // A token that is bound to a key (RFC 9449) would be refused at each call.
  if (!isToken(token) || token.token_type.toLowerCase() !== "bearer")
    throw new ProviderError(name, "LOGIN_REFUSED", new Error("token: no bearer token"));
  return { authorization: `Bearer ${token.access_token}`, endsAt: asked + token.expires_in * 1000 };
}

function sign({ name, url, credentials, now }: OktaConfiguration): string {
  if (credentials.kind === "token") return credentials.token;
  try {
    return signAssertion({ ...credentials, audience: new URL("/oauth2/v1/token", url).href, now: now() });
  } catch {
    // The library's error may quote the key.
    throw new ProviderError(
      name,
      "LOGIN_REFUSED",
      new Error("The app's private key is no RSA key in PEM form."),
    );
  }
}

function parse({ text }: HttpAnswer): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** `invalid_client`, `invalid_scope`, `invalid_dpop_proof`: RFC 6749, section 5.2. */
const readError = ({ text }: HttpAnswer): string =>
  /"error"\s*:\s*"(?<error>[a-z_]{1,40})"/u.exec(text)?.groups?.error ?? "";
