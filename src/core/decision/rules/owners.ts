import { describeOwner, findOwners, type Owner } from "../../files/codeowners.ts";
import { mistake } from "../../findings/finding.ts";
import { listOwning } from "../../policy/approval-steps.ts";
import type { Evidence, KnownTeam } from "../evidence.ts";
import { type Approval, metUnless, type Rule } from "./rule.ts";

/** The owners of a path by the deciding CODEOWNERS line, as written there. */
export function ownersOf({ rules }: Evidence, path: string): readonly Owner[] {
  return rules.codeowners === undefined ? [] : (findOwners(rules.codeowners, path)?.owners ?? []);
}

/** The owner's team, of this organisation, when it exists and is named here by slug and by id. */
export function approvingTeam(
  owner: Owner,
  { approvals }: Approval,
  evidence: Evidence,
): KnownTeam | undefined {
  const team = teamOf(owner, evidence);
  return approvals.teams.some(({ slug, id }) => slug === team?.slug && id === team.id) ? team : undefined;
}

/** The same among the teams that approve once the request has waited. */
export function fallbackTeam(
  owner: Owner,
  { approvals }: Approval,
  evidence: Evidence,
): KnownTeam | undefined {
  const team = teamOf(owner, evidence);
  const named = approvals.fallback?.teams ?? [];
  return named.some(({ slug, id }) => slug === team?.slug && id === team.id) ? team : undefined;
}

/** Another organisation's team of the same name is another team. */
export function teamOf(owner: Owner, { teams, repository }: Evidence): KnownTeam | undefined {
  if (owner.kind !== "team" || owner.org.toLowerCase() !== repository.owner.toLowerCase()) return undefined;
  return teams.get(owner.slug);
}

export const ownersAreApprovers: Rule = {
  name: "Only the approving teams own what is approved",
  judge({ evidence, approvals, reviewed }) {
    if (approvals === undefined || reviewed.length === 0) return undefined;
    const findings = reviewed.flatMap((path) => judgeOwners(evidence, approvals, path));
    const owners = new Set(reviewed.flatMap((path) => ownersOf(evidence, path).map(describeOwner)));
    return metUnless(findings, `Owned by ${[...owners].join(", ")}.`);
  },
};

function judgeOwners(evidence: Evidence, approvals: readonly Approval[], path: string) {
  const owners = ownersOf(evidence, path);
  if (owners.length === 0)
    return [
      mistake(
        "UNOWNED",
        `No CODEOWNERS line gives ${path} an owner.`,
        "Ask the owners of .github/ to add one.",
      ),
    ];
  return approvals.flatMap((approval) =>
    owners
      .filter(
        (owner) =>
          approvingTeam(owner, approval, evidence) === undefined &&
          fallbackTeam(owner, approval, evidence) === undefined,
      )
      .map((owner) =>
        mistake(
          "OWNER_NOT_APPROVER",
          `${describeOwner(owner)} owns ${path}, but is ${owner.kind === "email" ? "an e-mail address, and " : ""}no approving team of "${approval.name}": ${listOwning(
            approval.approvals,
          )
            .map(({ slug, id }) => `${slug} (${id})`)
            .join(", ")}.`,
          "File the request in the folder that those teams own, or ask the owners of policies/.",
        ),
      ),
  );
}
