import { createHash } from "node:crypto";
import { findOwners } from "../core/codeowners.ts";
import { bindingOf } from "../core/decision.ts";
import { MAX_DOCUMENT_BYTES } from "../core/document.ts";
import type { Evidence, MergeEvidence, RepositoryRules } from "../core/evidence.ts";
import type { PullRequest, Team } from "../core/github-facts.ts";
import type { LedgerState } from "../core/ledger.ts";
import type { FileChange } from "../core/ports/repository.ts";
import { isRequestFile } from "../core/pull-kind.ts";
import { parseRequest, parseRequestPath } from "../core/request.ts";
import type { Deps } from "./deps.ts";
import { readRules } from "./read-rules.ts";

type Sources = Pick<Deps, "repository" | "github" | "providers" | "now" | "pinnedRepositoryId">;

/** What a check is for: the pull request's number, and sha256 of what a decision is about, under these rules. */
export const externalIdOf = (evidence: Evidence, rules: RepositoryRules): string =>
  `${evidence.pull.number}:${createHash("sha256").update(bindingOf(evidence, rules)).digest("hex")}`;

/**
 * Reads everything a decision about a pull request needs, git content from the objects last fetched.
 * Throws when anything cannot be read, or when the head moved since: the next event gathers again.
 */
export async function gatherEvidence(
  sources: Sources,
  pull: PullRequest,
  state: LedgerState,
): Promise<Evidence> {
  const { repository, github } = sources;
  const tip = await repository.defaultTip();
  const rules = await readRules(repository, tip);
  const parent = pull.merged && (await repository.readCommit(pull.merged.commit)).parents[0];
  const changes = await readChanges(sources, pull, parent ?? tip);
  const file = await readRequestFile(sources, changes);
  const id = file && parseRequestPath(file.path)?.id;
  const seen = id === undefined ? undefined : state.seen.get(id);
  const evidence: Evidence = {
    now: sources.now(),
    repository: { ...(await github.readRepository()), pinnedId: sources.pinnedRepositoryId },
    pull,
    changes,
    ...(file && { file }),
    rules,
    reviews: await github.listReviews(pull.number),
    teams: await readTeams(sources, rules, changes),
    ...(seen && { seen }),
    entitlementFindings: checkEntitlements(sources, file),
  };
  if (pull.merged === undefined) return evidence;
  return { ...evidence, merge: await readMerge(sources, evidence, pull.merged, tip) };
}

async function readChanges(
  { repository }: Sources,
  pull: PullRequest,
  target: string,
): Promise<FileChange[]> {
  const head = await repository.pullHead(pull.number);
  if (head !== pull.head.sha)
    throw new Error(
      `The head of #${pull.number} is ${pull.head.sha} at GitHub and ${head ?? "unknown"} in git.`,
    );
  const base = await repository.mergeBase(target, head);
  if (base === undefined) throw new Error(`#${pull.number} shares no history with the default branch.`);
  return repository.diff(base, head);
}

async function readRequestFile(
  { repository }: Sources,
  changes: readonly FileChange[],
): Promise<Evidence["file"]> {
  const change = changes.find((candidate) => isRequestFile(candidate) && candidate.status !== "removed");
  if (change === undefined || !change.mode.startsWith("100") || change.size > MAX_DOCUMENT_BYTES)
    return undefined;
  const { path, blob } = change;
  return { path, blob, parsed: parseRequest(await repository.readBlob(blob, MAX_DOCUMENT_BYTES), path) };
}

/** The teams any decision about these paths can need: their owners, and whom the policies of their folders name. */
async function readTeams({ github }: Sources, rules: RepositoryRules, changes: readonly FileChange[]) {
  const paths = changes.filter(isRequestFile).map(({ path }) => path);
  const folders = new Set(paths.map((path) => parseRequestPath(path)?.team));
  const policies = rules.policies.filter((policy) => policy.folders.some((folder) => folders.has(folder)));
  const owners = paths.flatMap(
    (path) => (rules.codeowners && findOwners(rules.codeowners, path)?.owners) ?? [],
  );
  const slugs = new Set([
    ...owners.flatMap((owner) => (owner.kind === "team" ? [owner.slug] : [])),
    ...policies.flatMap(({ requesters, approvals }) =>
      [...requesters.teams, ...approvals.teams].map(({ slug }) => slug),
    ),
  ]);
  const read = await Promise.all([...slugs].map((slug) => github.readTeam(slug)));
  return new Map<string, Team>(
    read.flatMap((team) => (team === undefined ? [] : [[team.slug, team] as const])),
  );
}

function checkEntitlements({ providers }: Sources, file: Evidence["file"]): Evidence["entitlementFindings"] {
  return (file?.parsed.value?.entitlements ?? []).flatMap((entitlement, index) => {
    const provider = providers.get(entitlement.provider);
    if (provider !== undefined)
      return provider
        .check(entitlement)
        .map((finding) => ({ ...finding, at: `/entitlements/${index}${finding.at}` }));
    return [
      {
        code: "PROVIDER_UNKNOWN",
        severity: "error" as const,
        at: `/entitlements/${index}/provider`,
        message: `This server has no provider "${entitlement.provider}". It has: ${[...providers.keys()].join(", ")}.`,
        fix: "Name one of them.",
      },
    ];
  });
}

async function readMerge(
  { repository, github }: Sources,
  evidence: Evidence,
  merged: NonNullable<PullRequest["merged"]>,
  tip: string,
): Promise<MergeEvidence> {
  const { pull, file } = evidence;
  const { parents } = await repository.readCommit(merged.commit);
  const parent = parents[0];
  const rulesBefore = parent === undefined ? evidence.rules : await readRules(repository, parent);
  const checkExpected = externalIdOf(evidence, rulesBefore);
  const check = await github.readCheck(pull.head.sha, checkExpected);
  return {
    ...merged,
    parents,
    onDefaultBranch: await repository.isAncestor(merged.commit, tip),
    changes: parent === undefined ? [] : await repository.diff(parent, merged.commit),
    atTip: file && (await repository.findFile(tip, file.path)),
    rulesBefore,
    belongsToPull: (await github.listPullsOf(merged.commit)).includes(pull.number),
    checkPassed: check?.passed === true,
    checkExpected,
  };
}
