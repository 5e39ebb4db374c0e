import { addMilliseconds } from "date-fns/addMilliseconds";
import { isBefore } from "date-fns/isBefore";
import { subMilliseconds } from "date-fns/subMilliseconds";
import { DEFAULT_VALID_FOR } from "../approvals.ts";
import { describeDuration, parseDuration } from "../duration.ts";
import { describeEntitlement, entitlementKey } from "../entitlement.ts";
import type { Evidence } from "../evidence.ts";
import type { Finding } from "../finding.ts";
import { parseInstant } from "../instant.ts";
import { wasEndedEarly } from "../lease.ts";
import { requestPath } from "../request.ts";
import { accountAt } from "./account.ts";
import { failed, met, metUnless, mistake, type Rule } from "./rule.ts";

/** Those who approve now speak for then: it cannot be further away than their word counts. */
export const startWithinReach: Rule = {
  name: "It begins while the approvals count",
  judge({ evidence, request, policies }) {
    if (request === undefined) return undefined;
    if (request.start === undefined) return met("It begins when it is merged.");
    const start = parseInstant(request.start);
    if (start === undefined || policies === undefined) return undefined;
    const validFor = Math.min(
      ...policies.map(({ approvals }) => parseDuration(approvals.validFor ?? DEFAULT_VALID_FOR)),
    );
    const from = evidence.merge?.at ?? evidence.now;
    const end = addMilliseconds(start, parseDuration(request.duration));
    const findings: Finding[] = [];
    if (isBefore(from, subMilliseconds(start, validFor)))
      findings.push(
        mistake(
          "START_TOO_FAR",
          "/start",
          `${request.start} is more than ${describeDuration(validFor)} away, for which an approval counts here.`,
          "Ask nearer to that time.",
        ),
      );
    if (!isBefore(from, end))
      findings.push(
        mistake(
          "START_OVER",
          "/start",
          `What begins at ${request.start} and lasts ${request.duration} is over already.`,
          "Write a later start, or leave it out: then it begins when it is merged.",
        ),
      );
    return metUnless(findings, `It begins at ${request.start}, and is verified again then.`);
  },
};

export const extendsOwn: Rule = {
  name: "What it extends is the subject's own, and was not ended early",
  judge({ evidence, request, folder }) {
    if (request === undefined) return undefined;
    const { extends: id } = request;
    if (id === undefined) return met("It extends nothing.");
    const { extended = [], subject } = evidence;
    if (folder === undefined || subject === undefined) return undefined;
    const unlike = (message: string, fix: string): Finding =>
      mistake("EXTENDS_OTHER", "/extends", message, fix);
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
              `"${id}" gives access to somebody else than ${subject.login}.`,
              "Ask for an access of its own, without `extends`.",
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
      // Also when that happened after the merge: whoever ended it meant what was to follow, too.
      ...(extended.some(wasEndedEarly)
        ? [
            mistake(
              "EXTENDS_ENDED",
              "/extends",
              `"${id}" was ended early: there is nothing to carry on.`,
              "Ask for an access of its own, without `extends`.",
            ),
          ]
        : []),
    ];
    return metUnless(findings, `It carries on from ${id}.`);
  },
};

const explainUnknown = (id: string): Finding =>
  mistake(
    "EXTENDS_UNKNOWN",
    "/extends",
    `The ledger knows no access by ${requestPath(id)}.`,
    "Write the folder and the name of the request that gave it, without .yaml, once it has begun.",
  );

export const taskOpen: Rule = {
  name: "What it lasts until is open",
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

/** What the merge itself closes is over before the access begins. */
function judgeOwnMerge(number: number, { pull, merge }: Evidence): Finding | undefined {
  if (number === pull.number)
    return mistake(
      "UNTIL_OWN",
      "/until/closed",
      `#${number} is this pull request, which closes when it is merged: the access would end at once.`,
      "Write the number of an issue or pull request that stays open while the access is needed, or leave `until` out.",
    );
  if (merge !== undefined || !pull.closes?.includes(number)) return undefined;
  return mistake(
    "UNTIL_OWN",
    "/until/closed",
    `The title or description of this pull request says that it closes #${number}: merging it would end the access at once.`,
    `Edit them, for example to "Part of #${number}", then comment /hallpass check.`,
  );
}

function judgeTask(number: number, { task, merge }: Evidence): Finding | undefined {
  const explain = (code: string, message: string, fix: string) =>
    mistake(code, "/until/closed", message, fix);
  if (task === undefined)
    return explain(
      "UNTIL_UNKNOWN",
      `This repository has no issue and no pull request #${number} that can be seen.`,
      "Write the number of an open one of this repository.",
    );
  if (task.closed)
    return explain("UNTIL_CLOSED", `#${number} is closed already.`, "Open it again, or leave `until` out.");
  const closedAt = merge && task.closes?.find((at) => !isBefore(at, merge.at));
  if (closedAt === undefined) return undefined;
  return explain(
    "UNTIL_CLOSED",
    `#${number} was closed at ${closedAt.toISOString()}, after this was merged, and opened again.`,
    "Ask again: what it was for was done once.",
  );
}
