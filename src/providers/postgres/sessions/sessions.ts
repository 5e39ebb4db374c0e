import type { Client, PoolClient } from "pg";
import { giveUpAfter } from "../../adapter/give-up-after.ts";
import type { PostgresConfiguration } from "../configuration.ts";
import { connectForEndings, createPool } from "./connect.ts";
import { toProviderError } from "./failure.ts";
import { keepClient } from "./keep-client.ts";
import type { LockReserve } from "./lock-reserve.ts";
import type { Query } from "./query.ts";
import { limitKept, limitSession, limitsOf, type StepLimits, unlimitSession } from "./step-limits.ts";

export interface Sessions {
  readonly deadlineSeconds: number;
  /** Runs `work` on one connection. Throws only `ProviderError`. At the deadline it cuts the connection and gives up the call. */
  run<Result>(work: (query: Query) => Promise<Result>): Promise<Result>;
  /** The same for revocations: no statement waits longer than a step may, and a connection is kept for it. */
  runEnding<Result>(work: (query: Query, limits: StepLimits) => Promise<Result>): Promise<Result>;
  /** Keeps a connection open for revocations from now on, and has it read again what they need. Throws nothing. */
  keepOne(): Promise<void>;
  close(): Promise<void>;
}

export function openSessions(configuration: PostgresConfiguration, reserve: LockReserve): Sessions {
  const { name, deadlineSeconds = 10 } = configuration;
  // Half for getting a connection, half for the work: together they keep the call's deadline.
  const half = deadlineSeconds * 500;
  const limits = limitsOf(half);
  const pool = createPool(configuration, half);
  const kept = keepClient(async () => {
    const client = await connectForEndings(configuration, half);
    return makeLasting(client, limits, reserve);
  });

  async function run<Result>(work: (query: Query) => Promise<Result>): Promise<Result> {
    try {
      return await useClient(await pool.connect(), (client) =>
        giveUpAfter(half, name, work(queryOf(client))),
      );
    } catch (error) {
      throw toProviderError(name, error);
    }
  }

  /** Takes the kept connection if it is free, otherwise one of the pool; waits for the kept one if the server has no other. */
  async function runEnding<Result>(
    work: (query: Query, limits: StepLimits) => Promise<Result>,
  ): Promise<Result> {
    const onKept = (client: Client): Promise<Result> =>
      useKept(client, kept.giveBack, (query) => giveUpAfter(half, name, work(query, limits)));
    try {
      const free = kept.take();
      if (free !== undefined) return await onKept(free);
      const client = await pool.connect().catch((error: unknown) => waitForKept(error));
      if (!("release" in client)) return await onKept(client);
      return await useClient(client, (used) => giveUpAfter(half, name, limited(queryOf(used), limits, work)));
    } catch (error) {
      throw toProviderError(name, error);
    }
  }

  async function waitForKept(error: unknown): Promise<Client> {
    // A call that its caller gave up would still take effect, later than a new grant waits for it.
    const client = await kept.wait(half);
    if (client === undefined) throw error;
    return client;
  }

  return {
    deadlineSeconds,
    run,
    runEnding,
    async keepOne() {
      kept.keep();
      const free = kept.take();
      if (free === undefined) return;
      await useKept(free, kept.giveBack, (query) => giveUpAfter(half, name, reserve.take(query))).catch(
        () => {},
      );
    },
    close: async () => {
      await Promise.all([pool.end(), kept.close()]);
    },
  };
}

async function useClient<Result>(
  client: PoolClient,
  work: (client: PoolClient) => Promise<Result>,
): Promise<Result> {
  // If it breaks during work, the query in progress fails.
  const ignore = () => {};
  client.on("error", ignore);
  let healthy = false;
  try {
    const result = await work(client);
    healthy = true;
    return result;
  } finally {
    client.off("error", ignore);
    // After a failure the connection's state is unknown: it may be inside a transaction.
    client.release(!healthy);
  }
}

/** Keeps the connection after a failure if it still answers: the server may have no other to give. */
export async function useKept<Result>(
  client: Client,
  giveBack: (client: Client, healthy: boolean) => void,
  work: (query: Query) => Promise<Result>,
): Promise<Result> {
  const inner = queryOf(client);
  let isOver = false;
  const query: Query = async (sql, values) => {
    if (isOver) throw new Error("The call that this statement belongs to was given up.");
    return inner(sql, values);
  };
  try {
    const result = await work(query);
    giveBack(client, true);
    return result;
  } catch (error) {
    // A call that was given up still runs: its COMMIT or ROLLBACK would end the transaction of the next caller.
    isOver = true;
    client.query("ROLLBACK").then(
      () => giveBack(client, true),
      () => giveBack(client, false),
    );
    throw error;
  }
}

async function makeLasting(client: Client, limits: StepLimits, reserve: LockReserve): Promise<Client> {
  const query = queryOf(client);
  try {
    await limitKept(query, limits);
    // A new session has no locks of the earlier one.
    reserve.lose();
    await reserve.take(query);
    return client;
  } catch (error) {
    client.end().catch(() => {});
    throw error;
  }
}

async function limited<Result>(
  query: Query,
  limits: StepLimits,
  work: (query: Query, limits: StepLimits) => Promise<Result>,
): Promise<Result> {
  await limitSession(query, limits);
  const result = await work(query, limits);
  await unlimitSession(query);
  return result;
}

const queryOf =
  (client: Client | PoolClient): Query =>
  async <Row extends object>(sql: string, values: readonly unknown[] = []) => {
    const { rows } = await client.query<Row>(sql, [...values]);
    return rows;
  };

/** Runs `work` in a transaction: when it throws, the connection is dropped and the server rolls back. */
export async function inTransaction<Result>(query: Query, work: () => Promise<Result>): Promise<Result> {
  await query("BEGIN");
  const result = await work();
  await query("COMMIT");
  return result;
}
