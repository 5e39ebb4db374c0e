import type { App } from "../accounts.ts";
import { findEnvironment } from "../actions-settings.ts";
import { HttpError } from "../http/error.ts";
import { findAccount, type State } from "../state.ts";
import { requireRun, startAgain, startRun } from "../workflow-runs.ts";
import { endRun, requireWorkflow } from "../workflows.ts";
import type { Control } from "./control.ts";
import { requirePerson, requireRepository } from "./find.ts";

type RunControl = Pick<
  Control,
  | "guardEnvironment"
  | "startRun"
  | "startRunAgain"
  | "reviewRun"
  | "cancelRun"
  | "listRunComments"
  | "endScheduledRun"
  | "setWorkflowState"
>;

/** Workflow runs, and the environments they deploy to. */
export function controlRuns(state: State): RunControl {
  const requireApp = (slug: string): App => {
    const app = state.apps.find((known) => known.slug === slug);
    if (app === undefined) throw new HttpError(404, `There is no app ${slug}.`);
    return app;
  };
  const requireAccount = (login: string) => findAccount(state, login) ?? requirePerson(state, login);
  const find = (id: number, name: string | undefined) =>
    requireRun(state, requireRepository(state, name), id);
  return {
    guardEnvironment: (name, { apps = [], reviewers = [], waitMinutes = 0 }, repository) => {
      const environment = findEnvironment(state.actions, requireRepository(state, repository), name);
      if (environment === undefined) throw new HttpError(404, `There is no environment ${name}.`);
      environment.apps = apps.map((slug) => requireApp(slug).id);
      environment.reviewers = reviewers.map((login) => ({
        type: "User",
        id: requirePerson(state, login).id,
      }));
      environment.waitMinutes = waitMinutes;
    },
    startRun: async ({ environment, login, event = "workflow_dispatch" }, name) => {
      const account = requireAccount(login);
      const { id } = await startRun(state, requireRepository(state, name), { environment, account, event });
      return { id };
    },
    startRunAgain: (id, login, name) =>
      startAgain(state, requireRepository(state, name), find(id, name), requireAccount(login)),
    reviewRun: (id, login, name) => {
      find(id, name).reviews.push({ account: requirePerson(state, login), state: "approved" });
    },
    cancelRun: (id, name) => {
      find(id, name).ended = "cancelled";
    },
    listRunComments: (id, name) => [...find(id, name).comments],
    endScheduledRun: (file, conclusion, name) =>
      endRun(state, requireRepository(state, name), file, conclusion),
    setWorkflowState: async (file, activity, name) => {
      const workflow = await requireWorkflow(state, requireRepository(state, name), file);
      workflow.state = activity;
    },
  };
}
