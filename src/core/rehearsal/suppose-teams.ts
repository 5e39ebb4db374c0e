import { listNamedTeams } from "../access/team.ts";
import { DEFAULT_APPROVAL_COUNT } from "../files/approvals.ts";
import type { Policy } from "../files/policy.ts";

/** What is known of a request before anybody is in a team. */
interface Asking {
  readonly policies: readonly Policy[];
  readonly requester: string;
  readonly subject: string;
  readonly approvals: readonly string[];
  /** Teams whose members are given: nothing is supposed of them. */
  readonly given: ReadonlyMap<string, readonly string[]>;
}

/**
 * Members of every team that the policies name: the requester where members may ask, the subject where others may ask for them, and
 * in each other team those who approved, and as many stand-ins as could be needed.
 */
export function supposeTeams(asking: Asking): ReadonlyMap<string, readonly string[]> {
  const { policies, requester, subject, approvals, given } = asking;
  const askers = new Set(policies.flatMap(({ requesters }) => slugsOf(requesters)));
  const receivers = new Set(policies.flatMap(({ onBehalf }) => slugsOf(onBehalf)));
  const approvers = new Set(policies.flatMap(({ requesters: _, onBehalf: __, ...rest }) => slugsOf(rest)));
  const count = Math.max(1, ...policies.flatMap(listCounts));
  const teams = [...new Set([...askers, ...receivers, ...approvers])].map(
    (slug): [string, readonly string[]] => [
      slug,
      [
        ...new Set([
          ...(askers.has(slug) ? [requester] : []),
          ...(receivers.has(slug) ? [subject] : []),
          ...(approvers.has(slug) ? [...approvals, ...listStandIns(slug, count)] : []),
        ]),
      ],
    ],
  );
  return new Map([...teams, ...given]);
}

const listCounts = ({ approvals }: Policy): number[] =>
  [approvals, ...(approvals.steps ?? [])].map((each) => each.count ?? DEFAULT_APPROVAL_COUNT);

const slugsOf = (value: unknown): string[] => listNamedTeams(value).map(({ slug }) => slug);

const ORDINALS = ["a", "another", "a third", "a fourth", "a fifth"] as const;

const listStandIns = (slug: string, count: number): string[] =>
  ORDINALS.slice(0, count).map((ordinal) => `${ordinal} member of ${slug}`);
