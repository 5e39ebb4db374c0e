import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beginWorst, parseSeed, type Seed } from "github-sandbox";
import type { SandboxPostgres } from "../postgres/postgres.ts";
import { addLedgerPages } from "../web/add-ledger-pages.ts";
import { databasePage } from "../web/database-page.ts";
import { describeSandbox, type SandboxDescription, summarizeSandbox } from "./description.ts";
import { formatBeginning, formatEnv, writeEnvFile } from "./env-file.ts";
import { openBrowser } from "./open-browser.ts";
import { defaultSeed, seedWithoutHallpass, withIssueForm, withThrowAway } from "./seed.ts";
import { type HallpassSandbox, startHallpassSandbox } from "./start.ts";

/** The arguments of `hallpass sandbox`, with paths that can be used. */
export interface SandboxOrder {
  /** 0 takes a free one. */
  readonly port: number;
  readonly dir: string | undefined;
  readonly seedFile: string | undefined;
  /** The organisation has no Hallpass yet. */
  readonly empty: boolean;
  readonly postgres: boolean;
  readonly throwAway: boolean;
  readonly atItsWorst: boolean;
  readonly envFile: string | undefined;
  /** Opens the pages in the person's browser. */
  readonly open: boolean;
}

/** Tells that everything is up: for a script, and as a text for people. */
export type TellReady = (description: SandboxDescription, summary: string) => void;

/** Runs the local GitHub until `stopped` resolves. Rejects if it cannot start. */
export async function serveSandbox(
  order: SandboxOrder,
  tell: TellReady,
  stopped: Promise<unknown>,
): Promise<void> {
  const given = order.seedFile === undefined ? chooseSeed(order.empty) : await readSeed(order.seedFile);
  const seed = order.throwAway ? withThrowAway(given) : given;
  const dir = order.dir ?? (await mkdtemp(join(tmpdir(), "hallpass-sandbox-")));
  try {
    await serveIn(dir, seed, order, tell, stopped);
  } finally {
    if (order.dir === undefined) await rm(dir, { recursive: true, force: true, maxRetries: 10 });
  }
}

const chooseSeed = (isEmpty: boolean): Seed =>
  isEmpty ? seedWithoutHallpass() : withIssueForm(defaultSeed());

async function serveIn(
  dir: string,
  seed: Seed,
  order: SandboxOrder,
  tell: TellReady,
  stopped: Promise<unknown>,
): Promise<void> {
  const sandbox = await startHallpassSandbox({ dir, port: order.port, seed });
  if (order.atItsWorst) beginWorst(sandbox.control);
  addLedgerPages(sandbox);
  try {
    await serveWithPostgres(sandbox, order, tell, stopped);
  } finally {
    await sandbox.stop();
  }
}

async function serveWithPostgres(
  sandbox: HallpassSandbox,
  order: SandboxOrder,
  tell: TellReady,
  stopped: Promise<unknown>,
): Promise<void> {
  const postgres = order.postgres ? await startPostgresFor(sandbox) : undefined;
  if (postgres !== undefined) await addDatabasePage(sandbox, postgres);
  try {
    if (order.envFile !== undefined)
      await writeEnvFile(order.envFile, (order.empty ? formatBeginning : formatEnv)(sandbox, postgres));
    const described = describeSandbox(sandbox, postgres && describePostgres(postgres));
    const description = order.empty ? { ...described, pages: sandbox.opening("/") } : described;
    tell(description, summarizeSandbox(description, order.envFile, order.empty));
    if (order.open) await openBrowser(description.pages);
    await stopped;
  } finally {
    await postgres?.stop();
  }
}

// Loaded only when asked for: the binaries behind it are large.
async function startPostgresFor(sandbox: HallpassSandbox): Promise<SandboxPostgres> {
  const { startPostgres } = await import("../postgres/postgres.ts");
  return startPostgres({ dir: sandbox.dir, logins: Object.keys(sandbox.logins) });
}

async function addDatabasePage(sandbox: HallpassSandbox, postgres: SandboxPostgres): Promise<void> {
  const { QUERY, selectOnce } = await import("../stage/database.ts");
  const password = (login: string): string => postgres.logins[login]?.password ?? "";
  sandbox.addPage(databasePage(QUERY, (login) => selectOnce({ sandbox: { postgres, password } }, login)));
}

const describePostgres = ({ host, port, database, table, logins }: SandboxPostgres) => ({
  host,
  port,
  database,
  table,
  passwords: Object.fromEntries(Object.entries(logins).map(([login, { password }]) => [login, password])),
});

const readSeed = async (file: string): Promise<Seed> => parseSeed(await readFile(file, "utf8"));
