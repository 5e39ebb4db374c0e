import { MAX_DOCUMENT_BYTES } from "../../core/document/document.ts";
import type { CodeOwners } from "../../core/files/codeowners.ts";
import { isMissing } from "../../core/files/missing-object.ts";
import { type AccessRequest, parseRequest, requestPath } from "../../core/files/request.ts";
import { isError } from "../../core/findings/finding.ts";
import type { Intent } from "../../core/ledger/ledger-entry.ts";
import type { Repository } from "../../core/ports/repository.ts";
import type { GrantFacts } from "../../core/verify/judge-grant.ts";
import type { Line } from "../../core/verify/line-commit.ts";
import { readRules } from "../../operations/evidence/read-rules.ts";

/** Reads what git says about the proof of one intent. Objects that the clone lacks are undefined. */
export async function gatherGrant(
  repository: Repository,
  line: Line,
  { lease, proof }: Intent,
): Promise<GrantFacts> {
  const path = requestPath(lease.request);
  const merged = line.get(proof.merge);
  const blobAt = async (commit: string) => (await repository.findFile(commit, path))?.blob;
  const blob = merged && (await blobAt(merged.sha));
  const { policy } = lease;
  return {
    merge: merged === undefined ? null : { at: merged.at, blob },
    reviewed: (await isHere(repository, proof.head)) ? { blob: await blobAt(proof.head) } : undefined,
    request: blob === undefined ? undefined : await readRequest(repository, blob, path),
    rules:
      policy && (await isHere(repository, policy.commit))
        ? await readRules(repository, policy.commit)
        : undefined,
  };
}

/** CODEOWNERS before a merge: the owners who could review it. */
export async function readOwners(repository: Repository, merge: string): Promise<CodeOwners | undefined> {
  const [before] = (await repository.readCommit(merge)).parents;
  return before === undefined ? undefined : (await readRules(repository, before)).codeowners;
}

async function readRequest(
  repository: Repository,
  blob: string,
  path: string,
): Promise<AccessRequest | undefined> {
  const parsed = parseRequest(await repository.readBlob(blob, MAX_DOCUMENT_BYTES), path);
  return parsed.findings.some(isError) ? undefined : parsed.value;
}

async function isHere(repository: Repository, commit: string): Promise<boolean> {
  try {
    await repository.isAncestor(commit, await repository.defaultTip());
    return true;
  } catch (error) {
    if (isMissing(error, commit)) return false;
    throw error;
  }
}
