import type { Policy } from "../files/policy.ts";
import { DEFAULT_MINIMUM_DURATION } from "../policy/duration-schema.ts";
import { parseDuration } from "../text/duration.ts";
import { FORM_LABEL } from "./form-names.ts";
import { FIELDS, labelOffer } from "./issue-answers.ts";
import { listOffers } from "./offers.ts";

/** The durations on offer, where a policy allows them; and each policy's longest. */
const DURATIONS = ["15m", "30m", "1h", "2h", "4h", "8h", "12h", "1d", "2d", "3d", "7d"];

/**
 * The issue form with everything that these policies offer, for `.github/ISSUE_TEMPLATE/access.yml` ("Syntax for issue forms", "Syntax for
 * GitHub's form schema"). `undefined`: they offer nothing, and GitHub refuses a list without options.
 */
export function writeIssueForm(policies: readonly Policy[]): string | undefined {
  const offers = [...new Set(listOffers(policies).map(labelOffer))];
  if (offers.length === 0) return undefined;
  const list = (options: readonly string[]): string[] =>
    options.map((option) => `        - ${JSON.stringify(option)}`);
  return [
    "# Written by `hallpass links --write` from policies/. Run it again after a change there.",
    "name: Ask for access",
    "description: Access for a while, with a reason and an approval. You need no git.",
    'title: "Access"',
    `labels: [${JSON.stringify(FORM_LABEL)}]`,
    "body:",
    "  - type: markdown",
    "    attributes:",
    "      value: >-",
    "        Hallpass opens the pull request for you, and answers here. Do not edit this issue afterwards: an edited issue asks for",
    "        nothing. Close it to end the access.",
    "  - type: dropdown",
    "    id: access",
    "    attributes:",
    `      label: ${FIELDS.access}`,
    "      description: provider / resource / role (folder)",
    "      options:",
    ...list(offers),
    "    validations:",
    "      required: true",
    "  - type: dropdown",
    "    id: duration",
    "    attributes:",
    `      label: ${FIELDS.duration}`,
    "      description: From the approval. The policies say how long each access may last.",
    "      options:",
    ...list(listDurations(policies)),
    "    validations:",
    "      required: true",
    "  - type: input",
    "    id: start",
    "    attributes:",
    `      label: ${FIELDS.start}`,
    "      description: Only if it is to begin later than at the approval. In UTC.",
    '      placeholder: "2026-11-20T22:00Z"',
    "  - type: textarea",
    "    id: reason",
    "    attributes:",
    `      label: ${FIELDS.reason}`,
    "      description: The approver reads it. No passwords, tokens or keys.",
    '      placeholder: "Investigate stuck refunds for INC-1234"',
    "    validations:",
    "      required: true",
    "",
  ].join("\n");
}

/** Shortest first. */
function listDurations(policies: readonly Policy[]): string[] {
  const longest = policies.map(({ duration }) => duration.maximum);
  const most = Math.max(...longest.map(parseDuration));
  const least = Math.min(
    ...policies.map(({ duration }) => parseDuration(duration.minimum ?? DEFAULT_MINIMUM_DURATION)),
  );
  const fitting = DURATIONS.filter((each) => parseDuration(each) <= most && parseDuration(each) >= least);
  const known = new Set(fitting.map(parseDuration));
  const others = [...new Set(longest)].filter((each) => !known.has(parseDuration(each)));
  return [...fitting, ...others].toSorted((a, b) => parseDuration(a) - parseDuration(b));
}
