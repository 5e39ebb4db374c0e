import { readFile, rename, writeFile } from "node:fs/promises";
import type { FromSchema } from "json-schema-to-ts";
import { compileEntry } from "../../../providers/adapter/entry-schema.ts";
import { CALLBACK_EVENTS } from "./wish.ts";

const schema = {
  type: "array",
  items: {
    type: "object",
    additionalProperties: false,
    required: ["task", "caller", "endpoint", "events", "askedAt", "attempts"],
    properties: {
      task: { type: "string" },
      caller: { type: "string" },
      endpoint: { type: "string" },
      state: { type: "string" },
      events: { type: "array", items: { enum: CALLBACK_EVENTS } },
      /** Milliseconds since 1970, as the other times. */
      askedAt: { type: "number" },
      /** The number of the request; absent until it is open. */
      request: { type: "number" },
      /** How the task ended; absent until then. */
      ended: { enum: CALLBACK_EVENTS },
      attempts: { type: "integer" },
      nextAt: { type: "number" },
    },
  },
} as const;

/** A callback that somebody waits for. */
export type PendingCallback = Readonly<FromSchema<typeof schema>[number]>;

/** The callbacks that were promised and not delivered, across restarts. */
export interface PendingCallbacks {
  list(): readonly PendingCallback[];
  find(task: string): PendingCallback | undefined;
  /** Resolves once it is in the file. Rejects when it cannot be written; it is kept in memory then. */
  put(callback: PendingCallback): Promise<void>;
  remove(task: string): Promise<void>;
}

const validate = compileEntry<FromSchema<typeof schema>>(schema);

/** An unreadable file counts as empty: a callback only saves polling, and the status of each task is still there to be polled. */
export async function openPendingCallbacks(
  file: string,
  onUnread: (error: unknown) => void,
): Promise<PendingCallbacks> {
  const kept = new Map((await readAll(file, onUnread)).map((each) => [each.task, each]));
  let writing: Promise<void> = Promise.resolve();
  const save = (): Promise<void> => {
    const write = async (): Promise<void> => {
      await writeFile(`${file}.next`, JSON.stringify([...kept.values()]), { mode: 0o600 });
      await rename(`${file}.next`, file);
    };
    const written = writing.then(write, write);
    writing = written.catch(() => undefined);
    return written;
  };
  return {
    list: () => [...kept.values()],
    find: (task) => kept.get(task),
    put(callback) {
      kept.set(callback.task, callback);
      return save();
    },
    async remove(task) {
      if (kept.delete(task)) await save();
    },
  };
}

async function readAll(
  file: string,
  onUnread: (error: unknown) => void,
): Promise<readonly PendingCallback[]> {
  try {
    const read: unknown = JSON.parse(await readFile(file, "utf8"));
    if (validate(read)) return read;
    throw new Error(`${file} is no list of callbacks.`);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) onUnread(error);
    return [];
  }
}
