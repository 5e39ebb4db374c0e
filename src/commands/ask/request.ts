import { isError } from "../../core/findings/finding.ts";
import type { Template } from "../../core/templates/template.ts";
import { withNextStep } from "../input/github-failure.ts";
import { jsonOption } from "../input/options.ts";
import { describeFinding, toRecord } from "../output/finding-lines.ts";
import { complain, print, printJson } from "../output/terminal.ts";
import { defineCommand, type Values } from "../runner/command.ts";
import { exitCode } from "../runner/exit-codes.ts";
import { UsageError } from "../runner/failure.ts";
import { withProgress } from "../runner/progress.ts";
import { describeOffers } from "./choose-offer.ts";
import { endRequest, tellEnding } from "./end-request.ts";
import { planExtension } from "./extend-request.ts";
import { findUnderway, parsePullNumber, readNumbered } from "./find-request.ts";
import { follow } from "./follow.ts";
import { type FormedRequest, openRequest } from "./form-request.ts";
import { deskEnvironment, openDesk } from "./open-desk.ts";
import { type PlannedRequest, planRequest } from "./plan-request.ts";
import { describeApproval, previewApprovals } from "./preview.ts";
import { type Offered, readOffers } from "./read-offers.ts";
import { type PulledRequest, readProgress, type Tracker } from "./read-request.ts";
import { describeTemplates, findTemplate, readTemplates } from "./read-templates.ts";
import { refuseTimes } from "./read-times.ts";
import { exitCodeOf, isSettled, tellProgress } from "./tell-progress.ts";

const options = {
  template: {
    type: "string",
    value: "NAME",
    meaning: "ask for what a template of policies/templates/ names, for as long as it says",
  },
  for: {
    type: "string",
    value: "DURATION",
    meaning: "how long, such as 2h",
    unset: "what the template says, else one hour, or the policy's most",
  },
  on: {
    type: "string",
    value: "DAY",
    meaning: "begin on the next such day of the week, with --from and --to instead of --for",
    unset: "it begins when it is merged",
  },
  from: { type: "string", value: "HH:MM", meaning: "when it begins on that day, such as 09:00" },
  to: {
    type: "string",
    value: "HH:MM",
    meaning: "when it ends, such as 12:00; at or before --from, it is on the next day",
  },
  zone: {
    type: "string",
    value: "ZONE",
    meaning: "whose clocks show these times, such as Europe/Berlin",
    unset: "the time zone of this computer",
  },
  reason: { type: "string", value: "TEXT", meaning: "why: the approver reads it", unset: "it is asked for" },
  "break-glass": {
    type: "boolean",
    meaning:
      "in an emergency: granted at once where a policy has `breakGlass`, the owners are told, and it is reviewed afterwards",
  },
  policy: { type: "string", value: "NAME", meaning: "the policy, where several offer the same access" },
  folder: { type: "string", value: "NAME", meaning: "the folder, where the access is offered in several" },
  watch: {
    type: "boolean",
    meaning: "print every step until it is granted or refused; Ctrl-C leaves the request as it is",
  },
  end: { type: "boolean", meaning: "end your access now, or withdraw the request" },
  extend: {
    type: "string",
    value: "DURATION",
    meaning: "ask to keep your access for longer, from its end on",
  },
  repository: {
    type: "string",
    value: "OWNER/NAME",
    meaning: "the access repository",
    unset: "HALLPASS_REPOSITORY, else the clone in the current folder",
  },
  list: { type: "boolean", meaning: "only list what you may ask for" },
  "dry-run": { type: "boolean", meaning: "print the file and who may approve it, and open nothing" },
  json: { ...jsonOption, meaning: "print JSON, also for an error; with --watch one object a line" },
} as const;

export const command = defineCommand({
  description: `Asks for access: writes the request, and opens its pull request with your own token. Offers only what the policies allow you, and finds mistakes before anything is opened. It also tells how far a request is, and ends or extends your access.

Several accesses become one request where one folder takes them all. On a terminal it asks for what is missing.`,
  usage: [
    "[ACCESS…] [--for DURATION] [--reason TEXT] [--break-glass] [--watch]",
    "--template NAME [--reason TEXT] [--watch]",
    "[ACCESS…] --on DAY --from HH:MM --to HH:MM [--zone ZONE] [--reason TEXT]",
    "NUMBER [--watch]",
    "[ACCESS|NUMBER] --end",
    "[ACCESS|NUMBER] --extend DURATION [--reason TEXT] [--watch]",
    "--list",
  ],
  arguments: {
    name: "ACCESS",
    meaning: "such as orders-db/orders:readonly, or orders:readonly; or the NUMBER of its pull request",
    count: "any",
  },
  options,
  environment: deskEnvironment,
  examples: [
    'GH_TOKEN=$(gh auth token) hallpass request orders:readonly --for 1h --reason "Stuck refunds, INC-1234" --watch',
    'hallpass request --template debug-readonly --reason "Stuck refunds, INC-1234"',
    'hallpass request orders:readonly --on tuesday --from 09:00 --to 12:00 --zone Europe/Berlin --reason "Weekly report"',
    "hallpass request orders:readonly --end",
    "hallpass request --list --repository acme/access",
  ],
  exitCodes: {
    0: "the pull request is open, the access granted or ended, or what was asked for is printed",
    1: "the request has mistakes, or was refused, closed or ended; or the end was refused",
    3: "GitHub refused or did not answer, or --watch was stopped before it was known",
  },
  run: answer,
});

type Given = Values<typeof options>;

const now = (): Date => new Date();

