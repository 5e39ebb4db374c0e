import { createPublicKey } from "node:crypto";
import { readVariables } from "../../configuration/read-variables.ts";
import { listWorkflows, type SetupEnvironment, type Workflows } from "../../core/setup/workflow-files.ts";
import type { Source } from "../../core/setup/workflows/workflow.ts";
import { publicKeyLine } from "../../git/objects/sshsig.ts";
import { requireRoot } from "../input/given-file.ts";
import { envOption, jsonOption } from "../input/options.ts";
import { listNamedSecrets, readGuardedFile } from "../input/server-configuration.ts";
import { print, printJson } from "../output/terminal.ts";
import { writeFiles } from "../output/write-files.ts";
import { defineCommand, type Values } from "../runner/command.ts";
import { exitCode } from "../runner/exit-codes.ts";
import { UsageError } from "../runner/failure.ts";

const options = {
  env: envOption,
  source: {
    type: "string",
    value: "OWNER/NAME@COMMIT",
    meaning: "your copy of Hallpass at GitHub, at a full commit: the workflows run its actions",
  },
  reaper: {
    type: "string",
    value: "CLIENT-ID",
    meaning: "the client id of the reaper's App: the workflow of the scheduled Action",
  },
  once: { type: "boolean", meaning: "the workflows of hallpass once, where no server runs" },
  "runs-on": { type: "string", value: "LABEL", meaning: "the runner", unset: "ubuntu-latest" },
  root: {
    type: "string",
    value: "DIR",
    meaning: "write the files into this clone of the access repository",
    unset: "they are printed",
  },
  json: jsonOption,
} as const;

export const command = defineCommand({
  description: `Prints the workflow files of the access repository, made for this installation: of the scheduled Action (--reaper), and of hallpass once (--once). They hold no secret; that of hallpass once holds the trusted commit. It also prints the commands that store the secrets in environments.

Limit each environment to the default branch: Settings → Environments → Deployment branches and tags.`,
  options,
  configuration: [
    ...(["repository", "repositoryId", "appId", "ledgerKey", "providers"] as const),
    ...(["defaultBranch", "visibility", "trustedCommit"] as const),
  ],
  examples: [
    "hallpass workflows --env hallpass.env --source acme/hallpass@COMMIT --reaper CLIENT-ID",
    "hallpass workflows --env hallpass.env --source acme/hallpass@COMMIT --reaper CLIENT-ID --once --root ../access",
  ],
  exitCodes: { 0: "printed or written" },
  run: answer,
});

type Given = Values<typeof options>;

async function answer(values: Given): Promise<number> {
  if (values.env !== undefined) readGuardedFile(values.env);
  if (values.reaper === undefined && values.once !== true)
    throw new UsageError("Say which workflows: --reaper CLIENT-ID, --once, or both.");
  const workflows = listWorkflows(describe(values, readSource(values.source)));
  if (values.root !== undefined) await write(values.root, workflows);
  const next = workflows.environments.flatMap((each) =>
    listCommands(each, process.env.HALLPASS_REPOSITORY ?? ""),
  );
  if (values.json) printJson({ ...workflows, next });
  else print(`${values.root === undefined ? renderFiles(workflows) : ""}${next.join("\n")}\n`);
  return exitCode.well;
}

function readSource(text: string | undefined): Source {
  const { repository, commit } =
    /^(?<repository>[\w.-]+\/[\w.-]+)@(?<commit>[0-9a-f]{40})$/u.exec(text ?? "")?.groups ?? {};
  if (repository !== undefined && commit !== undefined) return { repository, commit };
  throw new UsageError(
    `--source ${text ?? "is missing"}: name your copy of Hallpass at a full commit, such as acme/hallpass@${"0123456789".repeat(4)}.`,
  );
}

function describe(values: Given, source: Source) {
  const { repository, repositoryId, appId, ledgerKey, providers, defaultBranch, visibility } = readVariables(
    process.env,
    ["repository", "repositoryId", "appId", "ledgerKey", "providers", "defaultBranch", "visibility"],
  );
  return {
    ...{ source, defaultBranch, providers },
    runsOn: values["runs-on"] ?? "ubuntu-latest",
    secrets: listNamedSecrets(providers),
    ledgerKey: `${publicKeyLine(createPublicKey(ledgerKey))} hallpass`,
    reaper: values.reaper,
    once: values.once
      ? {
          APP_ID: String(appId),
          HALLPASS_REPOSITORY: `${repository.owner}/${repository.repo}`,
          HALLPASS_REPOSITORY_ID: String(repositoryId),
          HALLPASS_VISIBILITY: visibility,
          HALLPASS_TRUSTED_COMMIT: readVariables(process.env, ["trustedCommit"]).trustedCommit,
        }
      : undefined,
  };
}

async function write(root: string, { files }: Workflows): Promise<void> {
  await requireRoot(root);
  await writeFiles(root, files);
}

const renderFiles = ({ files }: Workflows): string =>
  files.map(({ path, text }) => `==> ${path}\n${text}\n`).join("");

/** gh asks for a value that it is not given, and shows none of it. */
const listCommands = ({ name, secrets }: SetupEnvironment, repository: string): string[] =>
  secrets.map((each) => `gh secret set ${each} --env ${name} --repo ${repository}`);
