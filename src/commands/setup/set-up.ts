import { overlay } from "../../core/additions/addition.ts";
import { judgeRules } from "../../core/additions/judge-rules.ts";
import { ACCESS_PAGE } from "../../core/asking/pages.ts";
import type { Finding } from "../../core/findings/finding.ts";
import { describeMissing, nameAccounts, needsIdentities } from "../../core/setup/accounts.ts";
import type { Answers } from "../../core/setup/answers.ts";
import { compareFiles, listSetupFiles, readPolicies } from "../../core/setup/files.ts";
import { type PlanStep, planFiles } from "../../core/setup/plan.ts";
import { writeAccessPage } from "../../report/asking/access-page.ts";
import { UsageError } from "../runner/failure.ts";
import { addEnvLines, readEnvLines } from "./env-lines.ts";
import { findLedgerKey } from "./ledger-key.ts";
import type { Place } from "./place.ts";
import { readSamples } from "./samples.ts";

interface Order {
  readonly answers: Answers;
  readonly env: string;
  readonly isDry: boolean;
  /** The commit whose rules the person has read. */
  readonly trust: string | undefined;
  /** Shows the plan before it is carried out. */
  readonly show: (plan: readonly PlanStep[], mistakes: readonly Finding[]) => void;
}

export interface SetUp {
  readonly plan: readonly PlanStep[];
  readonly done: boolean;
  /** Rules that somebody else wrote and nobody has read. While there are any, no commit is trusted. */
  readonly unread: readonly string[];
  /** Of the rules as they are afterwards. While there are any, nothing is granted. */
  readonly mistakes: readonly Finding[];
  /** What a person has to do now, in order. */
  readonly next: readonly string[];
}

/** Plans, shows the plan, and carries it out unless the run is dry. The key of the ledger is written before anything names it. */
export async function setUp(place: Place, { answers, env, isDry, trust, show }: Order): Promise<SetUp> {
  const known = await readEnvLines(env);
  const key = findLedgerKey(known.get("HALLPASS_LEDGER_KEY"));
  const pinned = known.get(PIN);
  if (trust !== undefined) await requireRead(place, trust, pinned, env);
  const numbers = await place.readNumbers();
  const source = answers.accounts ?? "none";
  const identities = needsIdentities(source) ? await place.readIdentities() : new Map();
  const accounts = nameAccounts(source, numbers.people, identities);
  const nameless = describeMissing(source, numbers.people, accounts);
  const blueprint = { answers, ...numbers, accounts, ledgerKey: key.publicKey };
  const links = {
    path: ACCESS_PAGE,
    text: writeAccessPage(await place.readPages(), readPolicies(blueprint)),
  };
  const wanted = listSetupFiles(blueprint, [...(await readSamples()), links]);
  const rules = await place.readRules(wanted.map(({ path }) => path));
  const files = compareFiles(wanted, rules);
  const missing = files.filter(({ action }) => action === "create");
  const mistakes = judgeRules(overlay(rules, missing), answers.repository.split("/")[0] ?? "");
  const isSettled = trust !== undefined || pinned !== undefined;
  const foreign = isSettled ? [] : await place.listForeign(wanted);
  const plan: PlanStep[] = [
    ...(await place.plan()),
    ...planFiles(files, foreign),
    { what: "configuration", name: env, action: known.size === 0 ? "create" : "keep" },
  ];
  show(plan, mistakes);
  if (isDry) return { plan, done: false, unread: foreign, mistakes, next: [] };
  await addEnvLines(env, {
    HALLPASS_REPOSITORY: place.repository,
    HALLPASS_LEDGER_KEY: key.privateKey,
    ...fromEnvironment(),
  });
  const { variables, commit, next } = await place.apply(missing);
  // As the commit is, not as the plan was: somebody may have pushed meanwhile.
  const unread = isSettled ? [] : await place.listForeign(wanted, commit);
  await addEnvLines(env, {
    ...variables,
    ...(commit !== undefined && unread.length === 0 && { [PIN]: commit }),
  });
  const rest = listRest(await readEnvLines(env), env);
  return {
    ...{ plan, done: true, unread, mistakes },
    next: [...orderReading(next, unread, commit), ...(nameless === undefined ? [] : [nameless]), ...rest],
  };
}

const PIN = "HALLPASS_TRUSTED_COMMIT";

/** Throws `UsageError` for another commit than the tip, which is what the files would be added to. */
async function requireRead(
  place: Place,
  trust: string,
  pinned: string | undefined,
  env: string,
): Promise<void> {
  const tip = await place.findTip();
  if (trust !== tip)
    throw new UsageError(
      `--trust ${trust} is not the newest commit of ${place.repository}${tip === undefined ? "" : `, which is ${tip}`}. Read the rules there, and give that commit.`,
    );
  if (pinned !== undefined && pinned !== trust)
    throw new UsageError(`${env} trusts ${pinned} already. Change ${PIN} there by hand.`);
}

/** Rules that somebody else wrote are trusted only by a person who has read them. */
function orderReading(
  next: readonly string[],
  unread: readonly string[],
  commit: string | undefined,
): readonly string[] {
  if (unread.length === 0) return next;
  const files = `Read the rules that hallpass init did not write, and remove those that must not count: ${unread.join(", ")}.`;
  if (commit === undefined) return [files, ...next];
  return [
    ...next,
    next.length > 0
      ? `${files} Once the pull request is merged, run this again.`
      : `${files} Then run this again with --trust ${commit}. If you changed something, give the newest commit instead.`,
  ];
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
    known.has("APP_ID")
      ? `Apply the rules: GH_TOKEN=$(gh auth token) hallpass rulesets --env ${env} --apply`
      : `Make the GitHub App and apply the rules: GH_TOKEN=$(gh auth token) hallpass app --env ${env} --rulesets --url URL, the address where GitHub reaches the server`,
    `Start it: hallpass serve --env ${env}`,
    `See whether anything is missing: hallpass doctor --env ${env}`,
  ];
}
