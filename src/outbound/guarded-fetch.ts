import { type IncomingMessage, request } from "node:http";
import type { Socket } from "node:net";
import { Readable } from "node:stream";
import { isLoopback, refuseAddress } from "./address.ts";
import { connectGuarded, type Guard } from "./guarded-connect.ts";

/** The part of `fetch` that is offered. */
export type GuardedFetch = (
  url: URL,
  init: {
    readonly method: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: string;
    readonly signal: AbortSignal;
  },
) => Promise<Response>;

/**
 * A `fetch` that sends nothing before it has looked at the address it is connected to. It resolves a name once, connects to one of these
 * addresses, follows no redirect and uses no proxy, whatever the environment says. Over http it speaks to this machine alone.
 */
export const createGuardedFetch =
  (guard: Guard): GuardedFetch =>
  async (url, { method, headers, body, signal }) => {
    const socket = await connect(url, guard, signal);
    return new Promise((resolve, reject) => {
      // A request with a connection of its own has no agent, and so no proxy: https://nodejs.org/docs/latest-v20.x/api/http.html#httprequesturl-options-callback
      const sent = request({
        createConnection: () => socket,
        ...{ method, path: `${url.pathname}${url.search}`, signal },
        headers: { ...headers, host: url.host, "content-length": Buffer.byteLength(body ?? "") },
      });
      // Node closes a connection that switches to another protocol, without an error.
      sent.once("close", () => reject(new Error("The connection was closed before an answer.")));
      sent.on("error", reject).once("response", (answer) => {
        try {
          resolve(toResponse(answer));
        } catch (error) {
          // A status or a header that nobody may send.
          answer.destroy();
          reject(error);
        }
      });
      sent.end(body);
    });
  };

function toResponse(answer: IncomingMessage): Response {
  const headers = new Headers();
  for (const [name, values = []] of Object.entries(answer.headersDistinct))
    for (const value of values) headers.append(name, value);
  const { statusCode: status = 0 } = answer;
  if (status !== 204 && status !== 304) return new Response(Readable.toWeb(answer), { status, headers });
  answer.resume();
  return new Response(null, { status, headers });
}

/** The reason not to connect to this address for this URL. */
function judge({ protocol }: URL, { networks }: Guard, address: string): string | undefined {
  if (protocol !== "https:" && !isLoopback(address))
    return `${address} is another machine, and http is for this one alone`;
  return refuseAddress(address, networks);
}

function connect(url: URL, guard: Guard, signal: AbortSignal): Promise<Socket> {
  const host = url.hostname.replace(/^\[|\]$/gu, "");
  const isTls = url.protocol === "https:";
  const target = {
    host,
    port: Number(url.port) || (isTls ? 443 : 80),
    ...(isTls && { protocols: ["http/1.1"] }),
  };
  return connectGuarded(target, guard, signal, (address) => judge(url, guard, address));
}
