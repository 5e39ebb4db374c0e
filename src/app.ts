import type { Probot } from "probot";
import type { ServerConfig } from "./configuration/config.ts";
import { ASK_BRANCHES } from "./core/asking/asked.ts";
import { FORM_LABEL } from "./core/asking/form-names.ts";
import {
  findEndTakenBack,
  isEndCommand,
  parseComment,
  parseInIssue,
} from "./core/decision/comment-command.ts";
import { raiseAlert } from "./core/ports/alert.ts";
import type { Log } from "./core/ports/log.ts";
import { ledgerBranchName } from "./git/repository.ts";
import type { Worker } from "./service/worker.ts";

/**
 * Actions of the App's installation. After them GitHub hides these repositories from the app, so Hallpass can neither grant nor
 * record.
 */
const ENDINGS: readonly string[] = ["suspend", "deleted", "removed"];

/** Of an issue, what may have ended access: one that is open again was closed. */
const TASK_ACTIONS: readonly string[] = ["closed", "reopened"];

/** The branch that Hallpass made for an issue. */
const ASKED_IN = new RegExp(`^${ASK_BRANCHES}i(?<issue>[1-9]\\d{0,15})$`, "u");

/** Of a pull request, what changes the decision. Labels, assignees, milestones and requested reviewers do not; its base and its text may. */
const PULL_ACTIONS: readonly string[] = [
  "opened",
  "reopened",
  "synchronize",
  "ready_for_review",
  "converted_to_draft",
];

/** The part of the worker that the handlers use. */
export type Sink = Pick<
  Worker,
  | "reviewSoon"
  | "reviewAllSoon"
  | "reconcileSoon"
  | "watchSoon"
  | "lookAroundSoon"
  | "hear"
  | "hearTakenBack"
  | "hearEdit"
  | "hearIssue"
  | "hearPush"
  | "skipDelivery"
>;

/**
 * The Probot app. An event of the pinned repository only says "look again": the app reads its repository id, our app's id, the number,
 * the branch and a comment's command, and no other field. It ignores events of other repositories.
 */
