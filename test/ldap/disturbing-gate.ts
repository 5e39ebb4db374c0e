import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import type { Disturbance } from "../../src/conformance/index.ts";
import { portOf } from "../support/holding-http.ts";

export interface DisturbingGate {
  readonly url: string;
  /** Closed: ends the open connections and each new one. */
  close(isClosed: boolean): void;
  disturb(disturbance: Disturbance | undefined): void;
  stop(): Promise<void>;
}

/** What this gate can do to LDAP. The protocol has no word for a limit of the rate. */
export const disturbances = ["lost-answer", "fails-after", "partial", "slow"] as const;

// Tags of protocol operations: RFC 4511, section 4.2 and following.
const CHANGES = [0x66, 0x68, 0x4a, 0x77];
const ANSWERS_TO_CHANGES = [0x67, 0x69, 0x6b];
const SEARCH_RESULT_ENTRY = 0x64;
const BUSY = 51;

/** The entries of a listing that arrive before it breaks off: root DSE, naming context, group, its values, a member. */
const ENTRIES = 4;

interface Message {
  readonly bytes: Buffer;
  readonly tag: number;
  /** Where the result code is. */
  readonly code: number;
}

/** Takes whole messages from the front: `SEQUENCE { INTEGER, operation … }`. */
function takeMessages(buffer: Buffer): { messages: Message[]; rest: Buffer } {
  const messages: Message[] = [];
  let start = 0;
  for (;;) {
    const outer = readLength(buffer, start + 1);
    if (outer === undefined || outer.next + outer.length > buffer.length) break;
    const end = outer.next + outer.length;
    const operation = outer.next + 2 + (buffer[outer.next + 1] ?? 0);
    const inner = readLength(buffer, operation + 1);
    messages.push({
      bytes: buffer.subarray(start, end),
      tag: buffer[operation] ?? 0,
      code: (inner?.next ?? 0) + 2 - start,
    });
    start = end;
  }
  return { messages, rest: buffer.subarray(start) };
}

function readLength(buffer: Buffer, at: number): { length: number; next: number } | undefined {
  const first = buffer[at];
  if (first === undefined) return undefined;
  if (first < 0x80) return { length: first, next: at + 1 };
  const count = first & 0x7f;
  return buffer.length < at + 1 + count
    ? undefined
    : { length: buffer.readUIntBE(at + 1, count), next: at + 1 + count };
}

/** A way to slapd in clear text that can be closed, and that harms what passes. `delayMs`: how late a slow change arrives. */
export async function openDisturbingGate(
  target: { readonly host: string; readonly port: number },
  delayMs: number,
): Promise<DisturbingGate> {
  const sockets = new Set<Socket>();
  let isClosed = false;
  let disturbance: Disturbance | undefined;

  const server = createServer((client) => {
    if (isClosed) return client.destroy();
    const upstream = connect(target.port, target.host);
    const endBoth = () => {
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) sockets.add(socket.setNoDelay().on("error", () => {}));
    upstream.once("close", endBoth);
    let waiting = 0;
    client.once("close", () => {
      // A slow change takes effect although nobody waits for it any more.
      if (waiting === 0) upstream.destroy();
    });

    const pass = ({ bytes, tag }: Message): void => {
      if (disturbance === "slow" && CHANGES.includes(tag)) {
        waiting++;
        setTimeout(() => upstream.write(bytes), delayMs).unref();
      } else upstream.write(bytes);
    };
    let entries = 0;
    const answer = ({ bytes, tag, code }: Message): void => {
      if (tag === SEARCH_RESULT_ENTRY) entries++;
      const isChange = ANSWERS_TO_CHANGES.includes(tag);
      if (disturbance === "fails-after" && isChange) bytes[code] = BUSY;
      const isLost = disturbance === "lost-answer" && isChange;
      const breaksOff = disturbance === "partial" && entries > ENTRIES;
      if (isLost || breaksOff) endBoth();
      else client.write(bytes);
    };
    forward(client, pass);
    forward(upstream, answer);
  });

  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const endAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `ldap://127.0.0.1:${portOf(server.address())}`,
    close: (closed) => {
      isClosed = closed;
      if (closed) endAll();
    },
    disturb: (next) => {
      disturbance = next;
    },
    stop: async () => {
      endAll();
      server.close();
      await once(server, "close");
    },
  };
}

function forward(from: Socket, to: (message: Message) => void): void {
  let buffer: Buffer = Buffer.alloc(0);
  from.on("data", (chunk: Buffer) => {
    const { messages, rest } = takeMessages(Buffer.concat([buffer, chunk]));
    buffer = rest;
    for (const message of messages) to(message);
  });
}
