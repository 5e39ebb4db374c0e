import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Holding } from "../../src/core/access/holding.ts";
import { endProcess, findFreePort } from "../support/server-process.ts";
import { until } from "../support/until.ts";

const script = fileURLToPath(new URL("../../docs/examples/webhook-receiver.mjs", import.meta.url));

export interface ReceiverGrant {
  /** Absent when the access is gone. */
  readonly grant?: {
    readonly principal: string;
    readonly entitlement: { readonly resource: string; readonly role: string };
    readonly ids: { readonly instance: string; readonly principal: string; readonly entitlement: string };
    readonly origin: "ours" | "standing";
  };
  readonly expiresAt?: string;
}

/** The part of the receiver's file that tests look at or write. */
export interface ReceiverState {
  readonly instance: string;
  readonly people: Record<string, string>;
  readonly entitlements: readonly { readonly resource: string; readonly role: string }[];
  readonly grants: Readonly<Record<string, ReceiverGrant>>;
}

/** The example receiver of the documentation, in a process of its own. */
export interface RunningReceiver {
  readonly port: number;
  readonly url: string;
  read(): ReceiverState;
  change(alter: (state: ReceiverState) => ReceiverState): void;
  readonly file: string;
  /** Kills it, does something, and starts it again. */
  restart(meanwhile: () => Promise<void>): Promise<void>;
  waitForNoGrant(): Promise<void>;
  /** Lets the end of a holding be now. */
  expire(holding: Holding): Promise<void>;
  stop(): Promise<void>;
}

export async function startReceiver(secrets: string, state: ReceiverState): Promise<RunningReceiver> {
  const folder = mkdtempSync(join(tmpdir(), "hallpass-receiver-"));
  const file = join(folder, "state.json");
  const write = (next: ReceiverState): void => {
    writeFileSync(`${file}.test`, JSON.stringify(next));
    renameSync(`${file}.test`, file);
  };
  const read = (): ReceiverState => JSON.parse(readFileSync(file, "utf8"));
  write(state);
  const port = await findFreePort();
  const start = async (): Promise<ChildProcess> => {
    const started = spawn(process.execPath, [script, file, String(port)], {
      env: { WEBHOOK_SECRETS: secrets },
      stdio: ["ignore", "ignore", "inherit"],
    });
    await until("the receiver listens", () => canConnect(port), Boolean);
    return started;
  };
  let child = await start();
  return {
    ...{ port, file },
    url: `http://127.0.0.1:${port}/hallpass`,
    read,
    change: (alter) => write(alter(read())),
    async expire({ ids }) {
      const { grants } = read();
      const key = JSON.stringify(ids);
      const end = new Date(Date.now() - 1000).toISOString();
      write({ ...read(), grants: { ...grants, [key]: { ...grants[key], expiresAt: end } } });
      await until(
        "the receiver ends the grant",
        async () => read().grants[key]?.grant,
        (grant) => grant === undefined,
      );
    },
    async restart(meanwhile) {
      await endProcess(child, "SIGKILL");
      await meanwhile();
      child = await start();
    },
    async waitForNoGrant() {
      const list = async () => Object.values(read().grants).filter(({ grant }) => grant !== undefined);
      await until("the receiver ends every grant", list, (grants) => grants.length === 0);
    },
    stop: async () => {
      await endProcess(child, "SIGKILL");
      rmSync(folder, { recursive: true });
    },
  };
}

function canConnect(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}
