import { type Need, reads } from "../access.ts";
import type { Account } from "../accounts.ts";
import { sendPullEvent } from "../events.ts";
import { HttpError, invalid, notFound } from "../http/error.ts";
import { takePage } from "../http/pages.ts";
import { repositoryRoute } from "../http/route.ts";
import type { Label, PullRequest, Repository } from "../model.ts";
import { labelPayload } from "../payloads/label.ts";
import type { State } from "../state.ts";
import { requirePull } from "./pulls.ts";

const longestName = 50;
/** GitHub's colour for a label without one. */
const plainColor = "ededed";

/** Labelling: apps need either permission, people the role of triage. */
const labelling: Need = {
  app: { permissions: ["issues", "pull_requests"], level: "write" },
  person: "triage",
};

export const labelRoutes = [
  repositoryRoute(
    "GET /repos/{owner}/{repo}/issues/{issue_number}/labels",
    reads("issues", "pull_requests"),
  )(({ state, repository, url, path }) => {
    const { items, link } = takePage(url, requirePull(repository, path("issue_number")).labels);
    return { status: 200, body: items.map((label) => labelPayload(state, repository, label)), link };
  }),

  repositoryRoute(
    "POST /repos/{owner}/{repo}/issues/{issue_number}/labels",
    labelling,
  )(async ({ state, repository, actor, path, body }) => {
    const pull = requirePull(repository, path("issue_number"));
    for (const name of body.texts("labels")) await addLabel(state, repository, actor.account, pull, name);
    return { status: 200, body: pull.labels.map((label) => labelPayload(state, repository, label)) };
  }),

  repositoryRoute(
    "DELETE /repos/{owner}/{repo}/issues/{issue_number}/labels",
    labelling,
  )(async ({ state, repository, actor, path }) => {
    const pull = requirePull(repository, path("issue_number"));
    for (const label of pull.labels) await removeLabel(state, repository, actor.account, pull, label);
    return { status: 204 };
  }),

  repositoryRoute(
    "DELETE /repos/{owner}/{repo}/issues/{issue_number}/labels/{name}",
    labelling,
  )(async ({ state, repository, actor, path }) => {
    const pull = requirePull(repository, path("issue_number"));
    const label = findLabel(pull.labels, path("name"));
    if (label === undefined) throw new HttpError(404, "Label does not exist");
    await removeLabel(state, repository, actor.account, pull, label);
    return { status: 200, body: pull.labels.map((left) => labelPayload(state, repository, left)) };
  }),

  repositoryRoute(
    "GET /repos/{owner}/{repo}/labels",
    reads("issues", "pull_requests"),
  )(({ state, repository, url }) => {
    const { items, link } = takePage(url, repository.labels);
    return { status: 200, body: items.map((label) => labelPayload(state, repository, label)), link };
  }),

  repositoryRoute(
    "GET /repos/{owner}/{repo}/labels/{name}",
    reads("issues", "pull_requests"),
  )(({ state, repository, path }) => {
    const label = findLabel(repository.labels, path("name"));
    if (label === undefined) throw notFound();
    return { status: 200, body: labelPayload(state, repository, label) };
  }),

  repositoryRoute("POST /repos/{owner}/{repo}/labels", { ...labelling, person: "write" })(
    ({ state, repository, body }) => {
      const name = body.text("name");
      if (findLabel(repository.labels, name) !== undefined) {
        throw new HttpError(422, "Validation Failed", {
          errors: [{ resource: "Label", code: "already_exists", field: "name" }],
        });
      }
      const color = body.optionalText("color") ?? plainColor;
      if (!/^[0-9a-f]{6}$/i.test(color)) throw invalid("Label", "color", `${color} is not a colour`);
      const label = createLabel(state, repository, {
        name,
        color,
        description: body.optionalText("description") ?? "",
      });
      return { status: 201, body: labelPayload(state, repository, label) };
    },
  ),
];

/** Label names are compared without regard to case. */
export const findLabel = (labels: readonly Label[], name: string): Label | undefined =>
  labels.find((label) => label.name.toLowerCase() === name.toLowerCase());

/** As GitHub makes one that somebody names first. */
export const plainLabel = (name: string): Omit<Label, "id"> => ({ name, color: plainColor, description: "" });

export function createLabel(state: State, repository: Repository, facts: Omit<Label, "id">): Label {
  if (facts.name.trim() === "") throw invalid("Label", "name", "name can't be blank");
  if (facts.name.length > longestName) {
    throw invalid("Label", "name", `name is too long (maximum is ${longestName} characters)`);
  }
  const label = { ...facts, id: state.nextId() };
  repository.labels.push(label);
  return label;
}

/** Puts a label on a pull request, and creates it if the repository does not have it. */
async function addLabel(
  state: State,
  repository: Repository,
  actor: Account,
  pull: PullRequest,
  name: string,
): Promise<void> {
  if (findLabel(pull.labels, name) !== undefined) return;
  const label = findLabel(repository.labels, name) ?? createLabel(state, repository, plainLabel(name));
  pull.labels = [...pull.labels, label];
  pull.updatedAt = state.clock();
  await sendPullEvent(state, repository, actor, pull, "labeled", {
    label: labelPayload(state, repository, label),
  });
}

async function removeLabel(
  state: State,
  repository: Repository,
  actor: Account,
  pull: PullRequest,
  label: Label,
): Promise<void> {
  pull.labels = pull.labels.filter(({ id }) => id !== label.id);
  pull.updatedAt = state.clock();
  await sendPullEvent(state, repository, actor, pull, "unlabeled", {
    label: labelPayload(state, repository, label),
  });
}
