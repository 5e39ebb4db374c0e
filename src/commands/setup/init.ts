import { readVariables } from "../../configuration/read-variables.ts";
import type { Answers } from "../../core/setup/answers.ts";
import { jsonOption } from "../input/options.ts";
import { renderNext, renderPlan } from "../output/plan-lines.ts";
import { print, printJson } from "../output/terminal.ts";
import { defineCommand, type Values } from "../runner/command.ts";
import { exitCode } from "../runner/exit-codes.ts";
import { UsageError } from "../runner/failure.ts";
import { findAnswers } from "./find-answers.ts";
import { openOffline } from "./offline.ts";
import { openOnline } from "./online.ts";
import { setUp } from "./set-up.ts";

const options = {
  answers: {
    type: "string",
    value: "FILE",
    meaning: "the answers, in YAML; what is asked on a terminal is kept there",
    unset: "hallpass-init.yaml",
  },
  env: {
    type: "string",
    value: "FILE",
    meaning:
      "the server's configuration: variables that it lacks are added, among them a new key of the ledger",
    unset: "hallpass.env",
  },
  offline: {
    type: "string",
    value: "FOLDER",
    meaning: "ask GitHub nothing, and write the files into this folder",
  },
  "dry-run": { type: "boolean", meaning: "print the plan, and do nothing" },
  json: jsonOption,
} as const;

export const command = defineCommand({
  description: `Sets an access repository up: folders, CODEOWNERS, policies, who is who, labels, the teams' role, and the server's configuration with a new key of the ledger.

It prints the plan first. Nothing that is there is overwritten, so a second run does what the first left undone. In a repository that is in use, files come as a pull request.`,
  arguments: { name: "OWNER/NAME", meaning: "the access repository", count: "any" },
  options,
  environment: {
    GH_TOKEN:
      "a token of an owner of the organisation, such as `gh auth token` prints; not needed with --offline",
    GITHUB_API_URL: "the address of the REST API, for GitHub Enterprise",
  },
  examples: [
    "GH_TOKEN=$(gh auth token) hallpass init acme/access",
    "hallpass init --offline access --answers hallpass-init.yaml",
  ],
  exitCodes: {
    0: "all of it is there now",
    1: "a file is there with other content, and was left as it is",
    3: "GitHub refused or did not answer",
  },
  run: answer,
});

type Given = Values<typeof options>;

async function answer(values: Given, words: readonly string[]): Promise<number> {
  const [named] = words;
  if (words.length > 1) throw new UsageError("Name one repository.");
  const isOffline = values.offline !== undefined;
  const online = isOffline ? undefined : openOnline(requireToken(), readNamed(named));
  const answers = await findAnswers({
    file: values.answers ?? "hallpass-init.yaml",
    repository: named,
    listTeams: online?.listTeams,
    keeps: values["dry-run"] !== true,
  });
  const place =
    values.offline === undefined ? openWith(online, answers) : openOffline(values.offline, answers);
  const report = await setUp(place, {
    answers,
    env: values.env ?? "hallpass.env",
    isDry: values["dry-run"] ?? false,
    show: (plan) => (values.json ? undefined : print(renderPlan(plan))),
  });
  if (values.json) printJson(report);
  else if (report.done) print(`\n${renderNext(report.next)}`);
  return report.plan.some(({ action }) => action === "differs") ? exitCode.found : exitCode.well;
}

type Online = ReturnType<typeof openOnline>;

function openWith(online: Online | undefined, answers: Answers) {
  if (online === undefined) throw new UsageError("Name the repository, as owner/name.");
  return online.open(answers);
}

function requireToken(): string {
  const token = process.env.GH_TOKEN ?? "";
  if (token !== "") return token;
  throw new UsageError(
    "GH_TOKEN is not set: give a token of an owner of the organisation, for example GH_TOKEN=$(gh auth token) hallpass init acme/access. With --offline FOLDER GitHub is not asked.",
  );
}

function readNamed(named: string | undefined) {
  if (named === undefined) throw new UsageError("Name the repository, as owner/name.");
  return readVariables({ ...process.env, HALLPASS_REPOSITORY: named }, ["repository", "apiUrl"]);
}
