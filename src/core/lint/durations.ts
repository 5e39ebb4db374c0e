import { type Finding, warning } from "../findings/finding.ts";
import { describeDuration, parseDuration } from "../text/duration.ts";
import { type PlacedPolicy, placeIn, type RuleFiles } from "./rule-files.ts";

/** Access that lasts longer than this is standing access in all but name. */
const LONGEST_MS = parseDuration("30d");

/** Policies that give access for very long, in one request or in a chain of extensions. */
export const findLongDurations = ({ policies }: RuleFiles): Finding[] =>
  policies.flatMap((each) => [...judgeMaximum(each), ...judgeTotal(each)]);

function judgeMaximum(each: PlacedPolicy): Finding[] {
  const { name, duration } = each.policy;
  if (parseDuration(duration.maximum) <= LONGEST_MS) return [];
  return [
    placeIn(
      each,
      warning(
        "DURATION_LONG",
        `Policy "${name}" gives access for up to ${duration.maximum}, more than ${describeDuration(LONGEST_MS)}.`,
        "Give a shorter maximum: people can ask again, or extend.",
        "/duration/maximum",
      ),
    ),
  ];
}

function judgeTotal(each: PlacedPolicy): Finding[] {
  const { name, duration } = each.policy;
  if (duration.maximumTotal !== undefined) return [];
  return [
    placeIn(
      each,
      warning(
        "DURATION_UNBOUNDED",
        `Policy "${name}" has no maximumTotal: extensions can continue access for ever, ${duration.maximum} at a time.`,
        "Give duration.maximumTotal, the longest time of a request with all that it extends.",
        "/duration",
      ),
    ),
  ];
}
