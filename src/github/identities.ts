import { Octokit } from "@octokit/rest";
import type { ExternalIdentity } from "../core/github-facts.ts";
import type { Identities } from "../core/ports/identities.ts";
import { silent } from "./client.ts";
import { call } from "./error.ts";
import { fetchWithin } from "./fetch.ts";

export interface IdentitiesOptions {
  readonly org: string;
  readonly apiUrl: string;
  /** Of an owner of the organisation, with `admin:org`: GitHub shows the links to nobody else. */
  readonly attestorToken: string;
}

/** The parts of GitHub's `ExternalIdentity` that are asked for. */
interface Node {
  readonly guid: string;
  readonly samlIdentity: { readonly nameId: string | null } | null;
  readonly scimIdentity: { readonly username: string | null } | null;
  /** null while nobody is linked to it. */
  readonly user: { readonly databaseId: number | null } | null;
}

interface Answer {
  readonly organization: {
    readonly samlIdentityProvider: {
      readonly externalIdentities: { readonly nodes: readonly (Node | null)[] };
    } | null;
  } | null;
}

/** GraphQL, "ExternalIdentityConnection". Two are enough to see that it is not one. */
const query = `query($org: String!, $login: String, $userName: String) {
  organization(login: $org) {
    samlIdentityProvider {
      externalIdentities(first: 2, login: $login, userName: $userName) {
        nodes { guid samlIdentity { nameId } scimIdentity { username } user { databaseId } }
      }
    }
  }
}`;

/** The `Identities` port over GraphQL: the SAML and SCIM identities of an organisation. */
export function samlIdentities({ org, apiUrl, attestorToken }: IdentitiesOptions): Identities {
  const request = { fetch: fetchWithin(15_000) };
  const octokit = new Octokit({ auth: attestorToken, baseUrl: apiUrl, request, log: silent });
  const find = async (filter: { login: string } | { userName: string }): Promise<Node | undefined> => {
    const { organization } = await octokit.graphql<Answer>(query, { org, ...filter });
    const provider = organization?.samlIdentityProvider ?? undefined;
    // To whom it may not be shown it is shown like this too.
    if (provider === undefined)
      throw new Error(`GitHub shows HALLPASS_ATTESTOR_TOKEN no SAML identity provider of ${org}.`);
    const [node, ...others] = provider.externalIdentities.nodes;
    return node !== null && others.length === 0 ? node : undefined;
  };
  return {
    read: ({ id, login }) =>
      call(`read the SAML identity of ${login}`, async () => {
        const own = await find({ login });
        if (own?.user?.databaseId !== id) return undefined;
        const identity = toIdentity(own);
        // A login has one identity, but a name may be that of two.
        const namesakes = await Promise.all(Object.values(identity).map((userName) => find({ userName })));
        return namesakes.every((namesake) => namesake?.guid === own.guid) ? identity : undefined;
      }),
  };
}

const toIdentity = ({ samlIdentity, scimIdentity }: Node): ExternalIdentity => ({
  ...(samlIdentity?.nameId && { nameId: samlIdentity.nameId }),
  ...(scimIdentity?.username && { scimUserName: scimIdentity.username }),
});
