// Twenty requests that were merged together, on the local GitHub: one round of the app. Limit: a round with one of them. `--sizes` is not used.
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { Octokit } from "@octokit/rest";
import { formatEnv } from "../demo/dist/sandbox/env-file.js";
import { defaultSeed } from "../demo/dist/sandbox/seed.js";
import { startHallpassSandbox } from "../demo/dist/sandbox/start.js";
import { readConfig } from "../dist/configuration/config.js";
import { reconcile } from "../dist/operations/reconcile.js";
import { reviewPullRequest } from "../dist/operations/review.js";
import { wire } from "../dist/wire.js";
import { numbers } from "./data/sketch.js";
import { compare, readOptions } from "./measure.js";

const BURST = 20;
const at = { owner: "acme", repo: "access" };
const silent = { debug() {}, info() {}, warn() {}, error() {} };
const { runs } = readOptions();
const rounds = Math.min(runs, 3);
const people = numbers(BURST + 1).map((index) => ({ id: 20_000 + index, login: `user-${index}` }));

const samples = { one: [], burst: [] };
// Each on a GitHub of its own: one allows an app no more than 5,000 requests an hour.
for (let round = 0; round < rounds; round++) await withApp(measure);
const replay = (taken) => {
  const left = taken.values();
  return async () => left.next().value;
};
await compare({
  ...{ metric: `grant of ${BURST} at once`, size: BURST, runs: rounds },
  ours: replay(samples.burst),
  limit: replay(samples.one),
});
// The app's connections are kept alive.
process.exit(process.exitCode);

async function measure(app) {
  const grant = async (count) => {
    const { entries } = await reconcile(app.deps);
    return { answer: entries.filter(({ kind }) => kind === "granted").length / count };
  };
  const [first, ...others] = people;
  await askAndMerge(app, first.login);
  samples.one.push(await timed(() => grant(1)));
  for (const { login } of others) await askAndMerge(app, login);
  samples.burst.push(await timed(() => grant(BURST)));
}

/** What `hallpass serve` has, beside a local GitHub. */
async function withApp(work) {
  const dir = await mkdtemp(join(tmpdir(), "hallpass-bench-"));
  const sandbox = await startHallpassSandbox({ dir: join(dir, "sandbox"), seed: seedFor(people) });
  const settings = parseEnv(formatEnv(sandbox, undefined));
  const config = readConfig(settings);
  await mkdir(config.stateDir, { recursive: true, mode: 0o700 });
  const deps = { ...(await wire(config, settings, silent)), stops: () => [] };
  try {
    await reconcile(deps);
    const as = (login) =>
      new Octokit({ auth: sandbox.logins[login].token, baseUrl: sandbox.url, log: silent });
    await work({ deps, as });
  } finally {
    await Promise.all([...deps.providers.values()].map((provider) => provider.close()));
    await sandbox.stop();
    await rm(dir, { recursive: true, force: true });
  }
}

async function timed(work) {
  const start = performance.now();
  const { answer } = await work();
  return { seconds: (performance.now() - start) / 1000, answer };
}

/** A person asks, is approved and merged; nothing is granted yet. */
async function askAndMerge({ deps, as }, login) {
  const own = as(login);
  const { data: main } = await own.git.getRef({ ...at, ref: "heads/main" });
  await own.git.createRef({ ...at, ref: `refs/heads/ask-${login}`, sha: main.object.sha });
  const text = [
    `subject: ${login}`,
    "entitlements: [{ provider: memory, resource: sandbox, role: visitor }]",
    "duration: 2h",
    "reason: Investigate stuck refunds for INC-1234",
    "",
  ].join("\n");
  const content = Buffer.from(text).toString("base64");
  const file = {
    path: `access-requests/payments/${login}.yaml`,
    branch: `ask-${login}`,
    message: "Ask",
    content,
  };
  await own.repos.createOrUpdateFileContents({ ...at, ...file });
  const { data: pull } = await own.pulls.create({
    ...at,
    title: "Access",
    head: `ask-${login}`,
    base: "main",
  });
  await as("carol").pulls.createReview({ ...at, pull_number: pull.number, event: "APPROVE" });
  await reviewPullRequest(deps, pull.number);
  const { data: merged } = await own.pulls.get({ ...at, pull_number: pull.number });
  if (!merged.merged) throw new Error(`#${pull.number} of ${login} was not merged.`);
}

/** The default organisation with so many more people in the team that may ask. */
function seedFor(more) {
  const seed = defaultSeed();
  const logins = more.map(({ login }) => login);
  const lines = more.map(
    ({ id, login }) => `  - { id: ${id}, login: ${login}, principals: { memory: ${login} } }\n`,
  );
  return {
    ...seed,
    users: [...seed.users, ...more.map((person) => ({ ...person, role: "member" }))],
    teams: seed.teams.map((team) =>
      team.slug === "payments" ? { ...team, members: [...team.members, ...logins] } : team,
    ),
    repositories: seed.repositories.map((repository) => ({
      ...repository,
      files: {
        ...repository.files,
        ".github/hallpass.yaml": `${repository.files[".github/hallpass.yaml"]}${lines.join("")}`,
      },
    })),
  };
}
