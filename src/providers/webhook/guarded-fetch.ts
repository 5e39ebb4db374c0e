import { type LookupAddress, lookup } from "node:dns";
import { request } from "node:http";
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
      sent.on("error", reject).once("response", (answer) => {
        const { statusCode = 0, headersDistinct } = answer;
        const fields = new Headers();
        for (const [name, values = []] of Object.entries(headersDistinct))
          for (const value of values) fields.append(name, value);
        const isEmpty = statusCode === 204 || statusCode === 304;
        if (isEmpty) answer.resume();
        try {
          const stream = isEmpty ? null : Readable.toWeb(answer);
          resolve(new Response(stream, { status: statusCode, headers: fields }));
        } catch (error) {
          reject(error);
        }
      });
      sent.end(body);
    });
  };

/** The reason not to connect to a host that is written as an address; a name is looked at when it is resolved. */
function refuseLiteral(host: string, { networks }: Guard): void {
  const reason = isIP(host) === 0 ? undefined : refuseAddress(host, networks);
  if (reason !== undefined) throw new Error(`Not connected: ${reason}.`);
}

function connect(url: URL, guard: Guard, signal: AbortSignal): Promise<Socket> {
  const host = url.hostname.replace(/^\[|\]$/gu, "");
  refuseLiteral(host, guard);
  const isTls = url.protocol === "https:";
  const options = { host, port: Number(url.port) || (isTls ? 443 : 80), lookup: guardLookup(guard) };
  const servername = isIP(host) === 0 ? host : "";
  const trust = { servername, rejectUnauthorized: true, ...(guard.ca !== undefined && { ca: guard.ca }) };
  return new Promise((resolve, reject) => {
    const socket = isTls
      ? connectTls({ ...options, ...trust, ALPNProtocols: ["http/1.1"] })
      : connectTcp(options);
    addAbortSignal(signal, socket);
    socket.on("error", reject);
    socket.once(isTls ? "secureConnect" : "connect", () => {
      const reason = refusePeer(socket.remoteAddress ?? "", isTls, guard);
      if (reason === undefined) resolve(socket);
      else socket.destroy(new Error(`Not connected: ${reason}.`));
    });
  });
}

function refusePeer(address: string, isTls: boolean, { networks }: Guard): string | undefined {
  if (!isTls && !isLoopback(address)) return `${address} is another machine, and http is for this one alone`;
  return refuseAddress(address, networks);
}

/** Offers only the addresses that may be connected to: https://nodejs.org/docs/latest-v20.x/api/net.html#socketconnectoptions-connectlistener */
const guardLookup =
  ({ networks, resolve = resolveBySystem }: Guard): LookupFunction =>
  (host, { all }, answer) =>
    resolve(host, (error, addresses) => {
      if (error) return answer(error, []);
      const allowed = addresses.filter(({ address }) => refuseAddress(address, networks) === undefined);
      const [first] = allowed;
      if (first === undefined)
        return answer(new Error(`Not connected: ${explain(addresses, networks)}.`), []);
      return all ? answer(null, allowed) : answer(null, first.address, first.family);
    });

const explain = (addresses: readonly LookupAddress[], networks: BlockList): string =>
  addresses.map(({ address }) => refuseAddress(address, networks)).join("; ") || "the name has no address";
