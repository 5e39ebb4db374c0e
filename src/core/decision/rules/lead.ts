import { addMilliseconds } from "date-fns/addMilliseconds";
import { isBefore } from "date-fns/isBefore";
import { type Finding, mistake } from "../../findings/finding.ts";
import { parseDuration } from "../../text/duration.ts";
import { beginningOf } from "./beginning.ts";
import { met, metUnless, type Rule } from "./rule.ts";

/** Refuses access that is asked for longer ahead than the policy allows. */
export const leadWithinBounds: Rule = {
  name: "It is not asked for too long ahead",
  judge({ evidence, request, policies }) {
    if (request === undefined || policies === undefined) return undefined;
    const from = evidence.merge?.at ?? evidence.now;
    const findings = request.entitlements.flatMap((asked, index): Finding[] => {
      const { name, maximumLead } = policies[index] ?? {};
      const begins = beginningOf(evidence, request, asked);
      if (maximumLead === undefined || begins <= addMilliseconds(from, parseDuration(maximumLead))) return [];
      return [
        mistake(
          "LEAD_TOO_LONG",
          `It would begin at ${begins.toISOString()}, more than ${maximumLead} ahead; policy "${name}" allows no more.`,
          "Ask closer to that time.",
          request.start === undefined ? "/extends" : "/start",
        ),
      ];
    });
    return metUnless(findings, "It is not.");
  },
};

/** Refuses an old approval that was never put to use. Access that was granted in time stays. */
export const grantedInTime: Rule = {
  name: "It is granted soon enough after it was to begin",
  judge({ evidence, request, policies }) {
    if (request === undefined || policies === undefined) return undefined;
    if (evidence.granted) return met("It was.");
    const findings = request.entitlements.flatMap((asked, index): Finding[] => {
      const { name, activation } = policies[index] ?? {};
      if (activation === undefined) return [];
      const begins = beginningOf(evidence, request, asked);
      if (!isBefore(addMilliseconds(begins, parseDuration(activation)), evidence.now)) return [];
      return [
        mistake(
          "ACTIVATION_LAPSED",
          `It was to begin at ${begins.toISOString()}; policy "${name}" lets an approval lapse that gave no access within ${activation}.`,
          "Ask again with a new file.",
          `/entitlements/${index}`,
        ),
      ];
    });
    return metUnless(findings, "It is.");
  },
};
