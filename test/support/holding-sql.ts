import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { createHolds, type Holds } from "./hold.ts";
import { portOf } from "./holding-http.ts";

/** A statement on its way to PostgreSQL, and those its connection sent before in the same transaction. */
export interface SqlCall {
  readonly sql: string;
  readonly transaction: readonly string[];
}

export interface HoldingSql extends Holds<SqlCall> {
  readonly port: number;
  /** Every statement that was passed on, oldest first. */
  readonly calls: readonly SqlCall[];
  stop(): Promise<void>;
}

/** A proxy before PostgreSQL that can keep a statement, or its answer, to itself. For clients without TLS. */
export async function holdingSql(target: { host: string; port: number }): Promise<HoldingSql> {
  const holds = createHolds<SqlCall>();
  const calls: SqlCall[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(target.port, target.host);
    for (const socket of [client, upstream]) {
      sockets.add(socket.on("error", () => {}));
      socket.once("close", () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    relay(client, upstream, holds, calls).catch(() => client.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    ...holds,
    port: portOf(server.address()),
    calls,
    stop: async () => {
      holds.releaseAll();
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

async function relay(
  client: Socket,
  upstream: Socket,
  holds: Holds<SqlCall>,
  calls: SqlCall[],
): Promise<void> {
  const last: { call?: SqlCall } = {};
  await Promise.all([
    passStatements(client, upstream, async (call) => {
      await holds.pass("before", call);
      calls.push(call);
      last.call = call;
    }),
    passAnswers(upstream, client, async () => last.call && holds.pass("after", last.call)),
  ]);
}

async function passStatements(
  client: Socket,
  upstream: Socket,
  before: (call: SqlCall) => Promise<void>,
): Promise<void> {
  let transaction: string[] = [];
  for await (const message of readMessages(client)) {
    const sql = statementOf(message);
    if (sql !== undefined) {
      if (/^BEGIN\b/iu.test(sql)) transaction = [];
      await before({ sql, transaction: [...transaction] });
      transaction.push(sql);
    }
    upstream.write(message);
  }
}

async function passAnswers(
  upstream: Socket,
  client: Socket,
  after: () => Promise<void> | Promise<undefined>,
): Promise<void> {
  let answer = Buffer.alloc(0);
  for await (const chunk of upstream) {
    answer = Buffer.concat([answer, chunk]);
    if (!isComplete(answer) && !isHandshake(answer)) continue;
    await after();
    client.write(answer);
    answer = Buffer.alloc(0);
  }
  client.end(answer);
}

/** An Authentication message: the server asks, and says nothing more until it is answered. */
const isHandshake = (bytes: Buffer): boolean => bytes[0] === 0x52;

/** Whether these bytes of the server end with ReadyForQuery: nothing more comes until it is asked again. */
const isComplete = (bytes: Buffer): boolean =>
  bytes.length >= 6 && bytes.subarray(-6, -1).equals(Buffer.from([0x5a, 0, 0, 0, 5]));

/** The client's messages. The first has no type byte (https://www.postgresql.org/docs/18/protocol-message-formats.html). */
async function* readMessages(client: Socket): AsyncGenerator<Buffer> {
  let bytes = Buffer.alloc(0);
  let typeBytes = 0;
  for await (const chunk of client) {
    bytes = Buffer.concat([bytes, chunk]);
    while (bytes.length >= typeBytes + 4) {
      const length = typeBytes + bytes.readInt32BE(typeBytes);
      if (bytes.length < length) break;
      yield bytes.subarray(0, length);
      bytes = bytes.subarray(length);
      typeBytes = 1;
    }
  }
}

/** The text of a Query or a Parse message. The startup message begins with a length, so with a zero byte. */
function statementOf(message: Buffer): string | undefined {
  const [type, first] = [String.fromCharCode(message[0] ?? 0), 5];
  if (type === "Q") return textAt(message, first);
  if (type === "P") return textAt(message, message.indexOf(0, first) + 1);
  return undefined;
}

const textAt = (message: Buffer, start: number): string =>
  message.toString("utf8", start, message.indexOf(0, start));
