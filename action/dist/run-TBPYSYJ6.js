import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);
import {
  explain
} from "./chunk-H7GLXELY.js";
import {
  MAX_SETTINGS_BYTES,
  NOBODY,
  SETTINGS_PATH,
  applyPlan,
  askProviders,
  createFolder,
  createProviders,
  endedBeforeToday,
  entitlementsOf,
  entriesOf,
  findOpenReceipts,
  gitHubReverts,
  gitRepository,
  isAfter,
  isByHand,
  isRevocation,
  listEnded,
  listNeglected,
  listOverdue,
  openClient,
  openHoldings,
  openRemovalPull,
  openStore,
  parseSettings,
  planChanges,
  pushRemoval,
  readBot,
  readGit,
  readUses,
  rememberBot,
  requireObjectId,
  revertBranch,
  runGit,
  wasLeft
} from "./chunk-XEOWK36H.js";
import "./chunk-25V6RK2Y.js";
import "./chunk-2HNI7JJU.js";
import {
  subDays
} from "./chunk-AKKCJD7W.js";
import "./chunk-7MNSBFR3.js";
import "./chunk-YP6EQXKM.js";
import {
  RepositoryError,
  call
} from "./chunk-UZ7EQ5W4.js";
import {
  describeDistrust,
  describeFailures,
  describeNeglect
} from "./chunk-P366WWGO.js";
import {
  applyToHoldings,
  fitSubject
} from "./chunk-OU5SX7WZ.js";
import "./chunk-3BZNJ7ZL.js";
import "./chunk-GGGEKREZ.js";
import "./chunk-HMVRQBRS.js";
import "./chunk-33Z2ZGMK.js";
import {
  holdingKey
} from "./chunk-K5X7KKLM.js";
import "./chunk-JWKNRRMN.js";
import "./chunk-N5G37XHY.js";

// action/run.ts
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join as join2 } from "node:path";

// action/kept.ts
import { mkdir } from "node:fs/promises";
import { join } from "node:path";

// src/git/ledger/kept.ts
import { rename, stat } from "node:fs/promises";
import { resolve } from "node:path";
var ref = "refs/hallpass/kept";
async function keepLedger(dir, tip, file) {
  const store = { directory: resolve(dir) };
  await runGit(store, ["update-ref", "--no-deref", ref, requireObjectId(tip)]);
  const draft = `${resolve(file)}.new`;
  await runGit(store, ["bundle", "create", "--quiet", draft, ref], { timeoutMs: 12e4 });
  await rename(draft, file);
}
async function restoreLedger(dir, file) {
  if (!await isThere(file)) return void 0;
  const store = await createFolder(dir);
  await readGit(store, ["init", "--quiet", "--bare", "--template="]);
  const args = ["bundle", "unbundle", resolve(file), ref];
  const [sha, name, ...others] = (await readGit(store, args, { timeoutMs: 12e4 })).split(/[ \n]/u);
  if (sha !== void 0 && name === ref && others.length === 0) return requireObjectId(sha);
  throw new RepositoryError({ command: "bundle", detail: `${file} names no ${ref}.`, retryable: false });
}
async function isThere(file) {
  try {
    await stat(file);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return false;
    throw error;
  }
}

// action/kept.ts
var FILE = "ledger.bundle";
async function restoreKept(stateDir, dir) {
  try {
    return { kept: await restoreLedger(dir, join(stateDir, FILE)), problems: [] };
  } catch (error) {
    return { kept: void 0, problems: [`The ledger kept in state-dir cannot be used. ${explain(error)}`] };
  }
}
async function keep(stateDir, dir, { tip }) {
  try {
    await mkdir(stateDir, { recursive: true, mode: 448 });
    if (tip !== null) await keepLedger(dir, tip, join(stateDir, FILE));
    return [];
  } catch (error) {
    return [`The ledger could not be kept in state-dir for the next run. ${explain(error)}`];
  }
}

