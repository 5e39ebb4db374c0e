import type { ServerResponse } from "node:http";
import type { State } from "../state.ts";

/** An answer of any kind, ready to be sent. */
export interface WrittenReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly content: string | Buffer;
}

/** How a connection ends without an answer: with no bytes, or within the head. */
export type LostReply = "closed" | "cut off";

/** Sends an answer with the sandbox's `Date`, or ends the connection. */
export function writeReply(state: State, response: ServerResponse, reply: WrittenReply | LostReply): void {
  if (reply === "closed") response.destroy();
  else if (reply === "cut off") cutOff(response);
  else write(state, response, reply);
}

function write(state: State, response: ServerResponse, { status, headers, content }: WrittenReply): void {
  const bodiless = status === 204 || status === 304;
  const length: Record<string, string> = bodiless
    ? {}
    : { "content-length": String(Buffer.byteLength(content)) };
  const date = new Date(state.clock().getTime() + state.skewSeconds * 1000).toUTCString();
  response.writeHead(status, { date, ...headers, ...length });
  response.end(content);
}

/** git silently retries if a connection that it used before closes without any bytes. It does not after the first bytes. */
function cutOff({ socket }: ServerResponse): void {
  socket?.end("HTTP/1.1 200 OK\r\ncontent-length: 1\r\n", () => socket.destroy());
}
