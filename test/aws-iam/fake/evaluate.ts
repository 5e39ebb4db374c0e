import { runSimulation } from "@cloud-copilot/iam-simulate";

export interface Request {
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  readonly context: Readonly<Record<string, string>>;
}

/** Whether these policies of an identity allow the request: asked of an evaluator that others wrote. */
export async function isAllowed(
  policies: Iterable<readonly [name: string, document: string]>,
  { principal, action, resource, context }: Request,
  boundary?: string,
): Promise<boolean> {
  const outcome = await runSimulation(
    {
      request: {
        ...{ principal, action, contextVariables: { ...context } },
        resource: { resource, accountId: "123456789012" },
      },
      identityPolicies: [...policies].map(([name, document]) => ({ name, policy: JSON.parse(document) })),
      ...{ serviceControlPolicies: [], resourceControlPolicies: [] },
      ...(boundary !== undefined && {
        permissionBoundaryPolicies: [{ name: "boundary", policy: JSON.parse(boundary) }],
      }),
    },
    {},
  );
  if (outcome.resultType === "error") throw new Error(JSON.stringify(outcome.errors));
  return outcome.overallResult === "Allowed";
}
