import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { data, Evaluator, Lexer, Parser } from "@actions/expressions";
import { parse } from "yaml";
import { packageRoot } from "../../demo/src/package-root.ts";

/** What GitHub knows when it starts a run. */
export interface Event {
  readonly name: string;
  readonly payload?: Readonly<Record<string, unknown>>;
  readonly inputs?: Readonly<Record<string, unknown>>;
}

/** The environment whose secrets the job may read, and the address of GitHub. */
export interface Surroundings {
  readonly secrets: Readonly<Record<string, string>>;
  readonly vars: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
  /** The token that actions/create-github-app-token makes. */
  readonly appToken?: () => Promise<string>;
}

export interface StepResult {
  readonly name: string;
  readonly code: number;
  readonly output: string;
}

interface Step {
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, unknown>>;
  readonly "continue-on-error"?: boolean;
}

interface Job {
  readonly if?: string;
  readonly environment?: string;
  readonly steps: readonly Step[];
}

type Contexts = Readonly<Record<string, unknown>>;

/**
 * Runs the only job of a workflow as a runner does: expressions by GitHub's own evaluator, steps in order, a fresh workspace for each run, a
 * cache between runs. Of other people's actions it knows those that Hallpass uses; those of Hallpass run from `action/`.
 */
export async function createRunner({ secrets, vars, env, appToken }: Surroundings) {
  const root = await mkdtemp(join(tmpdir(), "hallpass-runner-"));
  let run = 0;
  /** Where each cache lies, by key, the newest last. */
  const caches = new Map<string, string>();

  async function restore(inputs: Record<string, string>, workspace: string): Promise<StepResult> {
    const prefix = inputs["restore-keys"] ?? "";
    const hit = [...caches.keys()].findLast((key) => key === inputs.key || key.startsWith(prefix));
    const from = hit === undefined ? undefined : caches.get(hit);
    if (from !== undefined)
      await cp(from, join(workspace, inputs.path ?? ""), { recursive: true, preserveTimestamps: true });
    return { name: "restore", code: 0, output: hit ?? "none" };
  }

  async function save(inputs: Record<string, string>, workspace: string): Promise<StepResult> {
    const { key = "", path = "" } = inputs;
    if (caches.has(key)) throw new Error(`The cache ${key} is written already.`);
    const to = join(root, `cache-${caches.size}`);
    await cp(join(workspace, path), to, { recursive: true, preserveTimestamps: true });
    caches.set(key, to);
    return { name: "save", code: 0, output: key };
  }

  async function runAction(folder: string, given: Record<string, string>, step: Step, workspace: string) {
    const about = parse(await readFile(join(packageRoot, folder, "action.yml"), "utf8"));
    const defaults = Object.entries(about.inputs ?? {}).flatMap(([name, input]) =>
      typeof input === "object" && input !== null && "default" in input
        ? [[name, String(input.default)] as const]
        : [],
    );
    const inputs = Object.entries({ ...Object.fromEntries(defaults), ...given }).map(([name, value]) => [
      `INPUT_${name.toUpperCase().replaceAll(" ", "_")}`,
      value,
    ]);
    const main = join(packageRoot, folder, about.runs.main);
    const results = join(workspace, "..", `files-${run}`);
    await mkdir(results, { recursive: true });
    const files = { GITHUB_OUTPUT: join(results, "output"), GITHUB_STEP_SUMMARY: join(results, "summary") };
    for (const file of Object.values(files)) await writeFile(file, "");
    const result = await execute(process.execPath, [main], workspace, {
      ...env,
      ...files,
      ...(step.env as Record<string, string>),
      ...Object.fromEntries(inputs),
    });
    return {
      ...result,
      name: folder,
      output: result.output + (await readFile(files.GITHUB_STEP_SUMMARY, "utf8")),
    };
  }

  async function runStep(step: Step, contexts: Contexts, workspace: string): Promise<StepResult> {
    const inputs = substitute(step.with ?? {}, contexts);
    const own = { ...step, env: substitute(step.env ?? {}, contexts) };
    if (step.run !== undefined)
      return execute("bash", ["-e", "-c", step.run], workspace, { ...env, ...own.env });
    const [action = ""] = (step.uses ?? "").split("@");
    if (action === "actions/cache/restore") return restore(inputs, workspace);
    if (action === "actions/cache/save") return save(inputs, workspace);
    if (action === "actions/create-github-app-token") return { name: action, code: 0, output: "" };
    return runAction(action.split("/").slice(2).join("/"), inputs, own, workspace);
  }

  async function outputsOf({ uses = "" }: Step): Promise<Record<string, string>> {
    if (appToken === undefined || !uses.startsWith("actions/create-github-app-token@")) return {};
    return { token: await appToken(), "app-slug": "hallpass-reaper" };
  }

  /** Undefined where the job is skipped. */
  async function runWorkflow(text: string, event: Event): Promise<readonly StepResult[] | undefined> {
    run += 1;
    const jobs: Readonly<Record<string, Job>> = parse(text).jobs;
    const [job] = Object.values(jobs);
    if (job === undefined) throw new Error("The workflow has no job.");
    const workspace = join(root, `run-${run}`, "workspace");
    await mkdir(workspace, { recursive: true });
    const steps: Record<string, unknown> = {};
    const contexts = {
      github: { event_name: event.name, event: event.payload ?? {}, run_id: run, run_attempt: 1 },
      inputs: event.inputs ?? {},
      steps,
      // A job without the environment sees nothing of it.
      secrets: job.environment === undefined ? {} : secrets,
      vars: job.environment === undefined ? {} : vars,
    };
    if (job.if !== undefined && !isTrue(evaluate(job.if, contexts))) return undefined;
    const results: StepResult[] = [];
    let failed = false;
    for (const step of job.steps) {
      if (failed && step.if !== "always()") continue;
      const result = await runStep(step, contexts, workspace);
      results.push(result);
      if (step.id !== undefined) steps[step.id] = { outputs: await outputsOf(step) };
      failed ||= result.code !== 0 && step["continue-on-error"] !== true;
    }
    return results;
  }

  return {
    runWorkflow,
    /** As if GitHub had evicted them. */
    forgetCaches: () => caches.clear(),
    stop: () => rm(root, { recursive: true, force: true, maxRetries: 10 }),
  };
}

