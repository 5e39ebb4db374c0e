import type { CommitSignature, LineCommit } from "../../core/verify/line-commit.ts";
import { readObjects } from "../../git/objects/objects.ts";
import { findSignatureFault, type Keyring, readKeyring } from "../../git/objects/openpgp.ts";
import { splitCommit } from "../../git/objects/signed-commit.ts";
import type { Store } from "../../git/process/store.ts";
import { readGiven } from "../input/given-file.ts";
import { UsageError } from "../runner/failure.ts";

/** Throws `UsageError` for a file without a readable key. */
export async function readGithubKeys(path: string): Promise<Keyring> {
  const text = Buffer.from(await readGiven(path)).toString("utf8");
  const keys = await readKeyring(text).catch((cause: unknown) => {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(`--github-keys ${path} cannot be read: ${why}. ${FETCH}`, { cause });
  });
  if (keys.length === 0) throw new UsageError(`--github-keys ${path} has no OpenPGP key. ${FETCH}`);
  return keys;
}

const FETCH = "Fetch it: curl https://github.com/web-flow.gpg > web-flow.gpg";

const NO_MERGE: CommitSignature = { fault: "it neither adds nor removes a request, so it was not looked at" };

/** Commits whose objects are read at once. */
const AT_ONCE = 500;

/** Looks at the signatures of the commits that add or remove requests. Any other commit is no merge that an entry may name. */
export async function lookAtSignatures(
  store: Store,
  commits: readonly LineCommit[],
  keys: Keyring,
  now: Date,
): Promise<LineCommit[]> {
  const isWanted = ({ added, removed }: LineCommit): boolean => added.length + removed.length > 0;
  const looked = commits
    .filter((commit) => !isWanted(commit))
    .map((commit): LineCommit => ({ ...commit, signature: NO_MERGE }));
  const wanted = commits.filter(isWanted);
  for (let from = 0; from < wanted.length; from += AT_ONCE) {
    const some = wanted.slice(from, from + AT_ONCE);
    const objects = await readObjects(
      store,
      some.map(({ sha }) => sha),
      "commit",
    );
    for (const [index, commit] of some.entries())
      looked.push({ ...commit, signature: await judge(objects[index] ?? Buffer.of(), keys, now) });
  }
  return looked;
}

async function judge(bytes: Buffer, keys: Keyring, now: Date): Promise<CommitSignature> {
  const { payload, signature } = splitCommit(bytes);
  if (signature === undefined) return { fault: "it has no signature" };
  const fault = await findSignatureFault(payload, signature, keys, now);
  return fault === undefined ? {} : { fault };
}
