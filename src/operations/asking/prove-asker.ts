import { type Asked, branchOf, describeSource, parseAskMessage } from "../../core/asking/asked.ts";
import type { AskedFor, RepositoryRules } from "../../core/decision/evidence.ts";
import type { PullRequest } from "../../core/decision/github-facts.ts";
import { MAX_DOCUMENT_BYTES } from "../../core/document/document.ts";
import type { Commit, FileChange } from "../../core/files/file-change.ts";
import { classifyPull } from "../../core/files/pull-kind.ts";
import { requestPath } from "../../core/files/request.ts";
import type { LedgerState } from "../../core/ledger/ledger.ts";
import type { Asking } from "../../core/ports/asking.ts";
import type { Deps } from "../round/deps.ts";
import { regenerate } from "./regenerate.ts";

type ProofDeps = Pick<Deps, "asking" | "github" | "repository" | "pin">;

/** The content of the pull request: its commits since the merge base, and their changes. */
interface Content {
  readonly commits: readonly Commit[];
  readonly changes: readonly FileChange[];
  readonly rules: Pick<RepositoryRules, "settings">;
  readonly state: LedgerState;
}

/**
 * Finds for whom this app opened a pull request that asks for access; undefined for every other pull request. The pull request itself proves
 * nothing: everybody with write access may push to its branch. Proven by the one commit, signed with the ledger's key, and by the issue or
 * comment as it is now. Throws when GitHub or git cannot be read.
 */
export async function proveAsker(
  deps: ProofDeps,
  pull: PullRequest,
  content: Content,
): Promise<AskedFor | undefined> {
  const { asking } = deps;
  if (asking === undefined || pull.author.type !== "Bot" || classifyPull(content.changes) !== "request")
    return undefined;
  if (pull.author.id !== (await asking.readOwnId())) return undefined;
  const asked = await readRecord(deps, asking, pull, content);
  if (typeof asked === "string") return { unproven: asked };
  const fault = await findFault(deps, asking, asked, content);
  if (fault !== undefined) return { unproven: fault };
  const account = await deps.github.readAccount(asked.asker.login);
  return account?.id === asked.asker.id && account.type === "User"
    ? {
        asker: account,
        where: describeSource(asked.source),
        ...(asked.source.kind === "issue" && { issue: asked.source.number }),
      }
    : { unproven: `${asked.asker.login} is not the login of that person any more` };
}

/** The record in the commit, or why there is none that counts. */
async function readRecord(
  { pin }: ProofDeps,
  asking: Asking,
  { head }: PullRequest,
  { commits: [commit, ...others], rules: { settings } }: Content,
): Promise<Asked | string> {
  if (commit?.sha !== head.sha || others.length > 0)
    return "the branch has other commits than the one of Hallpass";
  const message = settings && (await asking.readSigned(head.sha, settings.ledger.publicKey));
  if (message === undefined)
    return "its commit is not signed with the ledger's key that .github/hallpass.yaml names";
  const asked = parseAskMessage(message);
  if (asked === undefined || asked.repository !== pin.id || branchOf(asked.source) !== head.ref)
    return "its commit was made for something else";
  return asked;
}

/** Why the issue or comment does not ask for exactly this; undefined where it does. */
async function findFault(
  { repository }: ProofDeps,
  asking: Asking,
  { asker, source, request }: Asked,
  { changes: [change, ...others], state }: Content,
): Promise<string | undefined> {
  const path = requestPath(request);
  if (change?.path !== path || change.status !== "added" || others.length > 0)
    return `its commit does not add ${path} alone`;
  if (source.kind === "authzen") return undefined;
  const where = describeSource(source);
  const found = await asking.readSource(source);
  if (found === undefined || found.author.id !== asker.id)
    return `${where} by ${asker.login} is not in this repository any more`;
  if (found.changed) return `${where} was changed since it was written, or came from another repository`;
  // By the name of that time: a login that was given up belongs to its new owner, and is compared afterwards.
  const file = regenerate(source, { ...found, author: asker }, state);
  const text = await repository.readBlob(change.blob, MAX_DOCUMENT_BYTES);
  return file?.path === path && file.text === new TextDecoder().decode(text)
    ? undefined
    : `${where} does not ask for exactly this`;
}
