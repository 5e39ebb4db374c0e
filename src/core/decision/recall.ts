import { listChain } from "../access/chain.ts";
import { type AccessRequest, parseRequestPath } from "../files/request.ts";
import { type LedgerState, leasesOf } from "../ledger/ledger.ts";
import { listEarlierGrants } from "./earlier-grants.ts";
import type { Evidence, RepositoryRules } from "./evidence.ts";
import type { PullRequest } from "./github-facts.ts";
import { accountsOf } from "./rules/people.ts";
import { matchPolicies } from "./rules/policy.ts";

/** Finds an earlier use of the request id. Its use by this same pull request does not count. */
export function recallUse(
  state: LedgerState,
  pull: PullRequest,
  file: Evidence["file"],
): Pick<Evidence, "seen" | "refused" | "granted"> {
  const id = file && parseRequestPath(file.path)?.id;
  const seen = id === undefined ? undefined : state.seen.get(id);
  const refused = file && state.refusals.get(file.path);
  const isOwn = seen?.pull === pull.number && seen.blob === file?.blob;
  return { ...(seen && (isOwn ? { granted: true } : { seen })), ...(refused && { refused }) };
}

/** For policies that let requests through without a review: what they let through before. */
export function recallLetThrough(
  state: LedgerState,
  pull: PullRequest,
  { subject, file, at }: Pick<Evidence, "subject" | "file"> & { readonly at: Date },
  rules: readonly RepositoryRules[],
): Pick<Evidence, "letThrough"> {
  const place = file && parseRequestPath(file.path);
  const request = file?.parsed.value;
  if (place === undefined || request === undefined || subject === undefined) return {};
  const policies = rules.flatMap(({ policies: offered }) =>
    request.entitlements.flatMap((asked) => matchPolicies(offered, place.team, asked)),
  );
  const letThrough = listEarlierGrants(state, {
    id: place.id,
    pull: pull.number,
    accounts: [...new Set(rules.flatMap(({ settings }) => accountsOf(settings, subject.id)))],
    policies,
    at: pull.merged?.at ?? at,
  });
  return { letThrough };
}

/** The leases of the request that this one extends, and of all that those extend. */
export function recallExtended(
  { holdings }: LedgerState,
  request: AccessRequest | undefined,
): Pick<Evidence, "extended" | "chain"> {
  const base = request?.extends;
  if (base === undefined) return {};
  const of = (id: string) => leasesOf(holdings, id);
  return { extended: of(base), chain: listChain(of, base) };
}
