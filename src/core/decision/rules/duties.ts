import { describeEntitlement, type Entitlement, entitlementKey } from "../../access/entitlement.ts";
import { findDuty, listOpposed, type Opposition } from "../../duties/opposed.ts";
import { type Finding, mistake } from "../../findings/finding.ts";
import type { Duty } from "../../policy/duties-schema.ts";
import { conclude, plan } from "./again.ts";
import { type Facts, failed, met, type Rule } from "./rule.ts";

/** Judged until the grant, each access for itself. Access that Hallpass gave counts, and no other: no provider is asked. */
export const dutiesApart: Rule = {
  name: "Duties stay apart",
  judge(facts) {
    const { evidence, request } = facts;
    const { beside, rules } = evidence;
    if (request === undefined || rules.settings === undefined) return undefined;
    const { duties = [] } = rules.settings;
    if (duties.length === 0) return met("The settings keep none apart.");
    if (beside === undefined) return undefined;
    const within = listWithin(duties, request.entitlements, beside.granted);
    if (within.length > 0) return failed(...within);
    const says = `They do: ${duties.map(({ name }) => name).join(", ")}.`;
    return conclude(
      facts,
      listBetween(duties, facts),
      says,
      "The subject holds access that is kept apart from this",
    );
  },
};

/** Two accesses of one request. */
const listWithin = (
  duties: readonly Duty[],
  asked: readonly Entitlement[],
  granted: readonly Entitlement[],
): Finding[] =>
  asked.flatMap((one, index) =>
    asked.slice(0, index).flatMap((other) => {
      const duty = findDuty(duties, one, other);
      if (duty === undefined || [one, other].every((each) => isAmong(granted, each))) return [];
      return [
        mistake(
          "DUTIES_APART",
          `It asks for ${describeEntitlement(other)} and for ${describeEntitlement(one)}, and the ${describeDuty(duty)} keeps them apart.`,
          "Ask for one of them, and again for the other when it has ended; or let another person do it.",
          `/entitlements/${index}`,
        ),
      ];
    }),
  );

function listBetween(duties: readonly Duty[], facts: Facts): Finding[] {
  const { now, beside } = facts.evidence;
  return plan(facts).flatMap((planned, index) =>
    isAmong(beside?.granted ?? [], planned.entitlement)
      ? []
      : listOpposed(duties, planned, beside?.others ?? [], now).map((opposition) =>
          explain(opposition, `/entitlements/${index}`, facts),
        ),
  );
}

function explain({ duty, held }: Opposition, at: string, { evidence: { subject } }: Facts): Finding {
  const when = held.unrevoked
    ? `ended ${held.endsAt.toISOString()} and is not revoked yet`
    : `lasts from ${held.startsAt.toISOString()} to ${held.endsAt.toISOString()}`;
  return mistake(
    "DUTIES_APART",
    `The ${describeDuty(duty)} keeps this apart from ${describeEntitlement(held.entitlement)}, which ${subject?.login ?? "the subject"} has by ${held.request}: that ${held.waiting ? "is approved and " : ""}${when}.`,
    held.unrevoked
      ? "Ask again after the revocation; `hallpass status` says what delays it."
      : "Ask for another time, end the other with `/hallpass end`, or let another person do it.",
    at,
  );
}

const describeDuty = ({ name, because }: Duty): string =>
  `duty "${name}"${because === undefined ? "" : ` (${because.replace(/[.!?\s]+$/u, "")})`}`;

const isAmong = (some: readonly Entitlement[], one: Entitlement): boolean =>
  some.some((each) => entitlementKey(each) === entitlementKey(one));
