import { createHash } from "node:crypto";
import { bindingOf } from "../../core/decision/decision.ts";
import { listEarlier } from "../../core/decision/earlier.ts";
import type { AdoptedRules, Evidence, MergeEvidence } from "../../core/decision/evidence.ts";
import type { PullCommit, PullRequest } from "../../core/decision/github-facts.ts";
import { recallExtended, recallLetThrough, recallUse } from "../../core/decision/recall.ts";
import { MAX_DOCUMENT_BYTES } from "../../core/document/document.ts";
import { listBeside } from "../../core/duties/beside.ts";
import { findHolder } from "../../core/duties/holder.ts";
import type { Commit, FileChange } from "../../core/files/file-change.ts";
import { chooseRequest, classifyPull, isRequestFile } from "../../core/files/pull-kind.ts";
import { parseRequest, parseRequestPath } from "../../core/files/request.ts";
import { type Finding, mistake } from "../../core/findings/finding.ts";
import { stopsAt } from "../../core/findings/stop.ts";
import type { LedgerState } from "../../core/ledger/ledger.ts";
import { listUnfinishedOf } from "../../core/plan/unfinished.ts";
import { proveAsker } from "../asking/prove-asker.ts";
import type { Deps } from "../round/deps.ts";
import { gatherUnreviewed } from "../round/gather-unreviewed.ts";
import { gatherReview } from "../standing/gather-review.ts";
import { findMisplaced } from "./find-misplaced.ts";
import { gatherProposal } from "./gather-proposal.ts";
import { gatherArrival, gatherPushers } from "./gather-pushers.ts";
import { gatherSubject } from "./gather-subject.ts";
import { gatherPowers, gatherTeams } from "./gather-teams.ts";
import { readAdoptedRules } from "./in-force.ts";
import { parseOnce } from "./parse-once.ts";
import type { Snapshot } from "./snapshot.ts";
import { listStops } from "./stops.ts";

export type Sources = Pick<
  Deps,
  | "repository"
  | "github"
  | "providers"
  | "pin"
  | "trustedCommit"
  | "stops"
  | "identities"
  | "comments"
  | "asking"
>;

/** The id of a check: the pull request's number, and sha256 of everything the decision binds under these rules. */
export const externalIdOf = (evidence: Evidence, rules: AdoptedRules): string =>
  `${evidence.pull.number}:${createHash("sha256").update(bindingOf(evidence, rules)).digest("hex")}`;

/**
 * Reads everything a decision about a pull request needs, on top of a snapshot. Git content comes from the objects last fetched.
 * Throws when anything cannot be read, or when the head moved since: the next event gathers again.
 */
