import { randomBytes } from "node:crypto";
import { readVariables } from "../configuration/read-variables.ts";
import { nameDraft, writeDraft } from "../core/asking/draft.ts";
import { nameOffer, type Offer } from "../core/asking/offers.ts";
import { judgeOffer } from "../core/decision/judge-offer.ts";
import { parseRequest, requestPath } from "../core/files/request.ts";
import { type Finding, isError } from "../core/findings/finding.ts";
import { guessDuration, parseDuration } from "../core/text/duration.ts";
import { type Base, type Desk, gitHubDesk } from "../github/asking/desk.ts";
import { chooseOffer, describeOffer, describeOffers } from "./ask/choose-offer.ts";
import { askPerson, canAsk } from "./ask/prompt.ts";
import { type Offered, readOffers } from "./ask/read-offers.ts";
import { findRepository } from "./input/access-repository.ts";
import { jsonOption } from "./input/options.ts";
import { describeFinding } from "./output/finding-lines.ts";
import { complain, print, printJson } from "./output/terminal.ts";
import { defineCommand, type Values } from "./runner/command.ts";
import { exitCode } from "./runner/exit-codes.ts";
import { UsageError } from "./runner/failure.ts";

const options = {
  for: {
    type: "string",
    value: "DURATION",
    meaning: "how long, such as 2h",
    unset: "one hour, or the policy's most",
  },
  reason: { type: "string", value: "TEXT", meaning: "why: the approver reads it", unset: "it is asked for" },
  policy: { type: "string", value: "NAME", meaning: "the policy, where several offer the same access" },
  repository: {
    type: "string",
    value: "OWNER/NAME",
    meaning: "the access repository",
    unset: "HALLPASS_REPOSITORY, else the clone in the current folder",
  },
  list: { type: "boolean", meaning: "only list what you may ask for" },
  "dry-run": { type: "boolean", meaning: "print the file, and open nothing" },
  json: jsonOption,
} as const;

export const command = defineCommand({
  description: `Asks for access: writes the request, and opens its pull request with your own token. Offers only what the policies allow you, and finds mistakes before anything is opened.

On a terminal it asks for what is missing.`,
  usage: ["[ACCESS] [--for DURATION] [--reason TEXT]", "--list"],
  arguments: {
    name: "ACCESS",
    meaning: "such as orders-db/orders:readonly, or orders:readonly",
    count: "any",
  },
  options,
  environment: {
    GH_TOKEN:
      "your token, such as `gh auth token` prints; a fine-grained one needs the repository permissions Contents and Pull requests: write, and Members: read of the organisation",
    HALLPASS_REPOSITORY: "the access repository, as owner/name",
    GITHUB_API_URL: "the address of the REST API, for GitHub Enterprise",
  },
  examples: [
    'GH_TOKEN=$(gh auth token) hallpass request orders:readonly --for 1h --reason "Stuck refunds, INC-1234"',
    "hallpass request --list --repository acme/access",
  ],
  exitCodes: {
    0: "the pull request is open, or what was asked for is printed",
    1: "the request has mistakes, and was not opened",
    3: "GitHub refused or did not answer",
  },
  waitsFor: "Asking GitHub…",
  run: answer,
});

type Given = Values<typeof options>;

async function answer(values: Given, words: readonly string[]): Promise<number> {
  if (words.length > 1) throw new UsageError("Ask for one access at a time: one pull request for each.");
  const desk = await openDesk(values.repository);
  const [me, base] = await Promise.all([desk.readMe(), desk.readBase()]);
  const offered = await readOffers(desk, base.commit, me.login);
  if (values.list) return list(offered, values.json ?? false);
  const offer = await choose(offered.offers, words[0], values.policy);
  const request = {
    ...{ login: me.login, entitlement: offer.entitlement },
    duration: readDuration(values.for) ?? usualDuration(offer),
    reason: await readReason(values.reason, offer),
  };
  const file = {
    path: requestPath(`${offer.folder}/${nameDraft(request, randomBytes(2).toString("hex"), new Date())}`),
    text: writeDraft(request),
  };
  const findings = judge(file, offer.folder, offered);
  for (const finding of findings) complain(`${describeFinding(finding)}\n`);
  if (findings.some(isError)) return exitCode.found;
  if (values["dry-run"]) return tell(file, values.json, `${file.path}\n\n${file.text}`);
  const pull = await open(desk, base, offer, file);
  return tell({ ...pull, path: file.path }, values.json, `${pull.url}\n`);
}

