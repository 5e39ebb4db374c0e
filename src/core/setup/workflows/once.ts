import { WAKE_NAME } from "./wake.ts";
import { fromSecrets, keepFolder, literal, ours, renderWorkflow, type Surroundings } from "./workflow.ts";

export const ONCE_PATH = ".github/workflows/hallpass-once.yaml";
export const ONCE_ENVIRONMENT = "hallpass";

/** Secrets of every installation, by the names that the server's variables have. */
export const ONCE_SECRETS = ["PRIVATE_KEY", "HALLPASS_LEDGER_KEY"] as const;

export interface OnceWorkflow extends Surroundings {
  readonly defaultBranch: string;
  /** Variables of the server without secrets, by name: APP_ID, HALLPASS_REPOSITORY, HALLPASS_REPOSITORY_ID, HALLPASS_TRUSTED_COMMIT and others. */
  readonly settings: Readonly<Record<string, string>>;
}

const STATE = "hallpass-state";

/**
 * The workflow that is Hallpass where no server runs: `hallpass once`, every five minutes and after each event. All its events run the file of
 * the default branch there ("Events that trigger workflows": schedule, push to it, workflow_run, issues, issue_comment, workflow_dispatch),
 * so the environment lets them in. It takes nothing from an event. Settings stand in the file, whose owners review each change, and not in
 * variables: for those of an environment GitHub's guide asks for admin access ("Creating configuration variables for an environment"), and its
 * REST API for "collaborator access", which at the repository's own variables and secrets means the role Write. A writer must not choose
 * the trusted commit.
 */
export function renderOnceWorkflow(workflow: OnceWorkflow): string {
  const { restore, save } = keepFolder(STATE, "hallpass-once");
  return renderWorkflow(
    [
      "Hallpass without a server: reviews, merges, grants and ends, every five minutes and when something happens.",
      "Its settings stand here; its secrets, in the environment, which is limited to the default branch.",
    ],
    {
      name: "Hallpass once",
      on: listEvents(workflow.defaultBranch),
      permissions: {},
      jobs: {
        once: {
          if: IS_NEWS,
          "runs-on": workflow.runsOn,
          "timeout-minutes": 15,
          environment: workflow.environment,
          // Of the job, so that a run that is left out takes no place in the queue. A run that ends access is not stopped half-way.
          concurrency: { group: "hallpass-once", "cancel-in-progress": false },
          steps: [restore, describeRun(workflow), save],
        },
      },
    },
  );
}

/** Its own comments need no run, and neither do those without a command: each run costs minutes, and anybody comments. */
const IS_NEWS =
  "!(startsWith(github.event_name, 'issue') && github.event.sender.type == 'Bot') && (github.event_name != 'issue_comment' || contains(github.event.comment.body, '/hallpass'))";

const listEvents = (defaultBranch: string): object => ({
  // Five minutes is the shortest that GitHub allows. Off the hour: it delays and drops runs when everybody's start.
  schedule: [{ cron: "2-59/5 * * * *" }],
  push: { branches: [defaultBranch] },
  workflow_run: { workflows: [WAKE_NAME], types: ["completed"] },
  issues: { types: ["opened", "edited", "closed", "reopened"] },
  issue_comment: { types: ["created", "edited", "deleted"] },
  workflow_dispatch: {},
});

const describeRun = ({ source, defaultBranch, settings, providers, secrets }: OnceWorkflow): object => ({
  uses: ours(source, "action/once"),
  env: {
    ...Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, literal(value)])),
    HALLPASS_DEFAULT_BRANCH: literal(defaultBranch),
    HALLPASS_WEBHOOK: "none",
    HALLPASS_STATE: STATE,
    HALLPASS_PROVIDERS: literal(providers),
    ...fromSecrets([...ONCE_SECRETS, ...secrets]),
  },
});
