import type { Octokit } from "@octokit/rest";
import type { IdentitiesById, IdentityNames } from "../../core/setup/accounts.ts";
import { call } from "../http/error.ts";

/** The requested fields of GitHub's `ExternalIdentity`. */
interface Node {
  readonly samlIdentity: { readonly nameId: string | null } | null;
  readonly scimIdentity: { readonly username: string | null } | null;
  /** null while no account is linked. */
  readonly user: { readonly databaseId: number | null } | null;
}

interface Answer {
  readonly organization: {
    readonly samlIdentityProvider: {
      readonly externalIdentities: {
        readonly nodes: readonly (Node | null)[];
        readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
      };
    } | null;
  } | null;
}

const query = `query($org: String!, $after: String) {
  organization(login: $org) {
    samlIdentityProvider {
      externalIdentities(first: 100, after: $after) {
        nodes { samlIdentity { nameId } scimIdentity { username } user { databaseId } }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
}`;

/**
 * The SAML identities of an organisation, to suggest accounts from: none where GitHub shows none. It shows them to owners of the organisation and
 * their classic tokens with read:org or admin:org (GraphQL reference, `Organization.samlIdentityProvider`); to others the field is null, or an error
 * stands beside it. Single sign-on of an enterprise is not among them. Left out: a person with two identities, and a name that two have.
 */
export const listIdentities = (octokit: Octokit, org: string): Promise<IdentitiesById> =>
  call(`list the SAML identities of ${org}`, async () => {
    const nodes: Node[] = [];
    let after: string | null = null;
    do {
      const page: Page = await readPage(octokit, org, after);
      nodes.push(...page.nodes);
      after = page.next;
    } while (after !== null);
    return joinIdentities(nodes);
  });

interface Page {
  readonly nodes: readonly Node[];
  readonly next: string | null;
}

async function readPage(octokit: Octokit, org: string, after: string | null): Promise<Page> {
  const answer = await octokit.graphql<Answer>(query, { org, after }).catch(orHidden);
  const found = answer?.organization?.samlIdentityProvider?.externalIdentities;
  if (found === undefined) return { nodes: [], next: null };
  const { hasNextPage, endCursor } = found.pageInfo;
  return { nodes: found.nodes.filter((node) => node !== null), next: hasNextPage ? endCursor : null };
}

/** GraphQL answers 200 with errors: FORBIDDEN, INSUFFICIENT_SCOPES, or a field that an old GitHub Enterprise Server lacks. */
function orHidden(error: unknown): undefined {
  if (error instanceof Error && error.name === "GraphqlResponseError") return undefined;
  throw error;
}

function joinIdentities(nodes: readonly Node[]): IdentitiesById {
  const counts = new Map<string, number>();
  const count = (key: string | undefined): void => {
    if (key !== undefined) counts.set(key, (counts.get(key) ?? 0) + 1);
  };
  for (const node of nodes) {
    count(keyOf(node.user));
    for (const name of new Set(namesOf(node).map((each) => each.toLowerCase()))) count(name);
  }
  const isOnly = (key: string | undefined): boolean => key !== undefined && counts.get(key) === 1;
  return new Map(
    nodes.flatMap((node) => {
      const id = node.user?.databaseId;
      const isClear = namesOf(node).every((name) => isOnly(name.toLowerCase()));
      return id && isOnly(keyOf(node.user)) && isClear ? [[id, toNames(node)] as const] : [];
    }),
  );
}

/** A name has no such character. */
const keyOf = (user: Node["user"]): string | undefined =>
  user?.databaseId ? `\u0000${user.databaseId}` : undefined;

const namesOf = (node: Node): string[] => Object.values(toNames(node));

const toNames = ({ samlIdentity, scimIdentity }: Node): IdentityNames => ({
  ...(samlIdentity?.nameId && { nameId: samlIdentity.nameId }),
  ...(scimIdentity?.username && { scimUserName: scimIdentity.username }),
});
