import { actionsOf } from "./actions-settings.ts";
import { findEntry, readTree } from "./git/objects.ts";
import { branchRef, readRef } from "./git/refs.ts";
import { notFound } from "./http/error.ts";
import type { Repository } from "./model.ts";
import type { State } from "./state.ts";
import type { Workflow } from "./workflow.ts";

const FOLDER = ".github/workflows";

/** The workflows of the default branch, by path. A path keeps its id. */
export async function listWorkflows(state: State, repository: Repository): Promise<Workflow[]> {
  const { workflows } = actionsOf(state.actions, repository);
  const paths = await listPaths(repository);
  for (const path of paths)
    if (!workflows.has(path))
      workflows.set(path, { id: state.nextId(), path, state: "active", createdAt: state.clock() });
  return paths.flatMap((path) => workflows.get(path) ?? []);
}

/** By id or by the file's name, as GitHub takes both. Throws 404. */
export async function requireWorkflow(state: State, repository: Repository, name: string): Promise<Workflow> {
  const workflows = await listWorkflows(state, repository);
  const found = workflows.find(({ id, path }) => String(id) === name || path === `${FOLDER}/${name}`);
  if (found === undefined) throw notFound();
  return found;
}

/** Notes that a workflow of the default branch ran to its end. */
export async function endRun(
  state: State,
  repository: Repository,
  name: string,
  conclusion: "success" | "failure",
): Promise<void> {
  const { path } = await requireWorkflow(state, repository, name);
  const headSha = (await readTip(repository)) ?? "";
  actionsOf(state.actions, repository).ended.push({
    ...{ id: state.nextId(), path, conclusion, headSha },
    at: state.clock(),
  });
}

const readTip = ({ store, defaultBranch }: Repository): Promise<string | undefined> =>
  readRef(store, branchRef(defaultBranch));

async function listPaths(repository: Repository): Promise<string[]> {
  const tip = await readTip(repository);
  const folder = tip === undefined ? undefined : await findEntry(repository.store, tip, FOLDER);
  if (folder?.type !== "tree") return [];
  const entries = await readTree(repository.store, folder.sha);
  return entries
    .filter(({ path, type }) => type === "blob" && /\.ya?ml$/u.test(path))
    .map(({ path }) => `${FOLDER}/${path}`);
}
