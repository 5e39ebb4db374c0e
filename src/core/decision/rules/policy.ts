import { describeEntitlement, type Entitlement } from "../../access/entitlement.ts";
import type { Policy } from "../../files/policy.ts";
import type { AccessRequest } from "../../files/request.ts";
import { isError, mistake } from "../../findings/finding.ts";
import { DEFAULT_MINIMUM_DURATION } from "../../policy/duration-schema.ts";
import { isOfferedBy } from "../../policy/pattern.ts";
import { hasPattern } from "../../policy/reason-pattern.ts";
import { DEFAULT_REASON_LENGTH } from "../../policy/reason-schema.ts";
import { parseDuration } from "../../text/duration.ts";
import { type Facts, failed, met, metUnless, type OfflineFacts, type OfflineRule } from "./rule.ts";

const serves = (policy: Policy, entitlement: Entitlement): boolean =>
  isOfferedBy(policy.entitlements, entitlement);

export const matchPolicies = (
  policies: readonly Policy[],
  folder: string,
  entitlement: Entitlement,
): Policy[] => listServing(policies, folder).filter((policy) => serves(policy, entitlement));

const byFolder = new WeakMap<readonly Policy[], ReadonlyMap<string, readonly Policy[]>>();

/** The policies of one folder, in their order. The list is looked through once: rules never change. */
function listServing(policies: readonly Policy[], folder: string): readonly Policy[] {
  const known = byFolder.get(policies) ?? groupByFolder(policies);
  byFolder.set(policies, known);
  return known.get(folder) ?? [];
}

function groupByFolder(policies: readonly Policy[]): ReadonlyMap<string, readonly Policy[]> {
  const groups = new Map<string, Policy[]>();
  for (const policy of policies)
    for (const folder of new Set(policy.folders)) {
      const group = groups.get(folder);
      if (group === undefined) groups.set(folder, [policy]);
      else group.push(policy);
    }
  return groups;
}

/** Lets a request for access that no policy offers learn its other mistakes too. Empty if no policy serves the folder. */
export function listLimits(
  policies: readonly Policy[],
  folder: string,
  asked: readonly Entitlement[],
): Policy[] {
  const matching = asked.flatMap((entitlement) => matchPolicies(policies, folder, entitlement));
  if (matching.length > 0) return matching;
  const longest = (policy: Policy): number => parseDuration(policy.duration.maximum);
  return policies
    .filter(({ folders }) => folders.includes(folder))
    .sort((a, b) => longest(b) - longest(a))
    .slice(0, 1);
}

/** The facts that follow from a request and the policies. */
export function deriveOffer(
  { entitlements }: AccessRequest,
  folder: string,
  offered: readonly Policy[],
): Pick<Facts, "policies" | "limits"> {
  const matches = entitlements.map((entitlement) => matchPolicies(offered, folder, entitlement));
  const limits = listLimits(offered, folder, entitlements);
  return {
    ...(limits.length === 0 ? {} : { limits }),
    ...(matches.every((found) => found.length === 1) ? { policies: matches.flat() } : {}),
  };
}

export const policyServes: OfflineRule = {
  name: "A policy offers this in this folder",
  judge({ evidence, request, folder }) {
    if (request === undefined || folder === undefined) return undefined;
    const refused = evidence.entitlementFindings.filter(isError);
    if (isUnreadable(evidence.rules)) return refused.length === 0 ? undefined : failed(...refused);
    const findings = request.entitlements.flatMap((entitlement, index) => {
      const at = `/entitlements/${index}`;
      const [first, second] = matchPolicies(evidence.rules.policies, folder, entitlement);
      if (first === undefined) return [explainNoPolicy(evidence.rules.policies, folder, entitlement, at)];
      if (second === undefined) return [];
      return [
        mistake(
          "POLICY_AMBIGUOUS",
          `The policies "${first.name}" and "${second.name}" both offer ${describeEntitlement(entitlement)} in "${folder}".`,
          "Ask the owners of policies/ to leave one of them.",
          at,
        ),
      ];
    });
    return metUnless([...findings, ...refused], "Every entitlement is offered here.");
  },
};

/** No policy could be read: whether one offers this is unknown. */
const isUnreadable = ({ policies, findings }: OfflineFacts["evidence"]["rules"]): boolean =>
  policies.length === 0 && findings.some(isError);

