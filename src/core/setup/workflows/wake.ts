import { renderWorkflow } from "./workflow.ts";

/** The name that `workflow_run` listens to. */
export const WAKE_NAME = "Hallpass wake";

export const WAKE_PATH = ".github/workflows/hallpass-wake.yaml";

/**
 * The workflow without secrets that runs on pull requests and reviews, so that its end wakes `hallpass once`. It is a file of its own
 * because these events run on the pull request's merge ref ("Events that trigger workflows"): an environment limited to the default branch
 * does not let them in ("Actions pull_request_target and environment branch protections changes", GitHub's changelog, 7 November 2025). A
 * workflow that listens to its own end is not documented. It says nothing to the other but "look".
 */
export const renderWakeWorkflow = (): string =>
  renderWorkflow(
    [
      "Wakes the workflow that runs hallpass once, when a pull request or a review changes. It has no secrets and does nothing:",
      "a pull request may change this file, and gains nothing by it.",
    ],
    {
      name: WAKE_NAME,
      on: {
        pull_request: {
          types: ["opened", "reopened", "synchronize", "edited", "ready_for_review", "closed"],
        },
        pull_request_review: { types: ["submitted", "edited", "dismissed"] },
      },
      permissions: {},
      jobs: {
        wake: {
          "runs-on": "ubuntu-latest",
          "timeout-minutes": 5,
          steps: [{ run: "echo 'Hallpass looks at this pull request now.'" }],
        },
      },
    },
  );