export async function gatherEvidence(
  sources: Sources,
  pull: PullRequest,
  snapshot: Snapshot,
): Promise<Evidence> {
  const { repository, github } = sources;
  const { tip, state, rules, at } = snapshot;
  const parent = pull.merged && (await repository.readCommit(pull.merged.commit)).parents[0];
  const base = await findBase(sources, pull, parent ?? tip);
  const [rulesBefore, changes] = await Promise.all([
    parent === undefined ? undefined : readAdoptedRules(sources, state, parent),
    repository.diff(base, pull.head.sha),
  ]);
  const range = { target: parent ?? tip, commits: await repository.listCommits(base, pull.head.sha) };
  const asked = await proveAsker(sources, pull, { commits: range.commits, changes, rules, state });
  const file = await readRequestFile(sources, changes);
  const request = file?.parsed.value;
  const entitlements = judgeEntitlements(sources, file);
  const isPower = entitlements.powers.length > 0;
  const [facts, commits, pushers, turns, reviews, ownersErrors, teams, powers, subject, task, stops] =
    await Promise.all([
      github.readRepository(),
      readCommits(sources, pull, range),
      (asked?.asker ? gatherArrival : gatherPushers)(
        sources,
        pull,
        { target: range.target, commits: new Set(range.commits.map(({ sha }) => sha)), changes },
        rules.policies,
      ),
      github.readTurns(pull.number),
      github.listReviews(pull.number),
      github.listOwnersErrors(tip),
      gatherTeams(sources, rulesBefore ? [rules, rulesBefore] : [rules], { changes, isPower }, snapshot),
      gatherPowers(sources, entitlements.powers),
      gatherSubject(sources, asked?.asker ?? pull.author, rules, request),
      request?.until && github.readTask(request.until.closed),
      listStops(sources, snapshot),
    ]);
  const evidence: Evidence = {
    now: at,
    repository: { ...facts, pin: sources.pin },
    pull,
    ...(asked && { asked }),
    ...turns,
    changes,
    commits,
    ...pushers,
    ...(file && { file }),
    ...subject,
    rules,
    ...(classifyPull(changes) === "rules" &&
      (await gatherProposal(sources, state, pull, { rules, base, changes }))),
    ...(classifyPull(changes) === "review" && (await gatherReview(repository, { changes, tip, rules, at }))),
    misplaced: await findMisplaced(sources, changes),
    ownersErrors,
    reviews,
    teams,
    ...recallUse(state, pull, file),
    ...recallExtended(state, request),
    ...(subject.subject && {
      earlier: listEarlier(state, rules.settings, subject.subject, file && parseRequestPath(file.path)?.id),
      beside: listBeside(state, {
        holder: findHolder(rules.settings, subject.subject.id),
        request: file && parseRequestPath(file.path)?.id,
        now: at,
      }),
    }),
    ...recallLetThrough(
      state,
      pull,
      { ...subject, ...(file && { file }), at },
      rulesBefore ? [rules, rulesBefore] : [rules],
    ),
    unfinished: listUnfinishedOf(state, request?.entitlements ?? [], at),
    unreviewed: await gatherUnreviewed(sources, snapshot, file, rulesBefore ? [rules, rulesBefore] : [rules]),
    ...(task && { task }),
    ...entitlements,
    powers,
    stops: stopsAt(stops, new Set(request?.entitlements.map(({ provider }) => provider))),
  };
  if (pull.merged === undefined) return { ...evidence, ...(await previewArrival(sources, evidence, tip)) };
  return {
    ...evidence,
    merge: await readMerge(sources, snapshot, evidence, pull.merged, rulesBefore ?? rules),
  };
}

/** Files that merging would change. A conflicting pull request changes none. */
async function previewArrival(
  { repository }: Sources,
  { changes, pull }: Evidence,
  tip: string,
): Promise<Pick<Evidence, "arriving">> {
  if (classifyPull(changes) !== "other") return {};
  return { arriving: (await repository.previewMerge(tip, pull.head.sha)) ?? [] };
}

async function findBase({ repository }: Sources, pull: PullRequest, target: string): Promise<string> {
  const head = await repository.pullHead(pull.number);
  if (head !== pull.head.sha)
    throw new Error(
      `The head of #${pull.number} is ${pull.head.sha} at GitHub and ${head ?? "unknown"} in git.`,
    );
  const base = await repository.mergeBase(target, head);
  if (base === undefined) throw new Error(`#${pull.number} shares no history with the default branch.`);
  return base;
}

/** undefined when GitHub's list lacks a commit of git's: it ends after 250. */
async function readCommits(
  { repository, github }: Sources,
  pull: PullRequest,
  { target, commits: held }: { readonly target: string; readonly commits: readonly Commit[] },
): Promise<PullCommit[] | undefined> {
  const known = new Map((await github.listCommits(pull.number)).map((commit) => [commit.sha, commit]));
  const found = await Promise.all(
    held.map(async ({ sha, parents: [, merged] }) => {
      const commit = known.get(sha);
      const updates = merged !== undefined && (await repository.isAncestor(merged, target));
      return commit === undefined ? [] : [{ ...commit, ...(updates && { updates: true as const }) }];
    }),
  );
  return found.some(({ length }) => length === 0) ? undefined : found.flat();
}

const parseRequestOnce = parseOnce(parseRequest);

