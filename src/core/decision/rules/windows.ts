import type { Policy } from "../../files/policy.ts";
import { type Finding, mistake } from "../../findings/finding.ts";
import { describeHours, describeLocalTime } from "../../hours/describe-hours.ts";
import { findChange } from "../../hours/find-change.ts";
import type { Hours } from "../../hours/hours-schema.ts";
import { isWithin } from "../../hours/is-within.ts";
import type { Evidence } from "../evidence.ts";
import { beginningOf } from "./beginning.ts";
import { type Facts, failed, type Judgement, met, waiting } from "./rule.ts";

/** The facts that a checkout lacks are optional: there a request without `start` cannot be judged. */
interface WindowFacts extends Pick<Facts, "request" | "policies"> {
  readonly evidence: Partial<Pick<Evidence, "now" | "merge" | "extended">>;
}

/** A beginning outside of a policy's windows. */
interface Outside {
  readonly policy: string;
  readonly windows: Hours;
  readonly index: number;
  readonly at: Date;
}

/** Access begins only within the policy's windows, and ends when the window it began in closes: see `closingOf`. */
export const withinWindows = {
  name: "It begins when the policy allows access",
  judge({ evidence, request, policies }: WindowFacts): Judgement | undefined {
    if (request === undefined || policies === undefined) return undefined;
    if (policies.every(({ windows }) => windows === undefined))
      return met("The policy allows it at any time.");
    const now = evidence.now ?? (request.start === undefined ? undefined : new Date(0));
    if (now === undefined) return undefined;
    const begins = request.entitlements.map((asked) => beginningOf({ ...evidence, now }, request, asked));
    if (begins.some((at) => Number.isNaN(at.getTime()))) return undefined;
    const outside = policies.flatMap(({ name: policy, windows }, index): Outside[] => {
      const at = begins[index];
      return windows === undefined || at === undefined || isWithin(windows, at)
        ? []
        : [{ policy, windows, index, at }];
    });
    const [first] = outside;
    if (first === undefined) return met(describeClosing(policies, begins));
    const waits = evidence.merge === undefined && request.start === undefined && first.at <= now;
    return waits ? describeWait(first) : failed(...outside.map(explain));
  },
};

/** When the window that access begins in closes; undefined where the policy has no windows, or they never close. */
export const closingOf = ({ windows }: Pick<Policy, "windows">, begins: Date): Date | undefined =>
  windows === undefined ? undefined : findChange(windows, begins);

function describeClosing(policies: readonly Policy[], begins: readonly Date[]): string {
  const closings = policies.flatMap((policy, index) => {
    const at = begins[index];
    const closes = at && closingOf(policy, at);
    return closes === undefined ? [] : [closes.getTime()];
  });
  return closings.length === 0
    ? "It is within the policy's windows."
    : `The window closes at ${new Date(Math.min(...closings)).toISOString()}; the access ends then at the latest.`;
}

function describeWait({ policy, windows, at }: Outside): Judgement {
  const opens = findChange(windows, at)?.toISOString() ?? "a time that is not near";
  return waiting(
    `Policy "${policy}" allows access ${describeHours(windows)}. The next window opens at ${opens}.`,
    `Its window opens at ${opens}`,
  );
}

function explain({ policy, windows, index, at }: Outside): Finding {
  const opens = findChange(windows, at);
  return mistake(
    "WINDOW_CLOSED",
    `It would begin at ${at.toISOString()} (${describeLocalTime(windows, at)}); policy "${policy}" allows access ${describeHours(windows)}.`,
    opens === undefined
      ? "Ask for a time within a window."
      : `Ask for a time within a window. The next one after that opens at ${opens.toISOString()}: write it as \`start\`.`,
    `/entitlements/${index}`,
  );
}
