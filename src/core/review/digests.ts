import type { Lease, Person } from "../access/lease.ts";
import type { Policy } from "../files/policy.ts";
import type { HeldState } from "../ledger/ledger.ts";
import type { DigestNotice } from "../plan/notices.ts";

/** People of one notice; the ledger names fifty for each access. */
const MOST_LEADS = 100;

/**
 * What began on this day (UTC, `2026-11-20`) and no owner approved before: one notice for each team that approves by the policy, with all
 * of it. None for a day with nothing. By the ledger alone, so that every process derives the same.
 */
export function listDigests(
  { holdings }: Pick<HeldState, "holdings">,
  policies: readonly Policy[],
  day: string,
): DigestNotice[] {
  const byTeam = new Map<string, Lease[]>();
  for (const { leases } of holdings.values())
    for (const lease of leases)
      if (lease.basis !== undefined && dayOf(lease.startsAt) === day)
        for (const team of listTeams(lease, policies)) byTeam.set(team, [...(byTeam.get(team) ?? []), lease]);
  return [...byTeam]
    .toSorted(([a], [b]) => a.localeCompare(b, "en"))
    .map(([team, leases]) => describe(team, day, leases));
}

const dayOf = (time: Date): string => time.toISOString().slice(0, 10);

/** The approving teams of the policy it was given under; those of its folder, where that policy is gone. */
function listTeams({ policy, request }: Lease, policies: readonly Policy[]): string[] {
  const own = policies.filter(({ name }) => name === policy?.name);
  const folder = request.split("/")[0] ?? "";
  const serving = own.length > 0 ? own : policies.filter(({ folders }) => folders.includes(folder));
  return [...new Set(serving.flatMap(({ approvals }) => approvals.teams.map(({ slug }) => slug)))];
}

function describe(team: string, day: string, leases: readonly Lease[]): DigestNotice {
  const leads = new Map<number, Person>(
    leases.flatMap(({ owners = [] }) => owners.map((person) => [person.id, person] as const)),
  );
  return {
    ...{ kind: "digest", pull: 0, id: `digest ${day} ${team}`, team, day },
    approvers: [...leads.values()].slice(0, MOST_LEADS),
    access: leases
      .toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime())
      .flatMap(({ subject, entitlement, pull, basis, startsAt, endsAt }) =>
        basis === undefined
          ? []
          : [{ subject, entitlement, pull, basis, durationMs: endsAt.getTime() - startsAt.getTime() }],
      ),
  };
}
