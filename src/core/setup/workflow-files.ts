import type { SetupFile } from "./blueprint.ts";
import { ONCE_ENVIRONMENT, ONCE_PATH, ONCE_SECRETS, renderOnceWorkflow } from "./workflows/once.ts";
import { REAP_ENVIRONMENT, REAP_PATH, REAP_SECRETS, renderReapWorkflow } from "./workflows/reap.ts";
import { renderWakeWorkflow, WAKE_PATH } from "./workflows/wake.ts";
import type { Source } from "./workflows/workflow.ts";

/** What the workflows of an installation depend on: nothing secret. */
export interface WorkflowOrder {
  readonly source: Source;
  readonly runsOn: string;
  readonly defaultBranch: string;
  readonly providers: string;
  /** Names of variables that hold a secret of a provider. */
  readonly secrets: readonly string[];
  /** The ledger's public key, one line. */
  readonly ledgerKey: string;
  /** The client id of the reaper's App; undefined: no scheduled Action. */
  readonly reaper: string | undefined;
  /** The settings of `hallpass once`, by variable; undefined where a server runs. */
  readonly once: Readonly<Record<string, string>> | undefined;
}

/** An environment of the access repository, and what it has to hold. */
export interface SetupEnvironment {
  readonly name: string;
  readonly secrets: readonly string[];
}

export interface Workflows {
  readonly files: readonly SetupFile[];
  readonly environments: readonly SetupEnvironment[];
}

/** The workflow files, and the environments whose secrets they read. */
export function listWorkflows(order: WorkflowOrder): Workflows {
  const parts = [...listOnce(order), ...listReaper(order)];
  return {
    files: parts.flatMap(({ files }) => files),
    environments: parts.map(({ environment }) => environment),
  };
}

interface Part {
  readonly files: readonly SetupFile[];
  readonly environment: SetupEnvironment;
}

function listOnce({ once, ...order }: WorkflowOrder): Part[] {
  if (once === undefined) return [];
  const environment = ONCE_ENVIRONMENT;
  return [
    {
      files: [
        { path: ONCE_PATH, text: renderOnceWorkflow({ ...order, environment, settings: once }) },
        { path: WAKE_PATH, text: renderWakeWorkflow() },
      ],
      environment: {
        name: environment,
        secrets: [...ONCE_SECRETS, ...order.secrets],
      },
    },
  ];
}

function listReaper({ reaper, ...order }: WorkflowOrder): Part[] {
  if (reaper === undefined) return [];
  const environment = REAP_ENVIRONMENT;
  return [
    {
      files: [{ path: REAP_PATH, text: renderReapWorkflow({ ...order, environment, clientId: reaper }) }],
      environment: { name: environment, secrets: [...REAP_SECRETS, ...order.secrets] },
    },
  ];
}