// src/core/plan/lag.ts
function measureLag(state, since, until) {
  const samples = [...state.holdings.values()].flatMap(listSamples).filter(({ at }) => !isAfter(at, until) && (since === void 0 || !isAfter(since, at)));
  const providers = [...new Set(samples.map(({ provider }) => provider))].toSorted();
  return {
    ...since && { since },
    until,
    all: summarize(samples),
    providers: providers.map((provider) => ({
      provider,
      ...summarize(samples.filter((sample) => sample.provider === provider))
    }))
  };
}
var listSamples = (record) => record.revocations.map((revocation, index) => ({
  provider: record.entitlement.provider,
  at: revocation.at,
  counts: classify(revocation, record.revocations.slice(0, index), record),
  // A clock that was set back would give a negative lag.
  lateMilliseconds: Math.max(0, revocation.at.getTime() - revocation.scheduled.getTime())
}));
function classify(revocation, earlier, record) {
  const { scheduled, because } = revocation;
  const known = earlier.flatMap((each) => [each.scheduled.getTime(), each.at.getTime()]);
  if (known.includes(scheduled.getTime())) return "again";
  if (because === "by-hand") return "byHand";
  return wasLeft(revocation, record) ? "left" : "in";
}
function summarize(samples) {
  const count = (counts) => samples.filter((sample) => sample.counts === counts).length;
  const late = samples.flatMap(({ counts, lateMilliseconds }) => counts === "in" ? [lateMilliseconds] : []).toSorted((a, b) => a - b);
  const [p50, p95, max] = [50, 95, 100].map((percent) => takePercentile(late, percent));
  return {
    count: late.length,
    milliseconds: p50 === void 0 || p95 === void 0 || max === void 0 ? null : { p50, p95, max },
    apart: { byHand: count("byHand"), left: count("left"), again: count("again") }
  };
}
var takePercentile = (sorted, percent) => sorted[Math.ceil(sorted.length * percent / 100) - 1];

// src/operations/close.ts
import { createHash } from "node:crypto";
async function planClosings({ repository, reverts, defaultBranch, receipts }, state, outcomes, now) {
  const from = await repository.defaultTip();
  const held = new Set(
    outcomes.filter(({ status }) => status === "failed").map(({ change }) => holdingKey(change.holding))
  );
  const ended = listEnded(state, await repository.listFiles(from, "access-requests"), now).filter(
    ({ leases }) => !leases.some((lease) => held.has(holdingKey(lease)))
  );
  const due = ended.filter((request) => receipts === "each" || endedBeforeToday(request, now));
  const later = ended.length - due.length;
  if (due.length === 0) return { closings: [], later };
  const base = { name: defaultBranch, tip: from, now };
  const inReview = await findOpenReceipts({ repository, reverts }, state, base);
  const closings = groupByTeam(
    due.filter(({ path }) => !inReview.has(path)),
    from
  );
  return { closings, later };
}
var sha256 = (text) => createHash("sha256").update(text).digest("hex");
function groupByTeam(ended, from) {
  return [...new Set(ended.map(({ team }) => team))].map((team) => {
    const requests = ended.filter((request) => request.team === team);
    const ids = requests.map(({ id }) => id);
    return { team, from, requests, branch: revertBranch(team, ids, sha256) };
  });
}
async function openRevert({ reverts, defaultBranch }, closing, ledgerTip, { now, readUses: readUses2 }) {
  const { branch, team, from, requests } = closing;
  const paths = requests.map(({ path }) => path);
  const removal = { branch, from, paths, message: describeCommit(closing, ledgerTip), at: now };
  const describe = async () => {
    const uses = await readUses2(requests.flatMap(({ leases }) => leases));
    return { kind: "ended", team, requests, uses, now };
  };
  return openRemovalPull(reverts, removal, { base: defaultBranch, describe, isOpen: async () => false });
}
var describeCommit = ({ team, requests }, ledgerTip) => [
  fitSubject(`Remove ended requests of ${team}`),
  requests.map(({ id }) => `- ${id}`).join("\n"),
  ...ledgerTip === null ? [] : [`Ledger: ${ledgerTip}`]
].join("\n\n");

