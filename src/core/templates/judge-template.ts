import type { Policy } from "../files/policy.ts";
import { type Finding, mistake } from "../findings/finding.ts";
import { DEFAULT_MINIMUM_DURATION } from "../policy/duration-schema.ts";
import { isOfferedBy } from "../policy/pattern.ts";
import { parseDuration } from "../text/duration.ts";
import type { Template } from "./template.ts";

/** What the template proposes and its policy does not offer. A template widens no policy: such a request would be denied. */
export function judgeTemplate(template: Template, policies: readonly Policy[]): Finding[] {
  const policy = policies.find(({ name }) => name === template.policy);
  if (policy === undefined)
    return [unusable(`There is no policy "${template.policy}".`, "Name a policy of policies/.", "/policy")];
  return [
    ...judgeFolder(template, policy),
    ...judgeEntitlements(template, policy),
    ...judgeDuration(template, policy),
  ];
}

/** The folder of a request by the template. `undefined`: the policy serves several, and none is named. */
export const templateFolder = ({ folder }: Template, { folders }: Policy): string | undefined =>
  folder ?? (folders.length === 1 ? folders[0] : undefined);

function judgeFolder(template: Template, policy: Policy): Finding[] {
  const folder = templateFolder(template, policy);
  if (folder !== undefined && policy.folders.includes(folder)) return [];
  const message =
    folder === undefined
      ? `Policy "${policy.name}" serves several folders, and the template names none.`
      : `Policy "${policy.name}" does not serve the folder "${folder}".`;
  return [unusable(message, `Give one of these as folder: ${policy.folders.join(", ")}.`, "/folder")];
}

const judgeEntitlements = ({ entitlements }: Template, policy: Policy): Finding[] =>
  entitlements.flatMap((entitlement, index) =>
    isOfferedBy(policy.entitlements, entitlement)
      ? []
      : [
          unusable(
            `Policy "${policy.name}" does not offer ${entitlement.provider}/${entitlement.resource}:${entitlement.role}.`,
            "Take it out, or add it to the policy.",
            `/entitlements/${index}`,
          ),
        ],
  );

function judgeDuration({ duration }: Template, policy: Policy): Finding[] {
  const { minimum = DEFAULT_MINIMUM_DURATION, maximum } = policy.duration;
  const length = parseDuration(duration);
  if (parseDuration(minimum) <= length && length <= parseDuration(maximum)) return [];
  return [
    unusable(
      `Policy "${policy.name}" allows ${minimum} to ${maximum}, and the template asks for ${duration}.`,
      `Give a duration from ${minimum} to ${maximum}.`,
      "/duration",
    ),
  ];
}

const unusable = (message: string, fix: string, at: string): Finding =>
  mistake("TEMPLATE_UNUSABLE", message, fix, at);
