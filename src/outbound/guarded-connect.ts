import { type LookupAddress, lookup } from "node:dns";
import { type BlockList, connect as connectTcp, isIP, type LookupFunction, type Socket } from "node:net";
import { addAbortSignal } from "node:stream";
import { connect as connectTls } from "node:tls";
import { refuseAddress } from "./address.ts";

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
  /** The certificate and the key, in PEM, that we show to the other side. */
  readonly identity?: { readonly cert: string; readonly key: string };
  readonly resolve?: Resolve;
}

interface Target {
  /** A name, or an address without brackets. */
  readonly host: string;
  readonly port: number;
  /** The protocols of a TLS connection, which may be none; absent: the connection is plain. */
  readonly protocols?: readonly string[];
}

/** The reason not to connect to this address; `undefined` when there is none. */
type Judge = (address: string) => string | undefined;

/**
 * Connects, and answers only when the address connected to is allowed. Resolves a name once. Rejects with an error that says "Not connected"
 * when it is not. The signal ends the connection also later.
 */
export async function connectGuarded(
  { host, port, protocols }: Target,
  guard: Guard,
  signal: AbortSignal,
  judge: Judge = (address) => refuseAddress(address, guard.networks),
): Promise<Socket> {
  const isName = isIP(host) === 0;
  const reason = isName ? undefined : judge(host);
  if (reason !== undefined) throw notConnected(reason);
  const options = { host, port, lookup: guardLookup(judge, guard.resolve) };
  const trust = {
    rejectUnauthorized: true,
    ...(guard.ca !== undefined && { ca: guard.ca }),
    ...guard.identity,
  };
  return new Promise((resolve, reject) => {
    const socket = protocols
      ? connectTls({
          ...options,
          ...trust,
          servername: isName ? host : "",
          ...(protocols.length > 0 && { ALPNProtocols: [...protocols] }),
        })
      : connectTcp(options);
    addAbortSignal(signal, socket);
    socket.on("error", reject);
    socket.once(protocols ? "secureConnect" : "connect", () => {
      const reason = judge(socket.remoteAddress ?? "");
      if (reason === undefined) resolve(socket);
      else socket.destroy(notConnected(reason));
    });
  });
}

/** Offers only the addresses that may be connected to: https://nodejs.org/docs/latest-v20.x/api/net.html#socketconnectoptions-connectlistener */
function guardLookup(judge: Judge, resolve: Resolve = resolveBySystem): LookupFunction {
  return (host, { all }, answer) =>
    resolve(host, (error, addresses) => {
      if (error) return answer(error, []);
      const reasons = addresses.map(({ address }) => judge(address));
      const allowed = addresses.filter((_, index) => reasons[index] === undefined);
      const [first] = allowed;
      if (first === undefined)
        return answer(notConnected(reasons.join("; ") || "the name has no address"), []);
      return all ? answer(null, allowed) : answer(null, first.address, first.family);
    });
}

const notConnected = (reason: string): Error => new Error(`Not connected: ${reason}.`);
