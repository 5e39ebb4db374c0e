import { addMilliseconds } from "date-fns/addMilliseconds";
import { type Finding, mistake } from "../../findings/finding.ts";
import { parseDuration } from "../../text/duration.ts";
import { findCoolDown, listConcurrent, type Planned } from "../repetition.ts";
import { beginningOf } from "./beginning.ts";
import { type Facts, failed, type Judgement, met, type Rule, waiting } from "./rule.ts";

/** Both rules are judged until the grant: what begins later is judged by what is there by then. */
export const notTooManyAtOnce: Rule = {
  name: "The subject does not hold too much at once",
  judge(facts) {
    const { evidence, request, policies } = facts;
    if (request === undefined || policies === undefined) return undefined;
    const { granted, earlier } = evidence;
    if (policies.every(({ concurrency }) => concurrency === undefined))
      return met("The policy sets no limit.");
    if (granted) return met("It did not when this was granted.");
    if (earlier === undefined) return undefined;
    const findings = plan(facts).flatMap((planned, index): Finding[] => {
      const policy = policies[index];
      if (policy?.concurrency === undefined) return [];
      const others = listConcurrent(policy, earlier, planned);
      if (others.length < policy.concurrency) return [];
      return [
        mistake(
          "TOO_MANY_AT_ONCE",
          `${evidence.subject?.login ?? "The subject"} has ${others.join(", ")} at that time; policy "${policy.name}" allows ${policy.concurrency} at once.`,
          "Ask again when one of them has ended, or end one with `/hallpass end`.",
          `/entitlements/${index}`,
        ),
      ];
    });
    return conclude(
      facts,
      findings,
      "The subject does not.",
      "The subject holds as much as the policy allows",
    );
  },
};

export const cooledDown: Rule = {
  name: "The same access has not just ended",
  judge(facts) {
    const { evidence, request, policies } = facts;
    if (request === undefined || policies === undefined) return undefined;
    const { granted, earlier } = evidence;
    if (policies.every(({ coolDown }) => coolDown === undefined)) return met("The policy asks for no pause.");
    if (granted) return met("It had not when this was granted.");
    if (earlier === undefined) return undefined;
    const findings = plan(facts).flatMap((planned, index): Finding[] => {
      const policy = policies[index];
      const until = policy && findCoolDown(policy, earlier, planned);
      if (until === undefined) return [];
      return [
        mistake(
          "COOL_DOWN",
          `The subject had the same under policy "${policy?.name}"; it may begin again at ${until.toISOString()}, ${policy?.coolDown} after that ended.`,
          "Ask for a later `start`, or again after that.",
          `/entitlements/${index}`,
        ),
      ];
    });
    return conclude(facts, findings, "It has not.", "The same access has just ended");
  },
};

/** Of each entitlement, in the request's order. */
export function plan({ evidence, request }: Facts): Planned[] {
  if (request === undefined) return [];
  const bases = new Set((evidence.chain ?? []).map(({ request: id }) => id));
  return request.entitlements.map((entitlement) => {
    const startsAt = beginningOf(evidence, request, entitlement);
    const endsAt = addMilliseconds(startsAt, parseDuration(request.duration));
    return { entitlement, startsAt, endsAt, bases };
  });
}

/** Time mends it while the pull request is open. After the merge, and for a planned start, it is a mistake. */
export function conclude(
  { evidence, request }: Facts,
  findings: readonly Finding[],
  says: string,
  brief: string,
): Judgement {
  if (findings.length === 0) return met(says);
  return evidence.merge === undefined && request?.start === undefined
    ? waiting(findings.map(({ message }) => message).join(" "), brief)
    : failed(...findings);
}