async function readRequestFile(
  { repository }: Sources,
  changes: readonly FileChange[],
): Promise<Evidence["file"]> {
  const change =
    chooseRequest(changes) ??
    changes.find((candidate) => isRequestFile(candidate) && candidate.status !== "removed");
  if (change === undefined || !change.mode.startsWith("100") || change.size > MAX_DOCUMENT_BYTES)
    return undefined;
  const { path, blob } = change;
  const parsed = await parseRequestOnce(path, blob, () => repository.readBlob(blob, MAX_DOCUMENT_BYTES));
  return { path, blob, parsed };
}

function judgeEntitlements(
  { providers }: Sources,
  file: Evidence["file"],
): Pick<Evidence, "entitlementFindings" | "powers"> {
  const asked = (file?.parsed.value?.entitlements ?? []).map((entitlement, index) => ({
    entitlement,
    index,
    provider: providers.get(entitlement.provider),
  }));
  return {
    powers: asked.flatMap(({ entitlement, index, provider }) =>
      (provider?.powers?.(entitlement) ?? []).map((power) => ({ entitlement: index, power })),
    ),
    entitlementFindings: asked.flatMap(({ entitlement, index, provider }) =>
      provider === undefined
        ? [unknownProvider(entitlement.provider, index, [...providers.keys()])]
        : provider
            .check(entitlement)
            .map((finding) => ({ ...finding, at: `/entitlements/${index}${finding.at}` })),
    ),
  };
}

const unknownProvider = (name: string, index: number, known: readonly string[]): Finding =>
  mistake(
    "PROVIDER_UNKNOWN",
    `This server has no provider "${name}". It has: ${known.join(", ")}.`,
    "Name one of them.",
    `/entitlements/${index}/provider`,
  );

async function readMerge(
  sources: Sources,
  { tip, state }: Snapshot,
  evidence: Evidence,
  merged: NonNullable<PullRequest["merged"]>,
  rulesBefore: AdoptedRules,
): Promise<MergeEvidence> {
  const { repository, github } = sources;
  const { pull, file } = evidence;
  const { parents } = await repository.readCommit(merged.commit);
  const parent = parents[0];
  const check = await findCheck(sources, state, evidence, rulesBefore);
  return {
    ...merged,
    parents,
    onDefaultBranch: await repository.isAncestor(merged.commit, tip),
    changes: parent === undefined ? [] : await repository.diff(parent, merged.commit),
    atTip: file && (await repository.findFile(tip, file.path)),
    rulesBefore,
    // Each commit has its own owners, and teams change under both.
    ownersErrorsBefore: parent === undefined ? [] : await github.listOwnersErrors(parent),
    belongsToPull: (await github.listPullsOf(merged.commit)).includes(pull.number),
    ...check,
  };
}

/** So many rule changes may be merged before the app reviews the open ones again. */
const MOST_MERGED_AT_ONCE = 5;

/**
 * Finds the app's passed check of exactly this content, under the rules before the merge. For a rule change, a check under slightly
 * older rules counts too, because another change may have been merged seconds earlier: everything is decided again anyway.
 */
async function findCheck(
  { github }: Sources,
  { adoptions }: LedgerState,
  evidence: Evidence,
  rulesBefore: AdoptedRules,
): Promise<Pick<MergeEvidence, "checkPassed" | "checkExpected">> {
  const { head } = evidence.pull;
  const checkExpected = externalIdOf(evidence, rulesBefore);
  const passed = async (id: string) => (await github.readCheck(head.sha, id))?.passed === true;
  if (await passed(checkExpected)) return { checkPassed: true, checkExpected };
  const isRuleChange = classifyPull(evidence.changes) === "rules";
  const earlier = isRuleChange && rulesBefore.adopted ? adoptions.slice(-1 - MOST_MERGED_AT_ONCE) : [];
  for (const { ids } of earlier.toReversed()) {
    const id = externalIdOf(evidence, { ...rulesBefore, ids });
    if (id !== checkExpected && (await passed(id))) return { checkPassed: true, checkExpected: id };
  }
  return { checkPassed: false, checkExpected };
}
