import { type Decision, decide, leasesOf, listFindings } from "../core/decision.ts";
import type { PullRequest } from "../core/github-facts.ts";
import { hasEnded } from "../core/lease.ts";
import type { LedgerState } from "../core/ledger.ts";
import type { Intent } from "../core/ledger-entry.ts";
import { parseRequestPath } from "../core/request.ts";
import type { Deps } from "./deps.ts";
import { gatherEvidence } from "./gather.ts";
import { intend } from "./intend.ts";
import { readRules } from "./read-rules.ts";
import type { Refusal } from "./refused.ts";

export interface Verified {
  readonly intents: readonly Intent[];
  readonly refusals: readonly Refusal[];
  /** Requests that could not be read to the end. */
  readonly unread: number;
}

type Needs = Pick<
  Deps,
  "repository" | "github" | "providers" | "log" | "now" | "pinnedRepositoryId" | "refused"
>;

/**
 * Every request on the default branch that the ledger has not seen, verified from scratch. One that cannot be read waits;
 * one that was refused is verified a few times more, and then only under other rules.
 */
export async function verifyMerged(deps: Needs, state: LedgerState): Promise<Verified> {
  const tip = await deps.repository.defaultTip();
  const files = await deps.repository.listFiles(tip, "access-requests");
  const fresh = files.filter(({ path }) => {
    const place = parseRequestPath(path);
    return place !== undefined && !state.seen.has(place.id);
  });
  const intents: Intent[] = [];
  const refusals: Refusal[] = [];
  let unread = 0;
  for (const { path, blob } of fresh) {
    try {
      const verified = await verifyUnlessRefused(deps, state, tip, { path, blob });
      if ("codes" in verified) refusals.push(verified);
      else intents.push(...verified.intents);
    } catch (error) {
      unread++;
      deps.log.error(
        { step: "verify", path, err: error },
        "the request could not be verified; it is tried again",
      );
    }
  }
  return { intents, refusals, unread };
}

interface Place {
  readonly path: string;
  readonly blob: string;
}

/** What one refusal was about does not depend on the tip: a busy branch would have everything verified for ever. */
async function verifyUnlessRefused(deps: Needs, state: LedgerState, tip: string, { path, blob }: Place) {
  const { repository, refused, now } = deps;
  const commit = await repository.findAddition(tip, path);
  const key = JSON.stringify([blob, commit ?? null, (await readRules(repository, tip)).ids]);
  const known = refused.recall(path, key, now());
  if (known !== undefined) return known;
  const verified = await verifyRequest(deps, state, path, commit);
  if ("codes" in verified) refused.keep(verified, key, now());
  return verified;
}

async function verifyRequest(deps: Needs, state: LedgerState, path: string, commit: string | undefined) {
  const pull = commit === undefined ? undefined : await findPull(deps, commit);
  if (pull === undefined) return { path, codes: ["NO_PULL_REQUEST"] };
  if ((await deps.repository.pullHead(pull.number)) !== pull.head.sha)
    await deps.repository.fetch([pull.number]);
  const evidence = await gatherEvidence(deps, pull, state);
  const decision = decide(evidence);
  const refused = (codes: readonly string[]): Refusal => ({ path, pull: pull.number, codes });
  if (decision.status !== "approved") return refused(explain(decision));
  if (evidence.file?.path !== path) return refused(["MERGE_UNPROVEN"]);
  const leases = leasesOf(decision, evidence);
  if (leases.some((lease) => hasEnded(lease, deps.now()))) return refused(["MERGED_TOO_LATE"]);
  return { intents: await Promise.all(leases.map((lease) => intend(deps, state, lease, evidence))) };
}

const explain = (decision: Decision): string[] => {
  const codes = listFindings(decision).map(({ code }) => code);
  return codes.length > 0 ? codes : ["NOT_APPROVED"];
};

/** The pull request that GitHub names for the commit which added the file. */
async function findPull({ github }: Needs, commit: string): Promise<PullRequest | undefined> {
  const numbers = await github.listPullsOf(commit);
  const pulls = await Promise.all(numbers.map((number) => github.readPull(number)));
  return pulls.find((pull) => pull?.merged?.commit === commit);
}
