import { reads, writes } from "../access.ts";
import type { App } from "../accounts.ts";
import type { Actor } from "../caller.ts";
import { type CheckRun, type CheckSuite, gatherSuite, latestRuns } from "../checks.ts";
import { sendCheckRunEvent, sendCheckSuiteEvent } from "../events.ts";
import { readType, resolveCommit } from "../git/objects.ts";
import { HttpError, notFound } from "../http/error.ts";
import { takePage } from "../http/pages.ts";
import { readId } from "../http/read-id.ts";
import { repositoryRoute } from "../http/route.ts";
import type { Repository } from "../model.ts";
import { annotationPayload, checkRunPayload } from "../payloads/check-run.ts";
import { fullSuitePayload } from "../payloads/check-suite.ts";
import { applyFields } from "./check-fields.ts";

export const checkRoutes = [
  repositoryRoute(
    "POST /repos/{owner}/{repo}/check-runs",
    writes("checks"),
  )(async ({ state, repository, actor, body }) => {
    const app = requireCheckApp(actor);
    const headSha = body.text("head_sha");
    if ((await readType(repository.store, headSha)) !== "commit") {
      throw new HttpError(422, `No commit found for SHA: ${headSha}`);
    }
    const run: CheckRun = {
      id: state.nextId(),
      suiteId: findSuite(repository, app, headSha) ?? state.nextId(),
      app,
      headSha,
      name: body.text("name"),
      externalId: undefined,
      detailsUrl: undefined,
      status: "queued",
      conclusion: undefined,
      startedAt: state.clock(),
      completedAt: undefined,
      output: { title: undefined, summary: undefined, text: undefined, annotations: [] },
      rerequested: false,
    };
    applyFields(run, body, state.clock());
    repository.checkRuns.push(run);
    sendCheckRunEvent(state, repository, actor.account, run, "created");
    if (run.status === "completed") sendCheckRunEvent(state, repository, actor.account, run, "completed");
    return { status: 201, body: checkRunPayload(state, repository, run) };
  }),

  repositoryRoute(
    "PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}",
    writes("checks"),
  )(({ state, repository, actor, path, body }) => {
    const app = requireCheckApp(actor);
    const run = requireRun(repository, path("check_run_id"));
    if (run.app.id !== app.id) {
      throw new HttpError(
        403,
        `Invalid app_id \`${app.id}\` - check run can only be modified by the GitHub App that created it.`,
      );
    }
    run.name = body.optionalText("name") ?? run.name;
    run.rerequested = false;
    const before = run.status;
    applyFields(run, body, state.clock());
    const completed = run.status === "completed" && before !== "completed";
    if (completed) sendCheckRunEvent(state, repository, actor.account, run, "completed");
    return { status: 200, body: checkRunPayload(state, repository, run) };
  }),

  repositoryRoute(
    "GET /repos/{owner}/{repo}/check-runs/{check_run_id}",
    reads("checks"),
  )(({ state, repository, path }) => ({
    status: 200,
    body: checkRunPayload(state, repository, requireRun(repository, path("check_run_id"))),
  })),

  repositoryRoute(
    "GET /repos/{owner}/{repo}/check-runs/{check_run_id}/annotations",
    reads("checks"),
  )(({ state, repository, url, path }) => {
    const run = requireRun(repository, path("check_run_id"));
    const { items, link } = takePage(url, run.output.annotations);
    const body = items.map((annotation) => annotationPayload(state, repository, run, annotation));
    return { status: 200, body, link };
  }),

  repositoryRoute(
    "POST /repos/{owner}/{repo}/check-runs/{check_run_id}/rerequest",
    writes("checks"),
  )(({ state, repository, actor, path }) => {
    const run = requireRun(repository, path("check_run_id"));
    refuseForeignApp(actor, run.app);
    run.rerequested = true;
    sendCheckRunEvent(state, repository, actor.account, run, "rerequested");
    return { status: 201, body: {} };
  }),

  repositoryRoute(
    "GET /repos/{owner}/{repo}/check-suites/{check_suite_id}",
    reads("checks"),
  )(async ({ state, repository, path }) => ({
    status: 200,
    body: await fullSuitePayload(state, repository, requireSuite(repository, path("check_suite_id"))),
  })),

  repositoryRoute(
    "POST /repos/{owner}/{repo}/check-suites/{check_suite_id}/rerequest",
    writes("checks"),
  )(async ({ state, repository, actor, path }) => {
    const { id, app, runs } = requireSuite(repository, path("check_suite_id"));
    refuseForeignApp(actor, app);
    for (const run of runs) run.rerequested = true;
    const suite = requireSuite(repository, String(id));
    await sendCheckSuiteEvent(state, repository, actor.account, suite, "rerequested");
    return { status: 201, body: {} };
  }),

  repositoryRoute(
    "GET /repos/{owner}/{repo}/commits/{ref}/check-runs",
    reads("checks"),
  )(async ({ state, repository, url, path, query }) => {
    const sha = await resolveCommit(repository.store, path("ref"));
    if (sha === undefined) throw new HttpError(422, `No commit found for SHA: ${path("ref")}`);
    const [appId, name, status] = [query("app_id"), query("check_name"), query("status")];
    const everyRun = query("filter") === "all";
    const all = repository.checkRuns.filter(
      (run) =>
        run.headSha === sha &&
        (name ?? run.name) === run.name &&
        (status ?? run.status) === run.status &&
        (appId === undefined || String(run.app.id) === appId),
    );
    const runs = everyRun ? all : latestRuns(all);
    const { items, link } = takePage(url, runs.toReversed());
    const check_runs = items.map((run) => checkRunPayload(state, repository, run));
    return { status: 200, body: { total_count: runs.length, check_runs }, link };
  }),
];

function requireCheckApp(actor: Actor): App {
  if (actor.kind === "installation") return actor.app;
  throw new HttpError(403, "You must authenticate via a GitHub App.");
}

function requireRun(repository: Repository, text: string): CheckRun {
  const id = readId(text);
  const run = repository.checkRuns.find((known) => known.id === id);
  if (run === undefined) throw notFound();
  return run;
}

function requireSuite(repository: Repository, text: string): CheckSuite {
  const suite = gatherSuite(repository.checkRuns, readId(text));
  if (suite === undefined) throw notFound();
  return suite;
}

/** People may rerequest any app's check, an app only its own. */
function refuseForeignApp(actor: Actor, app: App): void {
  if (actor.kind === "installation" && actor.app.id !== app.id) {
    throw new HttpError(403, "This check was not made by the authenticated GitHub App.");
  }
}

const findSuite = (repository: Repository, app: App, headSha: string): number | undefined =>
  repository.checkRuns.find((run) => run.app.id === app.id && run.headSha === headSha)?.suiteId;
