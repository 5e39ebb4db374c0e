import { pick } from "../support/http.ts";

/** What an app learns of a person who signs in to it. */
export interface SignedIn {
  /** The names of groups, of the claim `groups` in the ID token: the app keeps them for its session. */
  readonly atSignIn: readonly string[];
  /** The same, asked again with the access token. */
  now(): Promise<readonly string[]>;
}

const redirect_uri = "https://orders.example/callback";

/**
 * Signs in to an app by OpenID Connect at the emulator, as the person with this id, by the authorization code flow with the scope `groups`.
 * `undefined`: the emulator knows no such person.
 */
export async function signInToApp(emulator: string, user: string): Promise<SignedIn | undefined> {
  const post = (path: string, form: Record<string, string>) =>
    fetch(`${emulator}/oauth2/v1${path}`, {
      method: "POST",
      redirect: "manual",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({ client_id: "orders", redirect_uri, ...form }).toString(),
    });
  const agreed = await post("/authorize/callback", { user_ref: user, scope: "openid groups" });
  const code = new URL(agreed.headers.get("location") ?? redirect_uri).searchParams.get("code");
  if (code === null) return undefined;
  const tokens: unknown = await (await post("/token", { grant_type: "authorization_code", code })).json();
  const [, claims = ""] = String(pick(tokens, "id_token")).split(".");
  return {
    atSignIn: readGroups(JSON.parse(Buffer.from(claims, "base64url").toString())),
    async now() {
      const headers = { authorization: `Bearer ${pick(tokens, "access_token")}` };
      return readGroups(await (await fetch(`${emulator}/oauth2/v1/userinfo`, { headers })).json());
    },
  };
}

function readGroups(claims: unknown): string[] {
  const groups = pick(claims, "groups");
  return Array.isArray(groups) ? groups.map(String) : [];
}
