import { readVariables } from "../../configuration/read-variables.ts";
import { FORM_PATH } from "../../core/asking/form-names.ts";
import { ACCESS_PAGE } from "../../core/asking/pages.ts";
import { githubId } from "../../core/document/schema.ts";
import { OFFLINE, requireToken } from "../input/own-token.ts";
import { readPairs } from "../input/words.ts";
import { renderNext } from "../output/plan-lines.ts";
import { print, printJson } from "../output/terminal.ts";
import { defineCommand } from "../runner/command.ts";
import { exitCode } from "../runner/exit-codes.ts";
import { UsageError } from "../runner/failure.ts";
import { readEnvLines } from "../setup/env-lines.ts";
import type { AccessPlace } from "./access-place.ts";
import type { Addend, Setting } from "./addend.ts";
import { carryOut, type Report } from "./carry-out.ts";
import { openOffline } from "./offline.ts";
import { openOnline } from "./online.ts";
import { type Given, options } from "./options.ts";
import { describePerson } from "./person.ts";
import { describeProvider } from "./provider.ts";
import { describeTeam } from "./team.ts";

export const command = defineCommand({
  description: `Adds to an access repository that is in use. It ends in a pull request, which the owners of the rules approve.

team: the folder, its line of CODEOWNERS, a policy, the people of the teams, and their role Write at GitHub. person: the entry with the numeric id, and the accounts. provider: a policy for one access there, people's accounts, and the entry in the server's configuration. Secrets are asked on the terminal, and are no options.

It prints the plan first, and asks. Nothing that is there is overwritten, so a second run does what the first left undone. The rules as they would be are judged before anything is written, as hallpass check does.`,
  usage: ["team TEAM [OPTION]...", "person LOGIN [OPTION]...", "provider NAME [OPTION]..."],
  arguments: { name: "WHAT", meaning: "team TEAM, person LOGIN or provider NAME", count: "any" },
  options,
  environment: {
    GH_TOKEN: "your token, such as `gh auth token` prints; not needed with --offline",
    GITHUB_API_URL: "the address of the REST API, for GitHub Enterprise",
  },
  examples: [
    "GH_TOKEN=$(gh auth token) hallpass add person alice --as orders-db=alice.a",
    "GH_TOKEN=$(gh auth token) hallpass add team payments --approvers payments-leads",
    "GH_TOKEN=$(gh auth token) hallpass add provider orders-db --adapter postgres --folder payments",
    "hallpass add person alice --offline ../access --id alice=1001 --accounts login --yes",
  ],
  exitCodes: {
    0: "all of it is there now, or proposed",
    1: "something else is there, and was left as it is",
    3: "GitHub refused or did not answer",
  },
  run: answer,
});

const KINDS: Readonly<
  Record<
    string,
    { readonly takes: readonly (keyof Given)[]; readonly describe: (setting: Setting) => Promise<Addend> }
  >
> = {
  team: {
    takes: ["folder", "approvers", "template", "provider", "resource", "role", "accounts"],
    describe: describeTeam,
  },
  person: { takes: ["as", "accounts"], describe: describePerson },
  provider: {
    takes: [
      ...(["adapter", "set", "folder", "template", "resource", "role"] as const),
      ...(["requesters", "approvers", "accounts"] as const),
    ],
    describe: describeProvider,
  },
};

const ALL: readonly (keyof Given)[] = ["repository", "env", "offline", "id", "yes", "dry-run", "json"];

async function answer(given: Given, words: readonly string[]): Promise<number> {
  const [what = "", name, ...others] = words;
  const kind = Object.hasOwn(KINDS, what) ? KINDS[what] : undefined;
  if (kind === undefined || name === undefined || others.length > 0)
    throw new UsageError("Say what to add: team TEAM, person LOGIN or provider NAME.");
  refuseOthers(what, given, kind.takes);
  const place = await openPlace(given);
  const rules = await place.readRules(listRead(given.folder ?? name));
  const addend = await kind.describe({ name, given, place, rules, env: fileOf(given) });
  const branch = `hallpass-add-${what}-${name}`.toLowerCase().replace(/[^a-z0-9._-]+/gu, "-");
  return tell(await carryOut({ place, rules, addend, branch, given }), given);
}

/** The folder's page may be there already; the other two are written from the policies. */
const listRead = (folder: string): string[] => [
  `access-requests/${folder.split("/").at(-1)}/README.md`,
  ACCESS_PAGE,
  FORM_PATH,
];

function refuseOthers(what: string, given: Given, takes: readonly (keyof Given)[]): void {
  const stray = Object.keys(options).find(
    (name) => isOption(name) && given[name] !== undefined && ![...ALL, ...takes].includes(name),
  );
  if (stray !== undefined)
    throw new UsageError(`--${stray} does not go with add ${what}. It takes --${takes.join(", --")}.`);
}

const isOption = (name: string): name is keyof typeof options => Object.hasOwn(options, name);

async function openPlace(given: Given): Promise<AccessPlace> {
  const ids = readIds(given.id);
  if (given.offline === undefined && ids.size > 0)
    throw new UsageError("--id goes with --offline: otherwise GitHub says the ids.");
  const known = Object.fromEntries(await readEnvLines(fileOf(given)));
  const named = given.repository === undefined ? {} : { HALLPASS_REPOSITORY: given.repository };
  const environment = { ...known, ...process.env, ...named };
  if ((environment.HALLPASS_REPOSITORY ?? "") === "")
    throw new UsageError(
      "Name the access repository with --repository OWNER/NAME, or the server's configuration with --env FILE.",
    );
  const place = readVariables(environment, ["repository", "apiUrl", "serverUrl"]);
  return given.offline === undefined
    ? openOnline(requireToken(TOKEN), place)
    : openOffline(given.offline, { ...place, ids });
}

const fileOf = ({ env }: Given): string => env ?? "hallpass.env";

function readIds(words: readonly string[] | undefined): ReadonlyMap<string, number> {
  const pairs = readPairs("--id", "alice=1001", words);
  return new Map(
    [...pairs].map(([name, text]) => {
      const id = /^[1-9]\d{0,15}$/u.test(text) ? Number(text) : Number.NaN;
      if (id >= 1 && id <= githubId.maximum) return [name.toLowerCase(), id] as const;
      throw new UsageError(
        `--id ${name}: ${JSON.stringify(text)} is no id. Write the whole number that GitHub gives.`,
      );
    }),
  );
}

const TOKEN = { whose: "your token", example: "add person alice", otherwise: OFFLINE };

function tell(report: Report, { json }: Given): number {
  const { plan, next } = report;
  const isAstray = plan.some(({ action }) => action === "differs");
  const isNothing = plan.every(({ action }) => action === "keep");
  if (json) printJson(report);
  else if (isNothing) print("\nNothing to do: all of it is there.\n");
  else if (next.length > 0) print(`\n${renderNext(next)}`);
  return isAstray ? exitCode.found : exitCode.well;
}
