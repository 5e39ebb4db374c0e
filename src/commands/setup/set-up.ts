import { ACCESS_PAGE } from "../../core/asking/pages.ts";
import type { Answers } from "../../core/setup/answers.ts";
import { compareFiles, listSetupFiles, readPolicies } from "../../core/setup/files.ts";
import { type PlanStep, planFiles } from "../../core/setup/plan.ts";
import { writeAccessPage } from "../../report/asking/access-page.ts";
import { addEnvLines, readEnvLines } from "./env-lines.ts";
import { findLedgerKey } from "./ledger-key.ts";
import type { Place } from "./place.ts";
import { readSamples } from "./samples.ts";

interface Order {
  readonly answers: Answers;
  readonly env: string;
  readonly isDry: boolean;
  /** Shows the plan before it is carried out. */
  readonly show: (plan: readonly PlanStep[]) => void;
}

export interface SetUp {
  readonly plan: readonly PlanStep[];
  readonly done: boolean;
  /** What a person has to do now, in order. */
  readonly next: readonly string[];
}

/** Plans, shows the plan, and carries it out unless the run is dry. The key of the ledger is written before anything names it. */
export async function setUp(place: Place, { answers, env, isDry, show }: Order): Promise<SetUp> {
  const known = await readEnvLines(env);
  const key = findLedgerKey(known.get("HALLPASS_LEDGER_KEY"));
  const numbers = await place.readNumbers();
  const blueprint = { answers, ...numbers, ledgerKey: key.publicKey };
  const links = {
    path: ACCESS_PAGE,
    text: writeAccessPage(await place.readPages(), readPolicies(blueprint)),
  };
  const wanted = listSetupFiles(blueprint, [...(await readSamples()), links]);
  const files = compareFiles(wanted, await place.readFiles(wanted.map(({ path }) => path)));
  const plan: PlanStep[] = [
    ...(await place.plan()),
    ...planFiles(files),
    { what: "configuration", name: env, action: known.size === 0 ? "create" : "keep" },
  ];
  show(plan);
  if (isDry) return { plan, done: false, next: [] };
  await addEnvLines(env, {
    HALLPASS_REPOSITORY: place.repository,
    HALLPASS_LEDGER_KEY: key.privateKey,
    ...fromEnvironment(),
  });
  const { variables, next } = await place.apply(files.filter(({ action }) => action === "create"));
  await addEnvLines(env, variables);
  return { plan, done: true, next: [...next, ...listRest(await readEnvLines(env), env)] };
}

/** A GitHub of one's own. */
const fromEnvironment = (): Record<string, string> =>
  Object.fromEntries(
    ["GITHUB_API_URL", "GITHUB_SERVER_URL"].flatMap((name) => {
      const value = process.env[name];
      return value === undefined || value === "" ? [] : [[name, value]];
    }),
  );

/** The steps that are left, by what the configuration lacks. */
function listRest(known: ReadonlyMap<string, string>, env: string): string[] {
  return [
    ...(known.has("HALLPASS_PROVIDERS")
      ? []
      : [`Write the systems into ${env}, as HALLPASS_PROVIDERS (docs/providers.md).`]),
    ...(known.has("APP_ID")
      ? []
      : [
          `Make the GitHub App: hallpass app --env ${env} --url URL, the address where GitHub reaches the server`,
        ]),
    `Apply the rules: GH_TOKEN=$(gh auth token) hallpass rulesets --env ${env} --apply`,
    `Start it: hallpass serve --env ${env}`,
    `See whether anything is missing: hallpass doctor --env ${env}`,
  ];
}
