import type { Offers } from "../../core/asking/offers.ts";
import { DEFAULT_APPROVAL_COUNT } from "../../core/files/approvals.ts";
import { parseSettings, personOf, SETTINGS_PATH } from "../../core/files/settings.ts";
import type { RequestDesk } from "../../github/asking/desk.ts";
import type { Offered } from "./read-offers.ts";

/** Who may approve a request, under one policy. */
export interface NeededApproval {
  readonly policy: string;
  /** How many people must approve. */
  readonly count: number;
  readonly teams: readonly string[];
  /** Members of the teams in the identity map, without the requester; `null` where this token may not see them. */
  readonly people: readonly string[] | null;
}

/** Who may approve, as far as this token sees: whether a member is new in the team, only the app knows. */
export async function previewApprovals(
  desk: RequestDesk,
  { me, base }: Offered,
  offers: Offers,
): Promise<NeededApproval[]> {
  const known = await readKnown(desk, base.commit);
  const policies = [...new Set(offers.map(({ policy }) => policy))];
  return Promise.all(
    policies.map(async ({ name, approvals }) => {
      const teams = approvals.teams.map(({ slug }) => slug);
      const members = await Promise.all(teams.map((slug) => desk.listTeam(slug)));
      const people = members.flatMap((each) => each ?? []).filter(({ id }) => id !== me.id && known(id));
      const logins = [...new Set(people.map(({ login }) => login))].sort();
      return {
        ...{ policy: name, count: approvals.count ?? DEFAULT_APPROVAL_COUNT, teams },
        people: members.includes(undefined) ? null : logins,
      };
    }),
  );
}

/** Whether an account is in the identity map. Where the map cannot be read, everybody counts. */
async function readKnown(desk: RequestDesk, commit: string): Promise<(id: number) => boolean> {
  const text = await desk.readFile(SETTINGS_PATH, commit);
  const settings = text === undefined ? undefined : parseSettings(text, SETTINGS_PATH).value;
  return (id) => settings === undefined || personOf(settings, id) !== undefined;
}

/** One line a policy. */
export const describeApproval = ({ policy, count, teams, people }: NeededApproval): string => {
  const from = `${teams.join(", ")} (policy ${policy})`;
  if (people === null) return `Who may approve: ${count} of the members of ${from}.`;
  if (people.length === 0)
    return `Nobody but you could approve: ${from} has no other member in the identity map.`;
  return `Who may approve: ${count === 1 ? "" : `${count} of `}${people.join(" or ")}, of ${from}.`;
};
