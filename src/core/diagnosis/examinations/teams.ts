import type { Team } from "../../access/team.ts";
import type { RepositoryRules } from "../../decision/evidence.ts";
import { membersOf } from "../../decision/github-facts.ts";
import { DEFAULT_APPROVAL_COUNT } from "../../files/approvals.ts";
import type { Policy, TeamRef } from "../../files/policy.ts";
import { personOf } from "../../files/settings.ts";
import { listApproving } from "../../policy/approval-steps.ts";
import { listDeciding } from "../../policy/deciding-teams.ts";
import { type Examination, enumerate, examine } from "../examination.ts";
import type { InstallationFacts } from "../installation.ts";

/** Every team the rules name: by slug and id. */
export const listTeams = ({ policies, settings }: RepositoryRules): TeamRef[] => {
  const named = [
    ...policies.flatMap((policy) => [
      ...policy.requesters.teams,
      ...(policy.onBehalf?.teams ?? []),
      ...listDeciding(policy),
    ]),
    ...(settings?.rules?.approvals.teams ?? []),
  ];
  return [...new Map(named.map((team) => [`${team.slug} ${team.id}`, team])).values()];
};

/** The teams the rules name are there, may do what they must, and are large enough. */
export const examineTeams = (facts: InstallationFacts): Examination[] => [
  examineNames(facts),
  examineWriters(facts),
  examineRequesters(facts),
  ...facts.rules.policies.map((policy) => examineApprovers(policy, facts)),
];

function examineNames({ rules, teams }: InstallationFacts): Examination {
  const astray = listTeams(rules).flatMap(({ slug, id }) => {
    const team = teams.get(slug);
    if (team === undefined) return [`there is no team ${slug}`];
    return team.id === id ? [] : [`${slug} is ${team.id}, not ${id}`];
  });
  return examine(
    {
      code: "TEAMS_NAMED",
      name: "Teams the rules name",
      should: "each there, with the id written beside it",
      fix: "Organisation → Teams: give the team its name back, or change policies/ and .github/hallpass.yaml in a pull request.",
    },
    { right: astray.length === 0, is: enumerate(astray) || "all there" },
  );
}

/** GitHub takes no owner's review of a team without write. */
function examineWriters({ rules: { policies, settings }, teams, github }: InstallationFacts): Examination {
  const approving = [
    ...policies.flatMap(({ approvals }) => listApproving(approvals)),
    ...(settings?.rules?.approvals.teams ?? []),
  ].map(({ slug }) => slug);
  const astray = [...new Set(approving)].filter((slug) => teams.has(slug) && !github.writingTeams.has(slug));
  return examine(
    {
      code: "TEAMS_WRITE",
      name: "Approving teams may write",
      should: "each has write here: else its reviews do not count",
      fix: `Settings → Collaborators and teams → ${astray.join(", ")} → Role: Write.`,
    },
    { right: astray.length === 0, is: astray.length === 0 ? "yes" : `not ${enumerate(astray)}` },
  );
}

/** GitHub's browser makes a fork for a person who may only read, and a request from a fork is refused. People may have write by another way. */
function examineRequesters({ rules: { policies }, teams, github }: InstallationFacts): Examination {
  const asking = new Set(policies.flatMap(({ requesters }) => requesters.teams.map(({ slug }) => slug)));
  const astray = [...asking].filter((slug) => teams.has(slug) && !github.writingTeams.has(slug));
  const policiesOf = (slug: string): string =>
    policies
      .filter(({ requesters }) => requesters.teams.some((team) => team.slug === slug))
      .map(({ name }) => name)
      .join(", ");
  return examine(
    {
      code: "REQUESTERS_WRITE",
      name: "Requesting teams may write",
      should: "each has write here: without it a request can only come from a fork, and is refused",
      fix: `Settings → Collaborators and teams → ${astray.join(", ")} → Role: Write.`,
      advice: true,
    },
    {
      right: astray.length === 0,
      is:
        astray.length === 0
          ? "yes"
          : `not ${enumerate(astray.map((slug) => `${slug} (policies: ${policiesOf(slug)})`))}`,
    },
  );
}

/** Requesters cannot approve their own request, so a team needs one requester and enough other members of the identity map. */
function examineApprovers(
  { name, requesters, approvals }: Policy,
  { teams, rules: { settings } }: InstallationFacts,
): Examination {
  const needed = approvals.count ?? DEFAULT_APPROVAL_COUNT;
  const approvers = listMembers(approvals, teams).filter(
    (id) => settings !== undefined && personOf(settings, id) !== undefined,
  );
  const asking = listMembers(requesters, teams);
  const most = Math.max(
    asking.length === 0 ? approvers.length : 0,
    ...asking.map((id) => approvers.filter((other) => other !== id).length),
  );
  return examine(
    {
      code: "APPROVERS_ENOUGH",
      name: `Approvers of policy ${name}`,
      should: `${needed} or more besides the requester`,
      fix: `Organisation → Teams → ${approvals.teams.map(({ slug }) => slug).join(" or ")} → Members: add a person that .github/hallpass.yaml lists under people.`,
    },
    { right: most >= needed, is: String(most) },
  );
}

const listMembers = (named: Policy["requesters"], teams: ReadonlyMap<string, Team>): number[] => [
  ...new Set(
    named.teams.flatMap(({ slug, id }) => {
      const team = teams.get(slug);
      return team?.id === id ? membersOf(team, named).map((member) => member.id) : [];
    }),
  ),
];