// src/operations/ending/reap.ts
async function planReaping(state, providers, now) {
  const asked = [...entitlementsOf(state, now)];
  return merge(await Promise.all(asked.map(([name, list]) => planAt(name, list, state, providers, now))));
}
async function reap(state, providers, now, around) {
  const asked = [...entitlementsOf(state, now())];
  const reaped = await Promise.all(
    asked.map(async ([name, list]) => {
      const planned = await planAt(name, list, state, providers, now());
      return { ...planned, outcomes: await applyPlan(planned.plan, providers, now, around) };
    })
  );
  const outcomes = reaped.flatMap((each) => each.outcomes);
  const entries = outcomes.flatMap(
    (outcome) => entriesOf(outcome, state.holdings.get(holdingKey(outcome.change.holding)))
  );
  return { ...merge(reaped), outcomes, state: applyToHoldings(state, entries) };
}
async function planAt(name, entitlements, state, providers, now) {
  const { listings, failures } = await askProviders(/* @__PURE__ */ new Map([[name, entitlements]]), providers);
  const { changes, unexplained } = planChanges(state, listings, now);
  const isDue = (change) => change.holding.entitlement.provider === name && isRevocation(change) && !isByHand(change);
  return { plan: { changes: changes.filter(isDue), unexplained }, failures };
}
var merge = (plans) => ({
  plan: {
    changes: plans.flatMap(({ plan }) => plan.changes),
    unexplained: plans.flatMap(({ plan }) => plan.unexplained)
  },
  failures: new Map(plans.flatMap(({ failures }) => [...failures]))
});

// action/sweep.ts
var LAG_DAYS = 30;
var GRACE_MILLISECONDS = 3e5;
var NOTHING_PLANNED = { closings: [], later: 0 };
var readLateness = (state, now) => ({
  overdue: listOverdue(state, now),
  lag: measureLag(state, subDays(now, LAG_DAYS), now)
});
async function previewSweep(deps) {
  const { closing, ledger, providers, problems = [], now } = deps;
  const lateness = readLateness(ledger.state, now());
  const { plan, failures } = await planReaping(ledger.state, providers, now());
  const planned = closing === void 0 ? NOTHING_PLANNED : await planClosings(closing, ledger.state, [], now());
  return {
    ...lateness,
    changes: plan.changes,
    outcomes: void 0,
    pulls: [],
    planned: planned.closings.map(({ branch }) => branch),
    later: planned.later,
    unexplained: plan.unexplained.length,
    problems: [...problems, ...describeDistrust(ledger), ...describeFailures(failures, explain)]
  };
}
async function sweep(deps) {
  const { ledger, providers, graceMilliseconds = GRACE_MILLISECONDS, problems = [], now } = deps;
  const lateness = readLateness(ledger.state, now());
  const { plan, failures, outcomes, state } = await reap(ledger.state, providers, now);
  const closed = await close(deps, state, outcomes);
  const neglected = listNeglected(lateness.overdue, outcomes, graceMilliseconds);
  return {
    ...lateness,
    changes: plan.changes,
    outcomes,
    planned: [],
    unexplained: plan.unexplained.length,
    pulls: closed.pulls,
    later: closed.later,
    problems: [
      ...problems,
      ...describeDistrust(ledger),
      ...describeFailures(failures, explain),
      ...neglected.map((each) => describeNeglect(each, graceMilliseconds)),
      ...closed.problems
    ]
  };
}
async function close({ closing: deps, ledger, providers, now }, state, outcomes) {
  const pulls = [];
  const problems = [];
  if (deps === void 0) return { pulls, problems, later: 0 };
  const attempt = async (work) => {
    try {
      return await work();
    } catch (error) {
      problems.push(`A revert PR is missing. ${explain(error)}`);
      return void 0;
    }
  };
  const { closings, later } = await attempt(() => planClosings(deps, state, outcomes, now())) ?? NOTHING_PLANNED;
  const reading = (leases) => readUses(leases, state, providers);
  for (const closing of closings) {
    const about = { now: now(), readUses: reading };
    const pull = await attempt(() => openRevert(deps, closing, ledger.tip, about));
    if (pull !== void 0) pulls.push(pull);
  }
  return { pulls, problems, later };
}

