import type { Person } from "../../access/lease.ts";
import type { GivenPower } from "../../access/power.ts";
import type { Policy } from "../../files/policy.ts";
import type { AccessRequest } from "../../files/request.ts";
import { type Finding, mistake } from "../../findings/finding.ts";
import { isOnCallBy } from "../../on-call/on-call.ts";
import { listDeciding } from "../../policy/deciding-teams.ts";
import { type Evidence, type Member, requesterOf } from "../evidence.ts";
import { membersOf } from "../github-facts.ts";
import { accountAt } from "./account.ts";
import { beginningOf } from "./beginning.ts";
import { suggestFolders } from "./policy.ts";
import { type Facts, failed, met, metUnless, type Rule } from "./rule.ts";

type Named = Pick<Policy["requesters"], "teams" | "includeChildTeams" | "users">;

/** In one of these teams, named by slug and by id, as GitHub says now. */
const isInOneOf = (named: Named, evidence: Evidence, accountId: number): boolean =>
  listMemberships(named, evidence, accountId).length > 0;

/** Named themself, or in one of these teams other than by a lease. */
export const isLastingMember = (named: Named, evidence: Evidence, accountId: number): boolean =>
  isNamedUser(named, accountId) || listMemberships(named, evidence, accountId).some(({ leased }) => !leased);

const listMemberships = (named: Named, { teams }: Evidence, accountId: number): Member[] =>
  named.teams.flatMap(({ slug, id }) => {
    const team = teams.get(slug);
    return team?.id === id ? membersOf(team, named).filter((member) => member.id === accountId) : [];
  });

/** By the numeric id: another account may have the login by now. */
const isNamedUser = ({ users = [] }: Named, accountId: number): boolean =>
  users.some(({ id }) => id === accountId);

/** The teams, and where the account stands in a child team of them alone, that this does not count. */
function describeTeams(named: Named, evidence: Evidence, accountId: number): string {
  const isBelow = isInOneOf({ ...named, includeChildTeams: true }, evidence, accountId);
  const why = isBelow ? " (membership in a child team does not count here)" : "";
  return `${named.teams.map(({ slug }) => slug).join(", ")}${why}`;
}

export const subjectAllowed: Rule = {
  name: "The access is for the requester, or for a person the policy lets them ask for",
  judge({ evidence, request, policies }: Facts) {
    if (request === undefined) return undefined;
    const { subject } = evidence;
    const requester = requesterOf(evidence);
    if (subject === undefined || subject.type !== "User" || !isNamed(subject, request))
      return failed(
        mistake(
          "SUBJECT_UNKNOWN",
          `GitHub knows no person called "${request.subject}".`,
          `Write the login of the person who receives the access, as it is now; yours is "${requester.login}".`,
          "/subject",
        ),
      );
    if (subject.id === requester.id) return met(`${subject.login} (${subject.id}) asks for themself.`);
    if (policies === undefined) return undefined;
    return metUnless(
      policies
        .filter(({ onBehalf }) => onBehalf === undefined || !isInOneOf(onBehalf, evidence, subject.id))
        .map((policy) => explainOther(policy, evidence, subject)),
      `${requester.login} asks for ${subject.login} (${subject.id}).`,
    );
  },
};

/** GitHub compares logins without case; an account that answers to another name is another. */
const isNamed = ({ login }: Person, { subject }: AccessRequest): boolean =>
  login.toLowerCase() === subject.toLowerCase();

function explainOther(
  { name, onBehalf }: Policy,
  evidence: Evidence,
  { id, login: subject }: Person,
): Finding {
  const { login } = requesterOf(evidence);
  const message =
    onBehalf === undefined
      ? `The subject is "${subject}", the pull request is by "${login}", and policy "${name}" does not let people ask for others.`
      : `Policy "${name}" lets people ask for members of ${describeTeams(onBehalf, evidence, id)}; "${subject}" is not one of them.`;
  const fix = `Write "subject: ${login}", or let "${subject}" open the pull request.`;
  return mistake("SUBJECT_NOT_REQUESTER", message, fix, "/subject");
}

