import { listOffers, type Offer } from "../../core/asking/offers.ts";
import { isPolicyPath, type Policy, parsePolicy } from "../../core/files/policy.ts";
import type { Base, Me, RequestDesk } from "../../github/asking/desk.ts";
import { CannotAnswerError } from "../runner/failure.ts";

/** The policies at the default branch, and what they offer the person. */
export interface Offered {
  readonly me: Me;
  readonly base: Base;
  readonly policies: readonly Policy[];
  /** The policies whose teams the person is in, and those whose teams this token may not see. */
  readonly mine: readonly Policy[];
  /** What those policies offer. */
  readonly offers: readonly Offer[];
}

/** Throws `CannotAnswerError` when a policy has mistakes: nothing is granted then. */
export async function readOffers(desk: RequestDesk): Promise<Offered> {
  const [me, base] = await Promise.all([desk.readMe(), desk.readBase()]);
  const files = (await desk.readFolder("policies", base.commit)).filter(({ path }) => isPolicyPath(path));
  const policies = files.map(({ path, text }) => {
    const { value } = parsePolicy(text, path);
    if (value !== undefined) return value;
    throw new CannotAnswerError(
      "CONFIGURATION",
      `${path} has mistakes. Nothing is granted until they are corrected.`,
      "Ask the owners of policies/ to run `hallpass check` on it.",
    );
  });
  const memberships = await readMemberships(desk, policies, me.login);
  const isFor = ({ requesters }: Policy): boolean =>
    requesters.users?.some(({ id }) => id === me.id) === true ||
    requesters.teams.some(({ slug }) => memberships.get(slug) !== false);
  const mine = policies.filter(isFor);
  return { me, base, policies, mine, offers: listOffers(mine) };
}

async function readMemberships(desk: RequestDesk, policies: readonly Policy[], login: string) {
  const slugs = [...new Set(policies.flatMap(({ requesters }) => requesters.teams.map(({ slug }) => slug)))];
  return new Map(
    await Promise.all(slugs.map(async (slug) => [slug, await desk.isInTeam(slug, login)] as const)),
  );
}
