import { addMilliseconds } from "date-fns/addMilliseconds";
import { isBefore } from "date-fns/isBefore";
import { timeHeld } from "../../access/chain.ts";
import { describeEntitlement, entitlementKey } from "../../access/entitlement.ts";
import { type Lease, wasEndedEarly } from "../../access/lease.ts";
import { type AccessRequest, requestPath } from "../../files/request.ts";
import { type Finding, mistake } from "../../findings/finding.ts";
import { describeDuration, parseDuration } from "../../text/duration.ts";
import { parseInstant } from "../../text/instant.ts";
import type { Evidence } from "../evidence.ts";
import type { Task } from "../github-facts.ts";
import { accountAt } from "./account.ts";
import { type Facts, failed, type Judgement, met, metUnless, type Rule } from "./rule.ts";
import { validFor } from "./validity.ts";

/** A rule that needs no more than this: an extension is judged by it before it is a pull request. */
interface TermsRule {
  readonly name: string;
  judge(
    facts: Pick<Facts, "request" | "policies"> & {
      readonly evidence: Pick<Evidence, "extended" | "chain" | "now" | "merge">;
    },
  ): Judgement | undefined;
}

/** Refuses a start that is further away than an approval is valid. */
export const startWithinReach: TermsRule = {
  name: "It begins while the approvals count",
  judge({ evidence, request, policies }) {
    if (request === undefined) return undefined;
    const { extended = [] } = evidence;
    if (request.start === undefined && extended.length === 0) return met("It begins when it is merged.");
    if (policies === undefined) return undefined;
    const from = evidence.merge?.at ?? evidence.now;
    const reach = addMilliseconds(from, validFor(policies));
    const base = extended.find(({ endsAt }) => isBefore(reach, endsAt));
    if (base !== undefined)
      return failed(
        mistake(
          "START_TOO_FAR",
          `${base.request} lasts until ${base.endsAt.toISOString()}, more than ${describeDuration(validFor(policies))} away; an approval here is valid for that long.`,
          "Ask closer to that time.",
          "/extends",
        ),
      );
    if (request.start === undefined)
      return met("It begins where what it extends ends, or when it is merged.");
    const start = parseInstant(request.start);
    if (start === undefined) return undefined;
    const end = addMilliseconds(start, parseDuration(request.duration));
    const findings: Finding[] = [];
    if (isBefore(reach, start))
      findings.push(
        mistake(
          "START_TOO_FAR",
          `${request.start} is more than ${describeDuration(validFor(policies))} away; an approval here is valid for that long.`,
          "Ask closer to that time.",
          "/start",
        ),
      );
    if (!isBefore(from, end))
      findings.push(
        mistake(
          "START_OVER",
          `A request that starts at ${request.start} and lasts ${request.duration} is already over.`,
          "Write a later start, or remove it: the access then starts at the merge.",
          "/start",
        ),
      );
    return metUnless(findings, `It begins at ${request.start}, and is verified again then.`);
  },
};

/** Limits a chain of extensions, because together they may last longer than one request may. */
export const totalWithinBounds: TermsRule = {
  name: "With all that it extends it is within the policy's total",
  judge({ evidence: { chain = [] }, request, policies }) {
    if (request === undefined) return undefined;
    if (chain.length === 0) return met("It extends nothing that was held.");
    if (policies === undefined) return undefined;
    const findings = request.entitlements.flatMap((asked, index) => {
      const policy = policies[index];
      const most = policy?.duration.maximumTotal;
      const before = timeHeld(chain, asked);
      if (most === undefined || before + parseDuration(request.duration) <= parseDuration(most)) return [];
      return [
        mistake(
          "DURATION_TOTAL",
          `The extended request gave ${describeEntitlement(asked)} for ${describeDuration(before)}; with ${request.duration} more that is longer than the ${most} in all that policy "${policy?.name}" allows.`,
          before < parseDuration(most)
            ? `Ask for ${describeDuration(parseDuration(most) - before)} or less.`
            : "Ask for new access, without `extends`, and say why it is still needed.",
          "/duration",
        ),
      ];
    });
    return metUnless(findings, `${describeDuration(longestTotal(request, chain))} in all.`);
  },
};

/** Milliseconds of a request and all requests it extends, for the entitlement held longest. */
export const longestTotal = ({ entitlements, duration }: AccessRequest, chain: readonly Lease[]): number =>
  parseDuration(duration) + Math.max(0, ...entitlements.map((asked) => timeHeld(chain, asked)));