export default function hallpass(
  probot: Pick<Probot, "on">,
  sink: Sink,
  { repositoryId, appId }: Pick<ServerConfig, "repositoryId" | "appId">,
  log?: Log,
): void {
  const isOurs = ({ repository }: { repository?: { id: number } }): boolean =>
    repository?.id === repositoryId;
  /** Events of the whole organisation name no repository. */
  const mayConcern = ({ repository }: { repository?: { id: number } | undefined }): boolean =>
    repository === undefined || repository.id === repositoryId;

  /** One line that joins GitHub's id of a delivery (X-GitHub-Delivery) with what it is about: the lines that follow name only that. */
  const note = (delivery: string, event: string, about: object): void =>
    log?.info({ step: "webhook", delivery, event, ...about }, "heard");

  /** Its author opened it with the form. Anybody with a role can take the label away, or give it: all that depends on it is an answer. */
  const isAsk = ({ labels }: { readonly labels?: readonly { readonly name?: string }[] }): boolean =>
    labels?.some(({ name }) => name === FORM_LABEL) ?? false;
  const isNumber = (pull: number): boolean => Number.isSafeInteger(pull) && pull > 0;
  const review = (pull: number): void => {
    if (isNumber(pull)) sink.reviewSoon(pull);
  };
  /** GitHub names no pull requests where several share the head, or none. */
  const reviewNamed = (pulls: readonly ({ number: number } | null)[]): void => {
    if (pulls.length === 0) sink.reviewAllSoon();
    for (const pull of pulls) if (pull !== null) review(pull.number);
  };
  const lookAround = (): void => {
    sink.lookAroundSoon();
    sink.reconcileSoon();
  };

  probot.on("pull_request", async ({ id, name, payload }) => {
    if (!isOurs(payload)) return;
    const { action, number, sender } = payload;
    note(id, name, { action, pull: number });
    if (PULL_ACTIONS.includes(action)) return review(number);
    if (action === "edited" && isNumber(number)) return sink.hearEdit({ pull: number, by: sender?.id ?? 0 });
    if (action !== "closed") return;
    const asked = ASKED_IN.exec(payload.pull_request?.head?.ref ?? "")?.groups?.issue;
    if (asked !== undefined) sink.hearIssue({ issue: Number(asked), by: sender?.id ?? 0 });
    // Its comment and its label say that it waits: no longer, if it was not merged.
    review(number);
    sink.reconcileSoon();
    sink.watchSoon();
  });
  // A conversation that is resolved may be all that GitHub waited for.
  probot.on(["pull_request_review", "pull_request_review_thread"], async ({ id, name, payload }) => {
    if (!isOurs(payload)) return;
    note(id, name, { action: payload.action, pull: payload.pull_request.number });
    review(payload.pull_request.number);
  });
  probot.on("push", async ({ id, name, payload }) => {
    const { ref, repository } = payload;
    if (!isOurs(payload)) return;
    note(id, name, { ref });
    const branch = /^refs\/heads\/(?<name>.+)$/su.exec(ref)?.groups?.name;
    if (branch === repository.default_branch) return sink.reconcileSoon();
    if (branch === undefined || branch === ledgerBranchName || payload.deleted) return;
    sink.hearPush({ branch, after: payload.after, by: payload.sender?.id ?? 0 });
  });
  probot.on("issue_comment", async ({ id, name, payload }) => {
    if (!isOurs(payload)) return;
    note(id, name, { action: payload.action, issue: payload.issue.number });
    if (payload.action === "created" && !isEndCommand(payload.comment.body)) sink.skipDelivery(id);
    const { issue, sender } = payload;
    const isInIssue =
      payload.action === "created" && !issue.pull_request && isEndCommand(payload.comment.body);
    if (isInIssue && isNumber(issue.number)) sink.hearIssue({ issue: issue.number, by: sender?.id ?? 0 });
    const command = parseComment(payload) ?? (isAsk(issue) ? parseInIssue(payload) : undefined);
    if (command !== undefined) sink.hear({ ...command, delivery: id });
    const takenBack = findEndTakenBack(payload);
    if (takenBack !== undefined) sink.hearTakenBack(takenBack);
  });
  probot.on("issues", async ({ payload }) => {
    // Closing an issue ends the access that lasts until then, even if it is reopened. Labels and edits do not matter.
    if (!isOurs(payload)) return;
    const { action, issue, sender } = payload;
    if (TASK_ACTIONS.includes(action)) sink.watchSoon();
    // An issue that the app closed asks for nothing that is open.
    const wasClosed = action === "closed" && sender?.type !== "Bot";
    if ((action === "opened" || wasClosed) && isNumber(issue.number))
      sink.hearIssue({ issue: issue.number, by: sender?.id ?? 0 });
  });
  probot.on("check_run.rerequested", async ({ payload }) => {
    const { app, pull_requests } = payload.check_run;
    if (isOurs(payload) && app?.id === appId) reviewNamed(pull_requests);
  });
  probot.on("check_suite.rerequested", async ({ payload }) => {
    const { app, pull_requests } = payload.check_suite;
    if (isOurs(payload) && app?.id === appId) reviewNamed(pull_requests);
  });
  probot.on(
    ["repository_ruleset", "repository", "member", "team", "membership", "organization"],
    async ({ payload }) => {
      if (mayConcern(payload)) lookAround();
    },
  );
  probot.on(["installation", "installation_repositories"], async ({ name, payload }) => {
    const { action, installation, sender } = payload;
    const fields = {
      step: "installation",
      event: name,
      action,
      installation: installation.id,
      by: sender?.login,
    };
    if (!ENDINGS.includes(action)) log?.info(fields, "the App's installation changed");
    else if (log !== undefined)
      raiseAlert(log, "INSTALLATION_LOST", fields, "the App lost its access to repositories");
    lookAround();
  });
}
