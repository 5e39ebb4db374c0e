import {
  expression,
  fromSecrets,
  keepFolder,
  literal,
  ours,
  pinned,
  renderWorkflow,
  type Surroundings,
} from "./workflow.ts";

export const REAP_PATH = ".github/workflows/hallpass.yaml";
export const REAP_ENVIRONMENT = "hallpass-reaper";

/** The secret that holds the key of the reaper's App. */
export const REAP_SECRETS = ["REAPER_PRIVATE_KEY"] as const;

export interface ReapWorkflow extends Surroundings {
  /** The client id of the reaper's App, on its settings page. */
  readonly clientId: string;
  /** The ledger's public key, one line. */
  readonly ledgerKey: string;
}

const STATE = "hallpass-state";

/** The workflow of the Action: action/README.md explains each part. It keeps the last verified ledger, and so works while GitHub's API is down. */
export function renderReapWorkflow(workflow: ReapWorkflow): string {
  const { restore, save } = keepFolder(STATE, "hallpass-ledger");
  return renderWorkflow(
    [
      "Ends expired access when Hallpass itself does not, and opens the pull requests that remove ended requests.",
      "Its settings stand here; its secrets, in the environment, which is limited to the default branch.",
    ],
    {
      name: "Hallpass",
      on: {
        // Off the hour: GitHub delays and drops runs when everybody's start.
        schedule: [{ cron: "7,22,37,52 * * * *" }],
        workflow_dispatch: { inputs: { "dry-run": { type: "boolean", default: false } } },
      },
      permissions: {},
      concurrency: { group: "hallpass-reaper", "cancel-in-progress": false },
      jobs: {
        reap: {
          "runs-on": workflow.runsOn,
          "timeout-minutes": 10,
          environment: workflow.environment,
          steps: [describeToken(workflow), restore, describeRun(workflow), save],
        },
      },
    },
  );
}

const describeToken = ({ clientId }: ReapWorkflow): object => ({
  id: "app",
  // Making the token needs GitHub too; without one, access is ended by the kept ledger.
  "continue-on-error": true,
  uses: pinned("actions/create-github-app-token"),
  with: {
    "client-id": literal(clientId),
    "private-key": expression("secrets.REAPER_PRIVATE_KEY"),
    "permission-contents": "write",
    "permission-pull-requests": "write",
  },
});

const describeRun = ({ source, ledgerKey, providers, secrets }: ReapWorkflow): object => ({
  uses: ours(source, "action"),
  with: {
    token: expression("steps.app.outputs.token"),
    "app-slug": expression("steps.app.outputs.app-slug"),
    "ledger-key": literal(ledgerKey),
    "state-dir": STATE,
    "dry-run": expression("inputs.dry-run || false"),
  },
  env: { HALLPASS_PROVIDERS: literal(providers), ...fromSecrets(secrets) },
});
