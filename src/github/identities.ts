import type { Octokit } from "@octokit/rest";
import type { ExternalIdentity } from "../core/decision/github-facts.ts";
import { ObstacleError } from "../core/plan/obstacle.ts";
import type { Identities } from "../core/ports/identities.ts";
import { call } from "./http/error.ts";

/** The requested fields of GitHub's `ExternalIdentity`. */
interface Node {
  readonly guid: string;
  readonly samlIdentity: { readonly nameId: string | null } | null;
  readonly scimIdentity: { readonly username: string | null } | null;
  /** null while no account is linked. */
  readonly user: { readonly databaseId: number | null } | null;
}

interface Answer {
  readonly organization: {
    readonly samlIdentityProvider: {
      readonly externalIdentities: { readonly nodes: readonly (Node | null)[] };
    } | null;
  } | null;
}

/** GraphQL, "ExternalIdentityConnection". Two results show that the identity is ambiguous. */
const query = `query($org: String!, $login: String, $userName: String) {
  organization(login: $org) {
    samlIdentityProvider {
      externalIdentities(first: 2, login: $login, userName: $userName) {
        nodes { guid samlIdentity { nameId } scimIdentity { username } user { databaseId } }
      }
    }
  }
}`;

type Filter = { login: string } | { userName: string } | Record<string, never>;

/**
 * The `Identities` port over GraphQL: the SAML and SCIM identities of an organisation. GitHub shows them to a "GitHub App with an
 * installation token with read or write access to members" (GraphQL reference, `Organization.samlIdentityProvider`). Single sign-on of an
 * enterprise is not among them: `EnterpriseOwnerInfo` shows that to enterprise owners alone.
 */
export function samlIdentities(octokit: Octokit, org: string): Identities {
  const list = async (filter: Filter): Promise<readonly (Node | null)[] | undefined> => {
    const { organization } = await octokit.graphql<Answer>(query, { org, ...filter });
    return organization?.samlIdentityProvider?.externalIdentities.nodes;
  };
  const find = async (filter: Filter): Promise<Node | undefined> => {
    const nodes = await list(filter);
    if (nodes === undefined) throw noProvider(org);
    const [node, ...others] = nodes;
    return node !== null && others.length === 0 ? node : undefined;
  };
  return {
    hasProvider: () =>
      call(`read the SAML identity provider of ${org}`, async () => (await list({})) !== undefined),
    read: ({ id, login }) =>
      call(`read the SAML identity of ${login}`, async () => {
        const own = await find({ login });
        if (own?.user?.databaseId !== id) return undefined;
        const identity = toIdentity(own);
        // A login has one identity, but two identities may have the same name.
        const namesakes = await Promise.all(Object.values(identity).map((userName) => find({ userName })));
        return namesakes.every((namesake) => namesake?.guid === own.guid) ? identity : undefined;
      }),
  };
}

const noProvider = (org: string): ObstacleError =>
  new ObstacleError({
    why: `the settings take accounts from the SAML identities of ${org}, and GitHub shows the app no SAML identity provider of ${org}.`,
    next: "ask the owners of .github/hallpass.yaml to list the accounts under `people` and to remove `externalIdentities`: Hallpass cannot read single sign-on that is configured for the enterprise.",
  });

const toIdentity = ({ samlIdentity, scimIdentity }: Node): ExternalIdentity => ({
  ...(samlIdentity?.nameId && { nameId: samlIdentity.nameId }),
  ...(scimIdentity?.username && { scimUserName: scimIdentity.username }),
});
