import type { Rule } from "../seed.ts";

/** Nothing runs on the sandbox: a workflow that is required has never passed. */
export const findMissingWorkflows = ({ parameters }: Extract<Rule, { type: "workflows" }>): string[] =>
  parameters.workflows.map(({ path }) => `Required workflow "${path}" is expected.`);

/** Nothing is deployed on the sandbox. */
export const findMissingDeployments = ({
  parameters,
}: Extract<Rule, { type: "required_deployments" }>): string[] =>
  parameters.required_deployment_environments.map(
    (environment) => `Missing successful active ${environment} deployment.`,
  );
