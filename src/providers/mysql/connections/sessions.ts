import type { Connection } from "mysql2/promise";
import { keepConnection } from "../../adapter/connection/kept-connection.ts";
import { ProviderError } from "../../adapter/error.ts";
import { giveUpAfter } from "../../adapter/give-up-after.ts";
import type { MysqlConfiguration } from "../configuration.ts";
import { connect, queryOf } from "./connect.ts";
import { toProviderError } from "./failure.ts";
import type { Query } from "./query.ts";
import { createSlots } from "./slots.ts";

export interface Sessions {
  readonly deadlineSeconds: number;
  /** Runs `work` on a connection of its own. Throws only `ProviderError`. At the deadline it cuts the connection and gives up the call. */
  run<Result>(work: (query: Query) => Promise<Result>): Promise<Result>;
  /** The same for revocations, on the kept connection where it is free. */
  runEnding<Result>(work: (query: Query) => Promise<Result>): Promise<Result>;
  /** Keeps a connection open for revocations from now on. */
  keepOne(): void;
  close(): Promise<void>;
}

/** Connections at once, besides the kept one. */
const MOST = 8;

export function openSessions(configuration: MysqlConfiguration): Sessions {
  const { name, deadlineSeconds = 10 } = configuration;
  // Half for getting a connection, half for the work: together they keep the call's deadline.
  const half = deadlineSeconds * 500;
  const slots = createSlots(MOST);
  const kept = keepConnection<Connection>({
    open: () => connect(configuration, half),
    watch(connection, lose) {
      connection.once("error", lose);
      connection.once("end", lose);
    },
    async end(connection) {
      connection.destroy();
    },
  });

  async function run<Result>(work: (query: Query) => Promise<Result>): Promise<Result> {
    const start = performance.now();
    if (!(await slots.take(half))) throw new ProviderError(name, "TIMEOUT");
    try {
      const connection = await connect(configuration, Math.max(1, half - (performance.now() - start)));
      return await useOnce(connection, name, half, work);
    } catch (error) {
      throw toProviderError(name, error);
    } finally {
      slots.giveBack();
    }
  }

  async function runEnding<Result>(work: (query: Query) => Promise<Result>): Promise<Result> {
    const free = kept.take();
    if (free === undefined) return run(work);
    let healthy = false;
    try {
      const result = await giveUpAfter(half, name, work(queryOf(free)));
      healthy = true;
      return result;
    } catch (error) {
      // A refusal of ours says nothing about the connection.
      healthy = error instanceof ProviderError && error.code !== "TIMEOUT";
      throw toProviderError(name, error);
    } finally {
      kept.giveBack(free, healthy);
    }
  }

  return { deadlineSeconds, run, runEnding, keepOne: kept.keep, close: kept.close };
}

async function useOnce<Result>(
  connection: Connection,
  provider: string,
  milliseconds: number,
  work: (query: Query) => Promise<Result>,
): Promise<Result> {
  try {
    const result = await giveUpAfter(milliseconds, provider, work(queryOf(connection)));
    await connection.end();
    return result;
  } catch (error) {
    connection.destroy();
    throw error;
  }
}