export const extendsOwn: Rule = {
  name: "It extends the subject's own access, which was not ended early",
  judge({ evidence, request, folder }) {
    if (request === undefined) return undefined;
    const { extends: id } = request;
    if (id === undefined) return met("It extends nothing.");
    const { extended = [], subject } = evidence;
    if (folder === undefined || subject === undefined) return undefined;
    const unlike = (message: string, fix: string): Finding =>
      mistake("EXTENDS_OTHER", message, fix, "/extends");
    if (extended.length === 0) return metUnless([explainUnknown(id)], "");
    const findings = [
      ...(id.startsWith(`${folder}/`)
        ? []
        : [
            unlike(
              `"${id}" is a request of another folder than "${folder}".`,
              "File the extension in that folder.",
            ),
          ]),
      ...(extended.every((lease) => lease.subject.id === subject.id)
        ? []
        : [
            unlike(
              `"${id}" gives access to another person than ${subject.login}.`,
              "Ask for new access, without `extends`.",
            ),
          ]),
      ...request.entitlements.flatMap((asked) => {
        const known = extended.filter(
          ({ entitlement }) => entitlementKey(entitlement) === entitlementKey(asked),
        );
        const account = accountAt(asked.provider, evidence);
        if (known.length === 0)
          return [
            unlike(`"${id}" does not give ${describeEntitlement(asked)}.`, "Ask for that without `extends`."),
          ];
        return account === undefined || known.some(({ principal }) => principal === account)
          ? []
          : [
              unlike(
                `"${id}" gives ${describeEntitlement(asked)} to another account than ${JSON.stringify(account)}, which is the subject's now.`,
                "Ask for that without `extends`.",
              ),
            ];
      }),
      // Also after the merge: a person who ends access ends its extensions too.
      ...(extended.some(wasEndedEarly)
        ? [
            mistake(
              "EXTENDS_ENDED",
              `"${id}" was ended early and cannot be extended.`,
              "Ask for new access, without `extends`.",
              "/extends",
            ),
          ]
        : []),
    ];
    return metUnless(findings, `It extends ${id}.`);
  },
};

const explainUnknown = (id: string): Finding =>
  mistake(
    "EXTENDS_UNKNOWN",
    `The ledger records no access from ${requestPath(id)}.`,
    "Write the folder and the name of the request that gave the access, without .yaml, once it has started.",
    "/extends",
  );

export const taskOpen: Rule = {
  name: "The task it lasts until is open",
  judge({ evidence, request }) {
    if (request === undefined) return undefined;
    const { until } = request;
    if (until === undefined) return met("It lasts for its duration.");
    const finding = judgeOwnMerge(until.closed, evidence) ?? judgeTask(until.closed, evidence);
    return finding === undefined
      ? met(`It ends when #${until.closed} closes, and after its duration at the latest.`)
      : failed(finding);
  },
};

/** If the merge closes what the access is for, the access ends before it begins. */
function judgeOwnMerge(number: number, { pull, merge }: Evidence): Finding | undefined {
  if (number === pull.number)
    return mistake(
      "UNTIL_OWN",
      `#${number} is this pull request, which closes when it is merged: the access would end at once.`,
      "Write the number of an issue or pull request that stays open while the access is needed, or leave `until` out.",
      "/until/closed",
    );
  if (merge !== undefined || !pull.closes?.includes(number)) return undefined;
  return mistake(
    "UNTIL_OWN",
    `The title or description of this pull request says that it closes #${number}: merging it would end the access at once.`,
    `Edit them, for example to "Part of #${number}", then comment /hallpass check.`,
    "/until/closed",
  );
}

function judgeTask(number: number, { asked, task, merge }: Evidence): Finding | undefined {
  const at = "/until/closed";
  if (task === undefined)
    return mistake(
      "UNTIL_UNKNOWN",
      `This repository has no issue and no pull request #${number} that can be seen.`,
      "Write the number of an open one of this repository.",
      at,
    );
  if (asked?.asker !== undefined && asked.issue === number && isWithdrawn(task))
    return mistake(
      "UNTIL_CLOSED",
      `Issue #${number}, which asks for this, was closed: that withdrew the request, also where the issue is open again.`,
      "Close this pull request. Whoever still needs the access asks anew, with a new issue.",
      at,
    );
  if (task.closed)
    return mistake("UNTIL_CLOSED", `#${number} is closed already.`, "Reopen it, or remove `until`.", at);
  const closedAt = merge && task.closes?.find((at) => !isBefore(at, merge.at));
  if (closedAt === undefined) return undefined;
  return mistake(
    "UNTIL_CLOSED",
    `#${number} was closed at ${closedAt.toISOString()}, after this was merged, and opened again.`,
    "Ask again with a new file.",
    at,
  );
}

/** Whoever may open an issue again need not be the one who asked. */
const isWithdrawn = ({ closed, closes = [] }: Task): boolean => closed || closes.length > 0;
