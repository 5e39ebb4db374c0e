import { type Offer, type Offers, usualDuration } from "../../core/asking/offers.ts";
import { isError } from "../../core/findings/finding.ts";
import type { Desk } from "../../github/asking/desk.ts";
import { jsonOption } from "../input/options.ts";
import { describeFinding, toRecord } from "../output/finding-lines.ts";
import { complain, print, printJson } from "../output/terminal.ts";
import { defineCommand, type Values } from "../runner/command.ts";
import { exitCode } from "../runner/exit-codes.ts";
import { UsageError } from "../runner/failure.ts";
import { withProgress } from "../runner/progress.ts";
import { chooseOffers, describeOffer, describeOffers } from "./choose-offer.ts";
import { readDuration, readReason } from "./fill-in.ts";
import { type FormedRequest, formRequest, openRequest } from "./form-request.ts";
import { deskEnvironment, openDesk } from "./open-desk.ts";
import { describeApproval, previewApprovals } from "./preview.ts";
import { askPerson, canAsk } from "./prompt.ts";
import { type Offered, readOffers } from "./read-offers.ts";

const options = {
  for: {
    type: "string",
    value: "DURATION",
    meaning: "how long, such as 2h",
    unset: "one hour, or the policy's most",
  },
  reason: { type: "string", value: "TEXT", meaning: "why: the approver reads it", unset: "it is asked for" },
  policy: { type: "string", value: "NAME", meaning: "the policy, where several offer the same access" },
  folder: { type: "string", value: "NAME", meaning: "the folder, where the access is offered in several" },
  repository: {
    type: "string",
    value: "OWNER/NAME",
    meaning: "the access repository",
    unset: "HALLPASS_REPOSITORY, else the clone in the current folder",
  },
  list: { type: "boolean", meaning: "only list what you may ask for" },
  "dry-run": { type: "boolean", meaning: "print the file and who may approve it, and open nothing" },
  json: jsonOption,
} as const;

export const command = defineCommand({
  description: `Asks for access: writes the request, and opens its pull request with your own token. Offers only what the policies allow you, and finds mistakes before anything is opened.

Several accesses become one request where one folder takes them all. On a terminal it asks for what is missing.`,
  usage: ["[ACCESS…] [--for DURATION] [--reason TEXT]", "--list"],
  arguments: {
    name: "ACCESS",
    meaning: "such as orders-db/orders:readonly, or orders:readonly",
    count: "any",
  },
  options,
  environment: deskEnvironment,
  examples: [
    'GH_TOKEN=$(gh auth token) hallpass request orders:readonly --for 1h --reason "Stuck refunds, INC-1234"',
    "hallpass request --list --repository acme/access",
  ],
  exitCodes: {
    0: "the pull request is open, or what was asked for is printed",
    1: "the request has mistakes, and was not opened",
    3: "GitHub refused or did not answer",
  },
  run: answer,
});

type Given = Values<typeof options>;

/** Not while somebody types an answer: the line would draw over the question. */
const asking = <T>(work: () => Promise<T>): Promise<T> => withProgress("Asking GitHub…", work);

async function answer(given: Given, words: readonly string[]): Promise<number> {
  const desk = await openDesk(given.repository);
  const offered = await asking(() => readOffers(desk));
  return given.list ? list(offered, given.json) : ask(desk, offered, given, words);
}

async function ask(desk: Desk, offered: Offered, given: Given, words: readonly string[]): Promise<number> {
  const offers = await choose(offered.offers, words, given);
  const duration = given.for === undefined ? usualDuration(offers) : readDuration("--for", given.for);
  const reason = await readReason(given.reason, offers);
  const formed = formRequest(offered, offers, { duration, reason }, new Date());
  if (formed.findings.some(isError)) return refuse(formed, given.json);
  for (const finding of formed.findings) complain(`${describeFinding(finding)}\n`);
  if (given["dry-run"]) return preview(desk, offered, offers, formed, given.json);
  const pull = await asking(() => openRequest(desk, offered.base, formed));
  return tell({ ...pull, path: formed.file.path }, given.json, `${pull.url}\n`);
}

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
  desk: Desk,
  offered: Offered,
  offers: Offers,
  { file }: FormedRequest,
  isJson: boolean | undefined,
): Promise<number> {
  const approvals = await asking(() => previewApprovals(desk, offered, offers));
  const lines = approvals.map((each) => `${describeApproval(each)}\n`).join("");
  return tell({ ...file, approvals }, isJson, `${file.path}\n\n${file.text}\n${lines}`);
}

function list({ offers }: Offered, isJson: boolean | undefined): number {
  const records = offers.map(({ entitlement, folder, policy }) => ({
    ...entitlement,
    ...{ folder, policy: policy.name, maximum: policy.duration.maximum },
  }));
  return tell(records, isJson, `${describeOffers(offers)}\n`);
}

async function choose(offers: readonly Offer[], words: readonly string[], given: Given): Promise<Offers> {
  const [first, ...others] = words;
  if (first !== undefined) return chooseOffers(offers, [first, ...others], given);
  if (!canAsk() || offers.length === 0) throw new UsageError(`Name an access. ${describeOffers(offers)}`);
  const numbered = offers.map((offer, index) => `${index + 1}${describeOffer(offer)}`).join("\n");
  const find = (text: string): Offer | undefined =>
    /^\d+$/u.test(text) ? offers[Number(text) - 1] : undefined;
  const chosen = await askPerson(
    `${numbered}\nWhich? 1 to ${offers.length}:`,
    (text) => find(text) ?? new Error(`Type a number from 1 to ${offers.length}.`),
  );
  return [chosen];
}
