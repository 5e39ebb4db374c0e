import { describeEntitlement } from "../../core/access/entitlement.ts";
import type { Story, StoryPart } from "../../core/audit/stories.ts";
import type { AskedRequest } from "../../core/ledger/asked-request.ts";
import { formatTime, oneLine } from "../../core/ledger/ledger-message.ts";
import { describeDuration } from "../../core/text/duration.ts";
import {
  describeHolder,
  describeLateness,
  describeLayer,
  describeOutcome,
  describePolicy,
  describeReview,
  describeUsed,
  describeWhy,
} from "../../report/words/stories.ts";

/** One request's whole story, a fact a line. Ends with a line's end. */
export function renderStory(story: Story, now: Date): string {
  const { request, path, pull, parts, refusal, verifiedAt, record, receipt } = story;
  const [first] = parts;
  const facts: [string, string][] = [
    ["request", `${request}${pull === undefined ? "" : `, pull request #${pull}`}`],
    ["file", path],
    ["outcome", describeOutcome(story, now)],
    ...(record?.asked === undefined ? [] : tellPull(record.asked)),
    ...(first === undefined ? [] : tellAsked(first)),
    ...(refusal === undefined ? [] : tellRefusal(refusal)),
    ...(verifiedAt === undefined ? [] : [["verified again", formatTime(verifiedAt)] as [string, string]]),
  ];
  return [
    renderFacts(facts),
    ...parts.map((part) => `\n${renderPart(part, now)}`),
    ...(receipt === undefined ? [] : [`\n${renderFacts(tellReceipt(receipt))}`]),
  ].join("");
}

const tellPull = ({
  at,
  requester,
  head,
  entitlements = [],
  durationMs,
}: AskedRequest): [string, string][] => [
  ["asked", `${formatTime(at)} by ${requester.login} (${requester.id}), at commit ${head}`],
  ...entitlements.map((each): [string, string] => [
    "asked for",
    `${describeEntitlement(each)}${durationMs === undefined ? "" : ` for ${describeDuration(durationMs)}`}`,
  ]),
];

type Facts = readonly (readonly [string, string])[];

function tellAsked({ lease, proof }: StoryPart): [string, string][] {
  const { subject, requester, approvers, reason, policy, startsAt, endsAt } = lease;
  const reviews = proof?.reviews ?? [];
  return [
    ["for", `${subject.login} (${subject.id})`],
    ...(requester === undefined
      ? []
      : [["asked by", `${requester.login} (${requester.id})`] as [string, string]]),
    ["reason", reason],
    ["lease", `${formatTime(startsAt)} to ${formatTime(endsAt)}`],
    ["approved by", approvers.map(({ login, id }) => `${login} (${id})`).join(", ") || "nobody"],
    ...reviews.map(({ id, reviewer, commit, at }): [string, string] => [
      "review",
      `${id} by ${reviewer.login} at ${formatTime(at)}, of commit ${commit}`,
    ]),
    ["policy", describePolicy(lease)],
    ...(policy === undefined ? [] : [["rules", `commit ${policy.commit}`] as [string, string]]),
    ...(proof === undefined ? [] : tellProof(proof)),
  ];
}

function tellProof({
  head,
  merge,
  blob,
  codeowners,
  met,
}: NonNullable<StoryPart["proof"]>): [string, string][] {
  return [
    ["reviewed commit", head],
    ["merge commit", merge],
    ["content", `blob ${blob}`],
    ...(codeowners === undefined ? [] : [["CODEOWNERS", `blob ${codeowners.trim()}`] as [string, string]]),
    ...(met ?? []).map(({ rule, says }): [string, string] => ["rule met", `${rule}: ${says}`]),
  ];
}

const tellReceipt = (receipt: NonNullable<Story["receipt"]>): [string, string][] => [
  ["receipt", `pull request #${receipt.pull}, ${describeReview(receipt)}`],
  ["removed by", `commit ${receipt.merge} at ${formatTime(receipt.at)}`],
  ...receipt.reviews.map(({ id, reviewer, commit, at }): [string, string] => [
    "review",
    `${id} by ${reviewer.login} (${reviewer.id}) at ${formatTime(at)}, of commit ${commit}`,
  ]),
];

const tellRefusal = ({ at, codes, reasons = [] }: NonNullable<Story["refusal"]>): [string, string][] => [
  ["refused", `${formatTime(at)}: ${codes.join(", ")}`],
  ...reasons.map(({ code, says }): [string, string] => ["because", `${says} (${code})`]),
];

function renderPart(part: StoryPart, now: Date): string {
  const { principal, lease, entitlement, intendedAt, grantedAt, heldBefore, end, failures, used } = part;
  return renderFacts([
    ["access", `${describeEntitlement(entitlement)}, as ${describeHolder(lease.subject, principal)}`],
    ...(heldBefore ? [["held before", "yes: Hallpass neither gave it nor takes it away"] as const] : []),
    ["intended", formatTime(intendedAt)],
    ["granted", grantedAt === undefined ? "not recorded" : formatTime(grantedAt)],
    ...failures.map(({ at, code }) => ["still held", `${formatTime(at)}: ${code}`] as const),
    ...(end === undefined ? [] : [...tellEnd(end, now), ["used", describeUsed(used)] as const]),
  ]);
}

function tellEnd(end: NonNullable<StoryPart["end"]>, now: Date): (readonly [string, string])[] {
  const { planned, actual, continued, left } = end;
  const late = describeLateness(end, now);
  const ended = actual === undefined ? "not yet" : formatTime(actual);
  return [
    ["planned end", `${formatTime(planned)}: ${describeWhy(end)}`],
    [
      "ended",
      continued
        ? "it went on by another request"
        : `${ended}${late && `, ${late}`}${left ? ", and left" : ""}`,
    ],
    ...(actual === undefined || left ? [] : [["ended by", describeLayer(end)] as const]),
  ];
}

function renderFacts(facts: Facts): string {
  const width = Math.max(...facts.map(([name]) => name.length));
  return facts.map(([name, value]) => `${name.padEnd(width)}  ${oneLine(value)}\n`).join("");
}
