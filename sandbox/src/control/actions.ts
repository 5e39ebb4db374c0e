import { actionsOf } from "../actions-settings.ts";
import { createEnvironment } from "../environments.ts";
import type { State } from "../state.ts";
import type { Control } from "./control.ts";
import { requireRepository } from "./find.ts";

/** The settings of GitHub Actions. */
export const controlActions = (
  state: State,
): Pick<Control, "setWorkflowPermissions" | "addSecret" | "removeSecret" | "addEnvironment"> => {
  const secretsOf = (name: string | null | undefined) =>
    name === null ? state.actions.organizationSecrets : settingsOf(name).secrets;
  const settingsOf = (name: string | undefined) => actionsOf(state.actions, requireRepository(state, name));
  return {
    setWorkflowPermissions: ({ mayApprove, defaultPermissions }, name) => {
      const workflow = name === null ? state.actions.organization : settingsOf(name).workflow;
      workflow.mayApprove = mayApprove ?? workflow.mayApprove;
      workflow.defaultPermissions = defaultPermissions ?? workflow.defaultPermissions;
    },
    addSecret: (secret, name) => {
      secretsOf(name).set(secret.toUpperCase(), state.clock());
    },
    removeSecret: (secret, name) => {
      secretsOf(name).delete(secret.toUpperCase());
    },
    addEnvironment: (environment, branches, name) => {
      settingsOf(name).environments.push(
        createEnvironment({
          id: state.nextId(),
          name: environment,
          createdAt: state.clock(),
          branches: branches?.map((pattern) => ({ id: state.nextId(), pattern })),
        }),
      );
    },
  };
};
