import { subDays } from "date-fns/subDays";
import type { Story } from "../../core/audit/stories.ts";
import { countAsked } from "../../core/insight/asked-standing.ts";
import { accessKey, parseBaseline } from "../../core/inventory/inventory.ts";
import type { BriefedReview, LineFacts } from "../../core/inventory/line-facts.ts";
import type { PlannedLine } from "../../core/inventory/planned-review.ts";
import { listStandingAccess, type StandingAccess } from "../../core/inventory/standing-access.ts";
import { buildOverview } from "../../core/overview/overview.ts";
import type { Store } from "../../git/process/store.ts";
import { openStore } from "../../git/repository.ts";
import { type LineOrigin, readLineOrigins } from "../../git/walk/line-origins.ts";
import { takeInventory } from "../../operations/inventory.ts";
import { type ReviewSurvey, surveyReviews } from "../../operations/plan-reviews.ts";
import { ASKED_DAYS } from "../../report/access-review.ts";
import { describeDistrust } from "../../report/sweep.ts";
import { readCloneAudit } from "../input/clone-audit.ts";
import { openCloneRepository, readVerifiedLedger } from "../input/clone-ledger.ts";
import { readOperatorConfiguration, withProviders } from "../input/operator-configuration.ts";
import { explainFailure } from "../output/failure-advice.ts";

interface Given {
  readonly repository?: string;
  readonly env?: string;
  readonly key?: string;
}

/** The reviews to open, each line with what is known about it. */
export interface BriefedSurvey extends ReviewSurvey {
  readonly planned: readonly BriefedReview[];
  /** Access that is held and that no file of inventory/ lists: no review has it. Empty where no provider was asked. */
  readonly unlisted: readonly StandingAccess[];
  /** What could not be read, besides the files. */
  readonly problems: readonly string[];
}

/** Reads clone, ledger and, with a configuration, the providers. What only helps to decide and cannot be read is a problem, and stops nothing. */
export async function surveyClone(given: Given, now: Date, dueMs: number): Promise<BriefedSurvey> {
  const dir = given.repository ?? ".";
  const survey = await surveyReviews(await openCloneRepository(dir), now, dueMs);
  const asked = await readStories(given, now);
  const live = given.env === undefined ? undefined : await askProviders(dir, given, survey);
  const facts = await readFacts(await openStore(dir), survey);
  const planned = survey.planned.map((review) => ({
    ...review,
    lines: review.lines.map((line) => ({
      ...line,
      facts: {
        ...(facts.get(accessKey(line)) ?? { givers: [] }),
        ...describeHeld(live?.all, line),
        ...(asked.stories && { asked: countAsked(asked.stories, line) }),
      },
    })),
  }));
  return {
    ...survey,
    planned,
    unlisted: live?.all.filter(({ state }) => state === "new") ?? [],
    problems: [...asked.problems, ...(live?.problems ?? [])],
  };
}

interface Asked {
  readonly stories?: readonly Story[];
  readonly problems: readonly string[];
}

/** No stories where the ledger is missing or not trusted: "never asked for" would be a guess. */
async function readStories({ repository, key }: Given, now: Date): Promise<Asked> {
  const audit = await readCloneAudit(repository, key, now);
  if (audit.tip === null || !audit.verified)
    return { problems: audit.warning === "" ? [] : [audit.warning.trimEnd()] };
  return { stories: buildOverview(audit, subDays(now, ASKED_DAYS), now).stories, problems: [] };
}

interface Live {
  readonly all: readonly StandingAccess[];
  readonly problems: readonly string[];
}

async function askProviders(dir: string, { env, key }: Given, { files }: ReviewSurvey): Promise<Live> {
  const configuration = await readOperatorConfiguration(env, key);
  return withProviders(configuration, async () => {
    const ledger = await readVerifiedLedger(dir, configuration);
    const committed = files.map(({ baseline }) => baseline);
    const named = new Set(committed.map(({ provider }) => provider));
    const providers = new Map([...configuration.providers].filter(([name]) => named.has(name)));
    const { baselines, failures } = await takeInventory(providers, ledger.state);
    return {
      all: listStandingAccess(committed, baselines),
      problems: [
        ...describeDistrust(ledger),
        ...[...failures].map(
          ([name, error]) =>
            `"${name}" could not be read; the review does not say what is still held there. ${explainFailure(error)}`,
        ),
      ],
    };
  });
}

function describeHeld(all: readonly StandingAccess[] = [], line: PlannedLine): Pick<LineFacts, "held"> {
  const found = all.find((access) => accessKey(access) === accessKey(line));
  return found === undefined ? {} : { held: found.state !== "gone" };
}

/** What inventory/ and its history say, by `accessKey`. */
async function readFacts(
  store: Store,
  { tip, files }: ReviewSurvey,
): Promise<ReadonlyMap<string, LineFacts>> {
  const facts = new Map<string, LineFacts>();
  for (const { path, source, baseline } of files) {
    const origins = await readLineOrigins(store, tip, path);
    const { locate } = parseBaseline(source, path);
    for (const [index, grant] of baseline.grants.entries()) {
      const key = accessKey({ provider: baseline.provider, ...grant });
      const before = facts.get(key);
      const origin = origins.get(locate(`/grants/${index}`)?.line ?? 0);
      const listed = chooseFirst(before?.listed, origin);
      const since = before?.since ?? grant.since;
      const givers = [
        ...new Set([...(before?.givers ?? []), ...(grant.grantedBy === undefined ? [] : [grant.grantedBy])]),
      ];
      facts.set(key, { givers, ...(listed && { listed }), ...(since !== undefined && { since }) });
    }
  }
  return facts;
}

/** The earlier of the two. */
const chooseFirst = (one: LineFacts["listed"], other: LineOrigin | undefined): LineFacts["listed"] =>
  one === undefined || (other !== undefined && other.at < one.at) ? other : one;
