import type { Rule } from "../seed.ts";

/** The sandbox runs no workflows, so a required one has never passed. */
export const findMissingWorkflows = ({ parameters }: Extract<Rule, { type: "workflows" }>): string[] =>
  parameters.workflows.map(({ path }) => `Required workflow "${path}" is expected.`);

/** The sandbox deploys nothing, so a required deployment is always missing. */
export const findMissingDeployments = ({
  parameters,
}: Extract<Rule, { type: "required_deployments" }>): string[] =>
  parameters.required_deployment_environments.map(
    (environment) => `Missing successful active ${environment} deployment.`,
  );
