import { writes } from "../access.ts";
import { notFound } from "../http/error.ts";
import { takePage } from "../http/pages.ts";
import { readChoice, readSince, timePeriods } from "../http/query.ts";
import { readId } from "../http/read-id.ts";
import { repositoryRoute } from "../http/route.ts";
import type { Repository, RuleSuite } from "../model.ts";
import { formatTime } from "../payloads/schemas.ts";

/** "Rule insights": the verdicts on each push and merge, and the actors who bypassed the rules. For administrators. */
export const ruleSuiteRoutes = [
  repositoryRoute(
    "GET /repos/{owner}/{repo}/rulesets/rule-suites",
    writes("administration", "admin"),
  )(({ state, repository, url, query }) => {
    const [ref, login] = [query("ref"), query("actor_name")?.toLowerCase()];
    const results = ["pass", "fail", "bypass", "all"] as const;
    const result = readChoice("rule_suite_result", query("rule_suite_result"), results) ?? "all";
    // By default GitHub shows the last day.
    const period = readChoice("time_period", query("time_period"), timePeriods) ?? "day";
    const since = readSince(state.clock(), period);
    const found = repository.ruleSuites.filter(
      (suite) =>
        (ref === undefined || suite.ref === ref || suite.ref === `refs/heads/${ref}`) &&
        (login === undefined || suite.actor.login.toLowerCase() === login) &&
        (result === "all" || suite.result === result) &&
        suite.at >= since,
    );
    const { items, link } = takePage(url, found.toReversed());
    return { status: 200, body: items.map((suite) => suiteFacts(repository, suite)), link };
  }),

  repositoryRoute(
    "GET /repos/{owner}/{repo}/rulesets/rule-suites/{rule_suite_id}",
    writes("administration", "admin"),
  )(({ repository, path }) => {
    const id = readId(path("rule_suite_id"));
    const suite = repository.ruleSuites.find((known) => known.id === id);
    if (suite === undefined) throw notFound();
    return {
      status: 200,
      body: {
        ...suiteFacts(repository, suite),
        evaluation_result: suite.evaluationResult ?? null,
        rule_evaluations: suite.evaluations.map(({ ruleset, type, violations }) => ({
          rule_source: { type: "ruleset", id: ruleset.id, name: ruleset.name },
          enforcement: ruleset.enforcement === "evaluate" ? ("evaluate" as const) : ("active" as const),
          result: violations.length === 0 ? ("pass" as const) : ("fail" as const),
          rule_type: type,
          details: violations.length === 0 ? null : violations.join("\n"),
        })),
      },
    };
  }),
];

const suiteFacts = ({ id, name }: Repository, suite: RuleSuite) => ({
  id: suite.id,
  actor_id: suite.actor.id,
  actor_name: suite.actor.login,
  before_sha: suite.before,
  after_sha: suite.after,
  ref: suite.ref,
  repository_id: id,
  repository_name: name,
  pushed_at: formatTime(suite.at),
  result: suite.result,
  ...(suite.evaluationResult === undefined ? {} : { evaluation_result: suite.evaluationResult }),
});
