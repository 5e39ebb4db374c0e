import { borrowed } from "./borrowed.ts";
import { bursts } from "./bursts.ts";
import { habits } from "./habits.ts";
import { hasty } from "./hasty.ts";
import { idlePeople } from "./idle-people.ts";
import { idlePolicies } from "./idle-policies.ts";
import { idleStanding } from "./idle-standing.ts";
import { mutual } from "./mutual.ts";
import { oddHours } from "./odd-hours.ts";
import type { InsightInput, InsightRule, Signal } from "./signal.ts";
import { unused } from "./unused.ts";
import { widening } from "./widening.ts";

/** What may be misuse first, then habits, then what is idle. */
export const INSIGHT_RULES: readonly InsightRule[] = [
  hasty,
  mutual,
  bursts,
  widening,
  oddHours,
  unused,
  habits,
  borrowed,
  idleStanding,
  idlePolicies,
  idlePeople,
];

/** All signals, in the order of the rules. */
export const listSignals = (input: InsightInput): Signal[] =>
  INSIGHT_RULES.flatMap(({ name, find }) => find(input).map((signal) => ({ rule: name, ...signal })));
