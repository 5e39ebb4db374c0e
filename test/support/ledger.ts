import { createPrivateKey, createPublicKey } from "node:crypto";
import { join } from "node:path";
import { max } from "date-fns";
import type { Lease } from "../../src/core/access/lease.ts";
import { parseRequestPath } from "../../src/core/files/request.ts";
import type { HoldingRecord, Revocation } from "../../src/core/ledger/holding-record.ts";
import { openLedger } from "../../src/git/ledger/ledger.ts";
import { publicKeyLine } from "../../src/git/objects/sshsig.ts";
import { requestText } from "./builders/evidence.ts";
import { at, type LocalGitHub } from "./local-github.ts";
import { approve, openPull, requestPath } from "./people.ts";
import type { Stage } from "./stage.ts";
import { until } from "./until.ts";

const ledgers = new WeakMap<LocalGitHub, ReturnType<typeof openLedger>>();

/** What the app signed of each holding, read from the local GitHub's disk: an outage keeps no test from it. */
export async function listHoldings(github: LocalGitHub): Promise<HoldingRecord[]> {
  const ledger = ledgers.get(github) ?? openSigned(github);
  ledgers.set(github, ledger);
  const { state, untrusted } = await (await ledger).read();
  if (untrusted !== undefined) throw new Error(`${untrusted.tip} is not trusted: ${untrusted.reason}`);
  return [...state.holdings.values()];
}

function openSigned({ sandbox }: LocalGitHub): ReturnType<typeof openLedger> {
  const dir = join(sandbox.dir, "repositories", at.owner, `${at.repo}.git`);
  const publicKey = publicKeyLine(createPublicKey(createPrivateKey(sandbox.ledgerPrivateKey)));
  return openLedger({ dir, publicKey });
}

/** Oldest first, of the one holding there is. */
export const listRevocations = async (github: LocalGitHub): Promise<readonly Revocation[]> =>
  (await listHoldings(github)).flatMap(({ revocations }) => revocations);

/** A minute after the lease's end. */
export const minuteAfter = ({ endsAt }: Lease): number => Math.max(0, endsAt.getTime() - Date.now()) + 60_000;

/** The revocation that follows the lease's end and so many others, once the ledger has it. */
export async function waitForRevocation(
  { github, story }: Stage,
  lease: Lease,
  earlier = 0,
): Promise<Revocation> {
  const revocations = await until(
    "the ledger tells the end",
    () => listRevocations(github),
    ({ length }) => length > earlier,
    { deadlineMs: minuteAfter(lease), story },
  );
  const [next, ...more] = revocations.slice(earlier);
  if (next === undefined || more.length > 0)
    throw new Error(`The ledger has ${revocations.length} revocations, not ${earlier + 1}.`);
  return next;
}

/** alice asks, carol approves, the app merges and grants. Resolves once the ledger says that it is held until the lease's end. */
export async function grantLease(
  { github, story }: Stage,
  request: Readonly<Record<string, string>>,
): Promise<Lease> {
  const path = requestPath();
  const { number } = await openPull(github, "alice", { [path]: requestText(request) });
  await waitUntilSettled(github);
  await approve(github, "carol", number);
  const id = parseRequestPath(path)?.id;
  const find = async (): Promise<Lease | undefined> =>
    (await listHoldings(github))
      .flatMap(({ confirmed, leases }) =>
        leases.filter(({ endsAt }) => confirmed !== undefined && endsAt <= confirmed.until),
      )
      .find((lease) => lease.request === id);
  const lease = await until(`${id} is granted`, find, (found) => found !== undefined, {
    deadlineMs: 80_000,
    story,
  });
  if (lease === undefined) throw new Error(`The ledger has no lease of ${id}.`);
  return lease;
}

/** Twice the deadline of PostgreSQL's calls, and one second. */
const LATE_MS = 21_000;

/** What was taken back is granted again once no late call can take it; a short lease would be over by then. */
async function waitUntilSettled(github: LocalGitHub): Promise<void> {
  const ended = (await listRevocations(github)).map(({ at, scheduled }) => max([at, scheduled]).getTime());
  const settled = Math.max(0, ...ended) + LATE_MS;
  await until(
    "what was taken back may be granted again",
    async () => Date.now(),
    (now) => now > settled,
    { deadlineMs: 2 * LATE_MS },
  );
}

/** A duration, by how long the app takes to start here and now: enough for a grant, and for something to happen before the end. */
export const briefly = (startMs: number): string => `${Math.ceil((4_000 + 2 * startMs) / 1_000)}s`;

/** Waits until the lease is over by the clock. */
export const waitForEnd = (lease: Lease): Promise<Date> =>
  until(
    `the end of ${lease.request}`,
    async () => new Date(),
    (now) => now > lease.endsAt,
    { deadlineMs: minuteAfter(lease) },
  );
