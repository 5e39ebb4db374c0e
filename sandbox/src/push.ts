import type { Actor } from "./caller.ts";
import { withQuarantine } from "./git/quarantine.ts";
import { parseReceiveRequest, type ReceiveRequest, refusalReport } from "./git/receive-request.ts";
import { type RefMove, readRefs, zeroSha } from "./git/refs.ts";
import { GitError } from "./git/run.ts";
import { type GitReply, type GitRequest, runBackend } from "./http/backend.ts";
import { HttpError } from "./http/error.ts";
import type { Repository } from "./model.ts";
import { followMoves, judgeMoves, type RefusedMove } from "./ref-changes.ts";
import { judgedRulesets } from "./rules/active.ts";
import type { State } from "./state.ts";

/**
 * Takes a push, one change at a time. The rules judge the pushed objects in quarantine before any ref moves; one refused ref refuses
 * the whole push. Then git accepts it, and the sandbox updates pull requests and sends events.
 */
export function receivePush(
  state: State,
  repository: Repository,
  actor: Actor,
  request: GitRequest,
): Promise<GitReply> {
  return repository.exclusively(async () => {
    const push = readPush(request);
    const refused = await judgePush(state, repository, actor, push);
    if (refused.length > 0) return refusePush(push, refused);
    const before = await readMoved(repository, push);
    const reply = await runBackend(repository.store, request);
    const after = await readMoved(repository, push);
    await followMoves(state, repository, actor.account, listMoved(before, after));
    return reply;
  });
}

function readPush({ body }: GitRequest): ReceiveRequest {
  try {
    return parseReceiveRequest(body);
  } catch (cause) {
    throw new HttpError(400, "The push is not in git's wire format.", { cause });
  }
}

async function judgePush(
  state: State,
  repository: Repository,
  actor: Actor,
  { moves, pack }: ReceiveRequest,
): Promise<RefusedMove[]> {
  // Without rules there is no need to read the objects.
  const ruled = moves.some(({ ref }) => judgedRulesets(repository, ref).length > 0);
  if (!ruled) return [];
  try {
    return await withQuarantine(repository.store, pack, (quarantined) =>
      judgeMoves(state, repository, quarantined, actor, moves),
    );
  } catch (cause) {
    // The rules cannot judge objects that git cannot read.
    if (!(cause instanceof GitError)) throw cause;
    return moves.map((move) => ({ move, violations: [`The push could not be read: ${cause.stderr}`] }));
  }
}

function refusePush(push: ReceiveRequest, refused: readonly RefusedMove[]): GitReply {
  const names = new Set(refused.map(({ move }) => move.ref));
  const reasonOf = (ref: string) =>
    names.has(ref)
      ? "push declined due to repository rule violations"
      : "push declined: another ref is refused";
  const notes = refused.flatMap(({ move, violations }) => [
    `error: GH013: Repository rule violations found for ${move.ref}.`,
    ...violations.map((violation) => `- ${violation}`),
  ]);
  return {
    status: 200,
    headers: { "content-type": "application/x-git-receive-pack-result", "cache-control": "no-cache" },
    body: refusalReport(push, reasonOf, notes),
  };
}

async function readMoved(repository: Repository, { moves }: ReceiveRequest): Promise<Map<string, string>> {
  const names = moves.map(({ ref }) => ref);
  return new Map((await readRefs(repository.store, names)).map(({ name, sha }) => [name, sha]));
}

/** Lists the refs that really moved: git may still refuse a ref by itself (hidden, broken, current). */
function listMoved(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): RefMove[] {
  const names = [...new Set([...before.keys(), ...after.keys()])];
  return names
    .map((ref) => ({ ref, before: before.get(ref) ?? zeroSha, after: after.get(ref) ?? zeroSha }))
    .filter((move) => move.before !== move.after);
}