// action/run.ts
async function runAction(inputs, secrets, now) {
  const dir = await mkdtemp(join2(secrets.RUNNER_TEMP ?? tmpdir(), "hallpass-"));
  const providers = await createProviders(inputs.providers, secrets, { now });
  try {
    const { graceMilliseconds } = inputs;
    const deps = { ...await openDeps(inputs, dir, now), providers, graceMilliseconds, now };
    return await (inputs.dryRun ? previewSweep : sweep)(deps);
  } finally {
    await Promise.allSettled([...providers.values()].map((provider) => provider.close()));
    await rm(dir, { recursive: true, force: true });
  }
}
async function openDeps(inputs, dir, now) {
  const { stateDir } = inputs;
  if (stateDir === void 0) return { ...await reachGitHub(inputs, dir, void 0, now), problems: [] };
  const { kept, problems } = await restoreKept(stateDir, dir);
  const opened = await reachGitHub(inputs, dir, kept, now).catch(
    (error) => goWithout(error, inputs, dir, kept)
  );
  const all = [...problems, ...opened.problems ?? [], ...await keep(stateDir, dir, opened.ledger)];
  return { ...opened, problems: all };
}
async function reachGitHub(inputs, dir, kept, now) {
  const { token, owner, repo, apiUrl, cloneUrl } = inputs;
  if (token === "") throw new Error("token is empty: look at the step that makes it.");
  const name = { owner, repo };
  const octokit = openClient(apiUrl, token, { now });
  const defaultBranch = inputs.defaultBranch ?? await readDefaultBranch(octokit, name);
  const remote = { url: cloneUrl, token: async () => token };
  const repository = await gitRepository({ ...remote, dir, defaultBranch });
  await repository.fetch();
  const publicKey = inputs.ledgerKey ?? await readLedgerKey(repository);
  const ledger = await (await openHoldings({ dir, publicKey, ...kept !== void 0 && { kept } })).read();
  const store = await openStore(dir);
  const identify = rememberBot(
    () => readBot(octokit, inputs.serverUrl, inputs.appSlug),
    () => void 0
  );
  const push = async (removal) => pushRemoval(store, remote, removal, inputs.appSlug === "" ? NOBODY : await identify());
  const reverts = gitHubReverts({ octokit, name, push });
  return { closing: { repository, reverts, defaultBranch, receipts: inputs.receipts }, ledger };
}
async function goWithout(error, { ledgerKey, stateDir }, dir, kept) {
  const why = `GitHub could not be read. ${explain(error)}`;
  const none = (detail) => new Error(`${why} ${detail} Nothing was ended: run hallpass sweep from a clone.`, { cause: error });
  if (kept === void 0 || ledgerKey === void 0)
    throw none(`${stateDir} has no ledger of an earlier run that can be used.`);
  const ledger = await (await openHoldings({ dir, publicKey: ledgerKey, kept })).read();
  if (ledger.tip === null) throw none(`The ledger kept in ${stateDir} is not signed with ledger-key.`);
  const told = `Ended access is revoked by the last verified ledger, ${ledger.tip}; no revert PR is opened.`;
  return { closing: void 0, ledger, problems: [`${why} ${told}`] };
}
var readDefaultBranch = (octokit, name) => call("read the repository", async () => (await octokit.rest.repos.get(name)).data.default_branch);
async function readLedgerKey(repository) {
  const file = await repository.findFile(await repository.defaultTip(), SETTINGS_PATH);
  const bytes = file && await repository.readBlob(file.blob, MAX_SETTINGS_BYTES);
  const settings = bytes && parseSettings(bytes, SETTINGS_PATH).value;
  if (settings === void 0)
    throw new Error(`${SETTINGS_PATH} is missing or wrong, so the ledger's key is unknown. Give ledger-key.`);
  return settings.ledger.publicKey;
}
export {
  readDefaultBranch,
  runAction
};
