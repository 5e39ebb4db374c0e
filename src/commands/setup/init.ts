import { readVariables } from "../../configuration/read-variables.ts";
import type { Finding } from "../../core/findings/finding.ts";
import type { Answers } from "../../core/setup/answers.ts";
import { jsonOption } from "../input/options.ts";
import { OFFLINE, requireToken } from "../input/own-token.ts";
import { describeFinding, toRecord } from "../output/finding-lines.ts";
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
  trust: {
    type: "string",
    value: "COMMIT",
    meaning:
      "the newest commit, whose rules you have read: it is trusted with rules that this command did not write",
  },
  "dry-run": { type: "boolean", meaning: "print the plan, and do nothing" },
  json: jsonOption,
} as const;

export const command = defineCommand({
  description: `Sets an access repository up: folders, CODEOWNERS, policies, who is who, labels, the teams' role, and the server's configuration with a new key of the ledger.

It prints the plan first. Nothing that is there is overwritten, so a second run does what the first left undone. In a repository that is in use, files come as a pull request.

The rules as they would be are judged as hallpass check does. Rules that somebody else wrote are listed as unread. While there are any, HALLPASS_TRUSTED_COMMIT is not written: read them, and name the commit with --trust.`,
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
    1: "a file is there with other content and was left as it is, a rule is unread, or the rules have mistakes",
    3: "GitHub refused or did not answer",
  },
  run: answer,
});

type Given = Values<typeof options>;

async function answer(values: Given, words: readonly string[]): Promise<number> {
  const [named] = words;
  if (words.length > 1) throw new UsageError("Name one repository.");
  if (values.trust !== undefined && values.offline !== undefined)
    throw new UsageError("--trust does not go with --offline: a folder has no commit at GitHub.");
  const isOffline = values.offline !== undefined;
  const online = isOffline ? undefined : openOnline(requireToken(TOKEN), readNamed(named));
  const answers = await findAnswers({
    file: values.answers ?? "hallpass-init.yaml",
    repository: named,
    listChoices: online?.listChoices,
    keeps: values["dry-run"] !== true,
  });
  const place =
    values.offline === undefined ? openWith(online, answers) : openOffline(values.offline, answers);
  const report = await setUp(place, {
    answers,
    env: values.env ?? "hallpass.env",
    trust: values.trust,
    isDry: values["dry-run"] ?? false,
    show: (plan, mistakes) => (values.json ? undefined : print(renderPlan(plan) + renderMistakes(mistakes))),
  });
  if (values.json) printJson({ ...report, mistakes: report.mistakes.map(toRecord) });
  else if (report.done) print(`\n${renderNext(report.next)}`);
  const isAstray =
    report.unread.length > 0 ||
    report.mistakes.length > 0 ||
    report.plan.some(({ action }) => action === "differs");
  return isAstray ? exitCode.found : exitCode.well;
}

const renderMistakes = (mistakes: readonly Finding[]): string =>
  mistakes.length === 0
    ? ""
    : `\nThe rules have mistakes. Nothing is granted until they are corrected:\n${mistakes.map(describeFinding).join("\n")}\n`;

type Online = ReturnType<typeof openOnline>;

function openWith(online: Online | undefined, answers: Answers) {
  if (online === undefined) throw new UsageError("Name the repository, as owner/name.");
  return online.open(answers);
}

const TOKEN = {
  whose: "a token of an owner of the organisation",
  example: "init acme/access",
  otherwise: OFFLINE,
};

function readNamed(named: string | undefined) {
  if (named === undefined) throw new UsageError("Name the repository, as owner/name.");
  return readVariables({ ...process.env, HALLPASS_REPOSITORY: named }, ["repository", "apiUrl"]);
}