/** Not while somebody types an answer: the line would draw over the question. */
const asking = <T>(work: () => Promise<T>): Promise<T> =>
  withProgress("Asking GitHub…", () => withNextStep(work));

async function answer(given: Given, words: readonly string[]): Promise<number> {
  refuseMixed(given, words);
  const desk = await openDesk(given.repository);
  const [word] = words;
  if (given.end) return end(desk, word, given);
  if (given.extend !== undefined) return extend(desk, word, given.extend, given);
  const number = word === undefined ? undefined : parsePullNumber(word);
  if (number !== undefined) return look(desk, await asking(() => readNumbered(desk, number)), given);
  const offered = await asking(() => readOffers(desk));
  const isByTemplate = given.list || given.template !== undefined;
  const templates = isByTemplate ? await asking(() => readTemplates(desk, offered)) : [];
  if (given.list) return list(offered, templates, given.json);
  const template = given.template === undefined ? undefined : findTemplate(templates, given.template);
  return open(desk, offered, await planRequest(offered, words, given, now(), template), given);
}

function refuseMixed(given: Given, words: readonly string[]): void {
  const { list: isList, end: isEnd, extend: extension } = given;
  const acts = [isList && "--list", isEnd && "--end", extension !== undefined && "--extend"].filter(Boolean);
  if (acts.length > 1) throw new UsageError(`Give only one of ${acts.join(" and ")}.`);
  const isAboutOne = isEnd || extension !== undefined || words.some((word) => parsePullNumber(word));
  if (isAboutOne && words.length > 1) throw new UsageError("Name one request at a time.");
  if (isAboutOne || isList) refuseTimes(given);
  refuseBesideTemplate(given, words, isAboutOne || isList === true);
}

/** A template says itself what is asked for, and where. */
function refuseBesideTemplate(
  { template, policy, folder }: Given,
  words: readonly string[],
  isOther: boolean,
) {
  if (template === undefined) return;
  if (isOther || words.length > 0 || policy !== undefined || folder !== undefined)
    throw new UsageError(
      "--template names a request as a whole: leave out the access, --policy, --folder, --list, --end and --extend.",
    );
}

async function end(desk: Tracker, word: string | undefined, { json }: Given): Promise<number> {
  const found = await asking(() => findUnderway(desk, word, now()));
  return tellEnding(found, await asking(() => endRequest(desk, found, now)), json);
}

async function extend(
  desk: Tracker,
  word: string | undefined,
  duration: string,
  given: Given,
): Promise<number> {
  const base = await asking(() => findUnderway(desk, word, now(), "last"));
  const offered = await asking(() => readOffers(desk));
  return open(desk, offered, await planExtension(offered, base, duration, given.reason, now()), given);
}

async function open(desk: Tracker, offered: Offered, planned: PlannedRequest, given: Given): Promise<number> {
  const { formed } = planned;
  if (formed.findings.some(isError)) return refuse(formed, given.json);
  for (const finding of formed.findings) complain(`${describeFinding(finding)}\n`);
  if (planned.says !== undefined) complain(`${planned.says}\n`);
  if (given["dry-run"]) return preview(desk, offered, planned, given.json);
  const opened = await asking(() => openRequest(desk, offered.base, formed, describeOrigin(planned)));
  const { path } = formed.file;
  const code = tell({ ...opened, path }, given.json, `${opened.url}\n`);
  return given.watch ? watch(desk, await readNumbered(desk, opened.number), given.json) : code;
}

/** The body of the pull request: approvers read by which template it was written, beside all its terms. */
const describeOrigin = ({ template }: PlannedRequest): string =>
  template === undefined ? "" : `Asked for by the template \`${template}\`.`;

function tell(record: object, isJson: boolean | undefined, text: string): number {
  if (isJson) printJson(record);
  else print(text);
  return exitCode.well;
}

function refuse({ findings }: FormedRequest, isJson: boolean | undefined): number {
  for (const finding of findings) complain(`${describeFinding(finding)}\n`);
  if (isJson) printJson({ findings: findings.map(toRecord) });
  return exitCode.found;
}

async function preview(
  desk: Tracker,
  offered: Offered,
  { offers, formed: { file } }: PlannedRequest,
  isJson: boolean | undefined,
): Promise<number> {
  const approvals = await asking(() => previewApprovals(desk, offered, offers));
  const lines = approvals.map((each) => `${describeApproval(each)}\n`).join("");
  return tell({ ...file, approvals }, isJson, `${file.path}\n\n${file.text}\n${lines}`);
}

function list({ offers }: Offered, templates: readonly Template[], isJson: boolean | undefined): number {
  const records = offers.map(({ entitlement, folder, policy }) => ({
    ...entitlement,
    ...{ folder, policy: policy.name, maximum: policy.duration.maximum },
  }));
  return tell(records, isJson, `${describeOffers(offers)}\n${describeTemplates(templates)}`);
}

async function look(desk: Tracker, found: PulledRequest, given: Given): Promise<number> {
  if (given.watch) return watch(desk, found, given.json);
  const progress = await asking(() => readProgress(desk, found, now()));
  tellProgress(found, progress, given.json);
  return exitCodeOf(progress);
}

async function watch(desk: Tracker, found: PulledRequest, isJson: boolean | undefined): Promise<number> {
  const last = await follow({
    read: async () => {
      const pull = (await desk.readPull(found.pull.number)) ?? found.pull;
      return readProgress(desk, { ...found, pull }, now());
    },
    tell: (progress) => tellProgress(found, progress, isJson),
    isOver: isSettled,
  });
  if (last !== undefined) return exitCodeOf(last);
  complain(`Stopped watching. The request goes on: ${found.pull.url}\n`);
  return exitCode.unanswered;
}