function explainNoPolicy(policies: readonly Policy[], folder: string, entitlement: Entitlement, at: string) {
  const elsewhere = policies.filter((policy) => serves(policy, entitlement));
  const folders = [...new Set(elsewhere.flatMap((policy) => policy.folders))];
  if (folders.length > 0)
    return mistake(
      "WRONG_FOLDER",
      `No policy offers ${describeEntitlement(entitlement)} in the folder "${folder}".`,
      `It is offered in: ${folders.join(", ")}. Move the file ${folders.length === 1 ? "there" : "to the one of your team"}; its code owners review it.`,
      at,
    );
  const offers = policies
    .filter((policy) => policy.folders.includes(folder))
    .flatMap((policy) =>
      policy.entitlements.flatMap((offer) => offer.roles.map((role) => ({ ...offer, role }))),
    )
    .map(describeEntitlement);
  return mistake(
    "ENTITLEMENT_UNKNOWN",
    `No policy offers ${describeEntitlement(entitlement)}.`,
    offers.length > 0
      ? `"${folder}" may ask for: ${offers.join("; ")}.`
      : `No policy serves the folder "${folder}" yet.`,
    at,
  );
}

/** Names other folders that offer the same: the wrong folder is the likeliest mistake. */
export function suggestFolders(
  policy: Policy,
  policies: readonly Policy[],
  folder: string | undefined,
): string {
  const offers = policy.entitlements.flatMap((offer) => offer.roles.map((role) => ({ ...offer, role })));
  const elsewhere = policies
    .filter((other) => offers.some((entitlement) => serves(other, entitlement)))
    .flatMap(({ folders }) => folders)
    .filter((other) => other !== folder);
  if (elsewhere.length === 0) return "Ask to join one of them, or ask its lead which policy is for you.";
  return `It is also offered in: ${[...new Set(elsewhere)].join(", ")}. If that is your team's folder, move the file there.`;
}

export const durationWithinBounds = {
  name: "The duration is within the policy's bounds",
  judge({ request, limits }: Pick<OfflineFacts, "request" | "limits">) {
    if (request === undefined || limits === undefined) return undefined;
    const asked = parseDuration(request.duration);
    const findings = limits.flatMap((policy) => {
      const { minimum = DEFAULT_MINIMUM_DURATION, maximum } = policy.duration;
      if (asked > parseDuration(maximum))
        return [
          mistake(
            "DURATION_TOO_LONG",
            `${request.duration} is longer than the ${maximum} that policy "${policy.name}" allows.`,
            `Ask for ${maximum} or less.`,
            "/duration",
          ),
        ];
      if (asked < parseDuration(minimum))
        return [
          mistake(
            "DURATION_TOO_SHORT",
            `${request.duration} is shorter than the ${minimum} that policy "${policy.name}" asks for.`,
            `Ask for ${minimum} or more.`,
            "/duration",
          ),
        ];
      return [];
    });
    return metUnless(findings, `${request.duration} is allowed.`);
  },
} satisfies OfflineRule;

export const reasonLongEnough = {
  name: "The reason says enough",
  judge({ request, limits }: Pick<OfflineFacts, "request" | "limits">) {
    if (request === undefined || limits === undefined) return undefined;
    const length = [...request.reason.trim()].length;
    const minimum = Math.max(...limits.map((policy) => policy.reason?.minimum ?? DEFAULT_REASON_LENGTH));
    return length >= minimum
      ? met(`${length} characters.`)
      : failed(
          mistake(
            "REASON_TOO_SHORT",
            `The reason has ${length} ${length === 1 ? "character" : "characters"}; the least is ${minimum}.`,
            "Say what you will do with the access, and why now.",
            "/reason",
          ),
        );
  },
} satisfies OfflineRule;

export const reasonMatches = {
  name: "The reason has what the policy asks for",
  judge({ request, limits }: Pick<OfflineFacts, "request" | "limits">) {
    if (request === undefined || limits === undefined) return undefined;
    const findings = limits.flatMap(({ name, reason }) =>
      reason?.pattern === undefined || hasPattern(reason.pattern, request.reason)
        ? []
        : [
            mistake(
              "REASON_PATTERN",
              `The reason has nothing of the form ${reason.pattern}, which policy "${name}" asks for.`,
              "Add it to the reason.",
              "/reason",
            ),
          ],
    );
    return metUnless(findings, "It has.");
  },
} satisfies OfflineRule;
