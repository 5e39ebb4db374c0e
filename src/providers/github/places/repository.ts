import type { Api } from "../api/api.ts";
import { isRepository } from "../api/shapes.ts";
import type { GithubConfiguration } from "../configuration.ts";

/** Throws unless the name leads to this repository of the organisation. */
export async function verifyRepository(
  api: Api,
  { organization }: Pick<GithubConfiguration, "organization">,
  name: string,
  id: number,
): Promise<void> {
  const path = `/repos/${organization.login}/${name}`;
  const found = await api.find(isRepository, path);
  if (found === undefined)
    throw api.fail("UNKNOWN_ENTITLEMENT", `${path} is not there, or not for this App.`);
  if (found.id !== id || found.owner.id !== organization.id)
    throw api.fail("IDENTITY_CHANGED", `${path} is repository ${found.id} of ${found.owner.id}.`);
}

/** The form in which GitHub's own redirects and links name a repository. It survives renames. */
export const repositoryPath = (id: number): string => `/repositories/${id}`;

/**
 * Whether the repository was deleted. GitHub answers 404 for one that the App is not installed on, too, where the access goes on: only an
 * App on all repositories can tell. Throws where nobody can.
 */
export async function isGone(api: Api, id: number): Promise<boolean> {
  if ((await api.find(isRepository, repositoryPath(id))) !== undefined) return false;
  if (await api.seesAll()) return true;
  throw api.fail("UNKNOWN_ENTITLEMENT", `The repository ${id} is not there, or not for this App.`);
}