function tell(record: object, isJson: boolean | undefined, text: string): number {
  if (isJson) printJson(record);
  else print(text);
  return exitCode.well;
}

async function openDesk(given: string | undefined): Promise<Desk> {
  const token = process.env.GH_TOKEN ?? "";
  if (token === "")
    throw new UsageError(
      "GH_TOKEN is not set: give your own token, for example GH_TOKEN=$(gh auth token) hallpass request.",
    );
  const named = given ?? process.env.HALLPASS_REPOSITORY ?? (await findRepository());
  const { repository, apiUrl } = readVariables({ ...process.env, HALLPASS_REPOSITORY: named }, [
    "repository",
    "apiUrl",
  ]);
  return gitHubDesk({ name: repository, apiUrl, token, now: () => new Date() });
}

function list({ offers }: Offered, isJson: boolean): number {
  const records = offers.map(({ entitlement, folder, policy }) => ({
    ...entitlement,
    ...{ folder, policy: policy.name, maximum: policy.duration.maximum },
  }));
  return tell(records, isJson, `${describeOffers(offers)}\n`);
}

async function choose(
  offers: readonly Offer[],
  word: string | undefined,
  policy: string | undefined,
): Promise<Offer> {
  if (word !== undefined) return chooseOffer(offers, word, policy);
  if (!canAsk() || offers.length === 0) throw new UsageError(`Name an access. ${describeOffers(offers)}`);
  const numbered = offers.map((offer, index) => `${index + 1}${describeOffer(offer)}`).join("\n");
  const find = (text: string): Offer | undefined =>
    /^\d+$/u.test(text) ? offers[Number(text) - 1] : undefined;
  return askPerson(
    `${numbered}\nWhich? 1 to ${offers.length}:`,
    (text) => find(text) ?? new Error(`Type a number from 1 to ${offers.length}.`),
  );
}

function readDuration(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const duration = guessDuration(text);
  if (duration !== undefined) return duration;
  throw new UsageError(`--for ${text} is not a duration. Write a number and s, m, h or d, such as 2h.`);
}

const USUAL = "1h";

const usualDuration = ({ policy: { duration } }: Offer): string =>
  parseDuration(duration.maximum) < parseDuration(USUAL) ? duration.maximum : USUAL;

async function readReason(text: string | undefined, { policy }: Offer): Promise<string> {
  if (text !== undefined) return text;
  if (!canAsk()) throw new UsageError("Give a reason with --reason: the approver reads it.");
  const minimum = policy.reason?.minimum ?? 1;
  return askPerson("Why? The approver reads this:", (reason) =>
    reason.length < minimum ? new Error(`Write ${minimum} characters or more.`) : reason,
  );
}

/** The same findings as the app's check, as far as they need no approval. */
function judge(
  { path, text }: { readonly path: string; readonly text: string },
  folder: string,
  { policies }: Offered,
): readonly Finding[] {
  const { value, findings } = parseRequest(text, path);
  return value === undefined
    ? findings
    : [...findings, ...judgeOffer(value, folder, { policies, findings: [] })];
}

function open(desk: Desk, from: Base, offer: Offer, file: { readonly path: string; readonly text: string }) {
  const name = file.path.replace(/^access-requests\/|\.yaml$/gu, "");
  return desk.openPull({
    ...file,
    from,
    branch: `request/${name.replaceAll("/", "-")}`,
    title: `Ask for ${nameOffer(offer)}`,
    body: "",
  });
}