export const requesterAllowed: Rule = {
  name: "The requester belongs to a team that may ask",
  judge({ evidence, request, policies, folder }) {
    if (policies === undefined) return undefined;
    const { rules } = evidence;
    const { id, login } = requesterOf(evidence);
    // The policies stand in the order of the entitlements. Who asks for later access is on call when it begins.
    const beginsAt = (index: number): Date => {
      const asked = request?.entitlements[index];
      return request === undefined || asked === undefined
        ? evidence.now
        : beginningOf(evidence, request, asked);
    };
    const findings = policies
      .filter(
        ({ requesters }, index) =>
          !isNamedUser(requesters, id) &&
          !isInOneOf(requesters, evidence, id) &&
          !isOnCallBy(rules.rotas, requesters.onCall, id, beginsAt(index)),
      )
      .map((policy) =>
        mistake(
          "REQUESTER_NOT_ALLOWED",
          `"${login}" is in none of the teams that may ask under policy "${policy.name}": ${describeTeams(policy.requesters, evidence, id)}${describeOnCall(policy)}.`,
          suggestFolders(policy, rules.policies, folder),
          "/subject",
        ),
      );
    return metUnless(findings, `${login} may ask.`);
  },
};

const describeOnCall = ({ requesters: { onCall = [] } }: Policy): string =>
  onCall.length === 0 ? "" : `, and not on call by ${onCall.join(", ")} when the access would begin`;

export const accountKnown: Rule = {
  name: "The subject has an account at the provider",
  judge({ evidence, request }) {
    const { subject, rules } = evidence;
    if (request === undefined || subject === undefined || rules.settings === undefined) return undefined;
    const external = rules.settings.externalIdentities ?? {};
    const findings = request.entitlements.flatMap(({ provider }, index) =>
      accountAt(provider, evidence) !== undefined
        ? []
        : [
            mistake(
              "PRINCIPAL_UNKNOWN",
              Object.hasOwn(external, provider)
                ? `The identity provider names no single account for ${subject.login} (GitHub id ${subject.id}).`
                : `The identity map has no "${provider}" account for ${subject.login} (GitHub id ${subject.id}).`,
              Object.hasOwn(external, provider)
                ? "Sign in to the organisation with single sign-on once, so that the accounts are linked."
                : "Ask the owners of .github/hallpass.yaml to add it under `people`.",
              `/entitlements/${index}`,
            ),
          ],
    );
    return metUnless(findings, "It is known.");
  },
};

/** Refuses power over Hallpass even if a policy offers it: requests must not decide who approves or administers. */
export const noPowerOverHallpass: Rule = {
  name: "The request gives no power over Hallpass",
  judge({ evidence, request }) {
    if (request === undefined) return undefined;
    const findings = evidence.powers
      .filter((given) => isOverHallpass(given, evidence))
      .map(({ entitlement, power }) =>
        mistake(
          "POWER_OVER_HALLPASS",
          `It gives ${describePower(power)}, and with it power over who gets access.`,
          "Ask the people who administer it; Hallpass never grants it.",
          `/entitlements/${entitlement}`,
        ),
      );
    return metUnless(findings, "It gives none.");
  },
};

function isOverHallpass({ power }: GivenPower, { repository, rules, teams }: Evidence): boolean {
  if (power.kind === "github-repository") return power.id === repository.pin.id;
  if (power.kind !== "github-team") return true;
  const named = [
    // Who is in a team that may break the glass needs nobody's approval.
    ...rules.policies.flatMap(listDeciding),
    ...(rules.settings?.rules?.approvals.teams ?? []),
  ];
  const owners = (rules.codeowners?.lines ?? []).flatMap((line) => line.owners);
  const slugs = [
    ...named.map(({ slug }) => slug),
    ...owners.flatMap((owner) => (owner.kind === "team" ? owner.slug : [])),
  ];
  return (
    named.some(({ id }) => id === power.id) ||
    // GitHub treats members of child teams as members, so a child team gives power even if the policies do not count it.
    slugs.some((slug) => [teams.get(slug)?.id, ...(teams.get(slug)?.children?.ids ?? [])].includes(power.id))
  );
}

function describePower(power: GivenPower["power"]): string {
  if (power.kind === "github-team") return `membership in team ${power.id}, which approves or owns`;
  if (power.kind === "github-repository") return "administration of the access repository";
  return power.kind === "github-organization"
    ? "administration of the organisation"
    : "an account of Hallpass itself";
}
