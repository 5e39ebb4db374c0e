import { createRepository } from "../create-repository.ts";
import { send } from "../events.ts";
import { HttpError } from "../http/error.ts";
import type { Fields } from "../http/fields.ts";
import { route } from "../http/route.ts";
import { fullRepositoryPayload } from "../payloads/repository.ts";
import { findRepository, type State } from "../state.ts";
import { requireMembersAccess } from "./organization.ts";
import { requireRepositoryName } from "./repository-settings.ts";

const fields = ["name", "private", "visibility", "auto_init"] as const;

/** "Create an organization repository": for members, who administer what they make. */
export const organizationRepositoryRoutes = [
  route("POST /orgs/{org}/repos")(async ({ state, caller, path, body }) => {
    if (caller.kind !== "person") throw new HttpError(403, "Resource not accessible by integration");
    requireMembersAccess(state, caller, path("org"));
    const { name, isPrivate } = readOrder(state, body);
    const { directory, organization, people, teams, clock } = state;
    const repository = await createRepository({
      ...{ directory, organization, people, teams, clock },
      repository: {
        ...{ id: state.nextId(), name, private: isPrivate, defaultBranch: "main", rulesets: [], teams: {} },
        files: { "README.md": `# ${name}` },
        collaborators: { [caller.account.login]: "admin" },
      },
      first: { author: caller.account, message: "Initial commit" },
    });
    state.repositories.push(repository);
    send(state, repository, caller.account, "repository", "metadata", { action: "created" });
    return { status: 201, body: fullRepositoryPayload(state, repository, caller) };
  }),
];

function readOrder(state: State, body: Fields<string>): { name: string; isPrivate: boolean } {
  const unknown = body.names().find((name) => !fields.some((field) => field === name));
  if (unknown !== undefined)
    throw new HttpError(501, `The setting ${unknown} of a new repository is not supported by the sandbox.`);
  if (body.optionalFlag("auto_init") !== true)
    throw new HttpError(501, "A repository without a first commit is not supported by the sandbox.");
  const name = body.text("name");
  requireRepositoryName(name, findRepository(state, state.organization.account.login, name));
  const flag = body.optionalFlag("private") ?? false;
  const visibility = body.optionalChoice("visibility", ["public", "private"]);
  return { name, isPrivate: visibility === undefined ? flag : visibility === "private" };
}