const EXPRESSION = /\$\{\{(?<text>.*?)\}\}/gsu;

const substitute = (values: Readonly<Record<string, unknown>>, contexts: Contexts): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      String(value).replace(EXPRESSION, (_, text: string) => evaluate(text, contexts).coerceString()),
    ]),
  );

function evaluate(text: string, contexts: Contexts): data.ExpressionData {
  const { tokens } = new Lexer(text.trim()).lex();
  const tree = new Parser(tokens, Object.keys(contexts), []).parse();
  return new Evaluator(tree, toDictionary(contexts)).evaluate();
}

const isTrue = (value: data.ExpressionData): boolean => value.coerceString() === "true";

function toDictionary(values: Contexts): InstanceType<typeof data.Dictionary> {
  const dictionary = new data.Dictionary();
  for (const [key, value] of Object.entries(values)) dictionary.add(key, toData(value));
  return dictionary;
}

function toData(value: unknown): data.ExpressionData {
  if (typeof value === "boolean") return new data.BooleanData(value);
  if (typeof value === "number") return new data.NumberData(value);
  if (typeof value === "object" && value !== null) return toDictionary({ ...value });
  return value === undefined ? new data.Null() : new data.StringData(String(value));
}

/** A process with what GitHub's runner gives it, and nothing of this one's but what finds programs. */
async function execute(
  program: string,
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>>,
): Promise<StepResult> {
  const base = { PATH: process.env.PATH ?? "", HOME: dirname(cwd), CI: "true", GITHUB_ACTIONS: "true" };
  const child = spawn(program, args, { cwd, env: { ...base, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
  const [code] = await once(child, "close");
  return { name: program, code: typeof code === "number" ? code : -1, output };
}
