import { type LookupAddress, lookup } from "node:dns";
import { type IncomingMessage, request } from "node:http";
import { type BlockList, connect as connectTcp, isIP, type LookupFunction, type Socket } from "node:net";
import { addAbortSignal, Readable } from "node:stream";
import { connect as connectTls } from "node:tls";
import type { HttpFetch } from "../adapter/http.ts";
import { isLoopback, refuseAddress } from "./address.ts";

/** Finds the addresses of a host name. */
export type Resolve = (
  host: string,
  answer: (error: Error | null, addresses: LookupAddress[]) => void,
) => void;

const resolveBySystem: Resolve = (host, answer) => lookup(host, { all: true }, answer);

export interface Guard {
  /** The private networks that may be connected to, besides public addresses. */
  readonly networks: BlockList;
  /** The authorities to believe instead of those that Node knows, in PEM. */
  readonly ca?: string;
  readonly resolve?: Resolve;
}

/**
 * A `fetch` that sends nothing before it has looked at the address it is connected to. It resolves a name once, connects to one of these
 * addresses, follows no redirect and uses no proxy, whatever the environment says. Over http it speaks to this machine alone.
 */
export const createGuardedFetch =
  (guard: Guard): HttpFetch =>
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
  const isName = isIP(host) === 0;
  const reason = isName ? undefined : judge(url, guard, host);
  if (reason !== undefined) throw notConnected(reason);
  const isTls = url.protocol === "https:";
  const options = { host, port: Number(url.port) || (isTls ? 443 : 80), lookup: guardLookup(url, guard) };
  const trust = { rejectUnauthorized: true, ...(guard.ca !== undefined && { ca: guard.ca }) };
  return new Promise((resolve, reject) => {
    const socket = isTls
      ? connectTls({ ...options, ...trust, servername: isName ? host : "", ALPNProtocols: ["http/1.1"] })
      : connectTcp(options);
    addAbortSignal(signal, socket);
    socket.on("error", reject);
    socket.once(isTls ? "secureConnect" : "connect", () => {
      const reason = judge(url, guard, socket.remoteAddress ?? "");
      if (reason === undefined) resolve(socket);
      else socket.destroy(notConnected(reason));
    });
  });
}

/** Offers only the addresses that may be connected to: https://nodejs.org/docs/latest-v20.x/api/net.html#socketconnectoptions-connectlistener */
function guardLookup(url: URL, guard: Guard): LookupFunction {
  const { resolve = resolveBySystem } = guard;
  return (host, { all }, answer) =>
    resolve(host, (error, addresses) => {
      if (error) return answer(error, []);
      const reasons = addresses.map(({ address }) => judge(url, guard, address));
      const allowed = addresses.filter((_, index) => reasons[index] === undefined);
      const [first] = allowed;
      if (first === undefined)
        return answer(notConnected(reasons.join("; ") || "the name has no address"), []);
      return all ? answer(null, allowed) : answer(null, first.address, first.family);
    });
}

const notConnected = (reason: string): Error => new Error(`Not connected: ${reason}.`);
