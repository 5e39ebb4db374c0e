/** The permissions and events of the GitHub App. A test compares them with `app.yml`, and the events with the handlers. */
export const APP_PERMISSIONS: Readonly<Record<string, "read" | "write">> = {
  checks: "write",
  contents: "write",
  issues: "write",
  members: "read",
  metadata: "read",
  pull_requests: "write",
};

export const APP_EVENTS = [
  ...["check_run", "check_suite", "issue_comment", "issues", "member", "membership", "organization"],
  ...["pull_request", "pull_request_review", "pull_request_review_thread", "push", "repository", "team"],
] as const;

/** GitHub sends these to every App. */
export const UNASKED_EVENTS = ["installation", "installation_repositories"] as const;

/**
 * Extra permissions and events that are allowed, with a reason: for an App chosen by hand as the source of a check ("Available rules
 * for rulesets"), and for events of changed rulesets.
 */
export const TOLERATED_PERMISSIONS: Readonly<Record<string, "read" | "write">> = {
  administration: "read",
  statuses: "write",
};
