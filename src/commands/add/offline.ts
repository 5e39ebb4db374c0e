import type { RepositoryName } from "../../github/http/client.ts";
import { findDefaultBranch } from "../input/clone-branch.ts";
import { isFolder } from "../input/given-file.ts";
import { writeFiles } from "../output/write-files.ts";
import { UsageError } from "../runner/failure.ts";
import { readRulesIn } from "../setup/read-rules.ts";
import type { AccessPlace } from "./access-place.ts";

interface Given {
  readonly repository: RepositoryName;
  readonly serverUrl: string;
  /** The numeric ids that were given, by name. */
  readonly ids: ReadonlyMap<string, number>;
}

/** The working tree of a clone. GitHub is not asked, so ids are given. */
export async function openOffline(
  folder: string,
  { repository, serverUrl, ids }: Given,
): Promise<AccessPlace> {
  if (!(await isFolder(folder)))
    throw new UsageError(`--offline ${folder} is not a folder: name a clone of the access repository.`);
  const requireId = (name: string, command: string): number => {
    const id = ids.get(name.toLowerCase());
    if (id !== undefined) return id;
    throw new UsageError(
      `The numeric id of ${name} is missing: give it with --id ${name}=NUMBER, as ${command} prints it.`,
    );
  };
  return {
    organization: repository.owner,
    readPages: async () => ({ serverUrl, ...repository, defaultBranch: await findDefaultBranch(folder) }),
    readRules: (others) => readRulesIn(folder, others),
    readTeam: async (slug) => ({
      id: requireId(slug, `gh api orgs/${repository.owner}/teams/${slug} --jq .id`),
      members: [],
      mayWrite: undefined,
    }),
    readPerson: async (login) => ({ name: login, id: requireId(login, `gh api users/${login} --jq .id`) }),
    readIdentities: async () => undefined,
    apply: async ({ files, branch, writers }) => {
      await writeFiles(folder, files);
      const roles = writers.map(
        (slug) => `Give the team ${slug} the role Write on ${repository.owner}/${repository.repo}.`,
      );
      return files.length === 0
        ? roles
        : [
            `Commit the files of ${folder} on a branch, such as ${branch}, and open a pull request.`,
            ...roles,
          ];
    },
  };
}
