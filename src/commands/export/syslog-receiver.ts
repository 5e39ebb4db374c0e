import type { Socket } from "node:net";
import { frameSyslog } from "../../core/export/syslog.ts";
import { isLoopback, refuseAddress } from "../../outbound/address.ts";
import { connectGuarded, type Guard } from "../../outbound/guarded-connect.ts";
import { unreached } from "./http-receiver.ts";
import { ReceiverError } from "./receiver-error.ts";

export interface SyslogReceiver {
  /** `syslog+tls:` or, to this machine alone, `syslog+tcp:`. */
  readonly url: URL;
  readonly guard: Guard;
}

const DEADLINE_MS = 30_000;
/** RFC 5425, section 4.1. */
export const SYSLOG_TLS_PORT = 6514;

/** Longer than messages take to the other side, so that an early end of its is seen before ours. At least the time that connecting took. */
const SETTLE_MS = 200;

/**
 * Sends each batch over a connection of its own, and rejects with `ReceiverError` unless the receiver closes it after we have: syslog
 * acknowledges nothing (RFC 5425, section 4.4), and who answers our end with its own has read what was before it. Bytes that it leaves
 * unread reset the connection (RFC 1122, section 4.2.2.13).
 */
export function createSyslogReceiver({ url, guard }: SyslogReceiver) {
  const isTls = url.protocol === "syslog+tls:";
  const host = url.hostname.replace(/^\[|\]$/gu, "");
  const target = { host, port: Number(url.port) || SYSLOG_TLS_PORT, ...(isTls && { protocols: [] }) };
  const judge = (address: string): string | undefined =>
    isTls || isLoopback(address)
      ? refuseAddress(address, guard.networks)
      : `${address} is another machine, and syslog+tcp is for this one alone`;
  return async (messages: readonly string[]): Promise<void> => {
    const signal = AbortSignal.timeout(DEADLINE_MS);
    try {
      const begin = performance.now();
      const socket = await connectGuarded(target, guard, signal, judge);
      const settleMs = Math.max(SETTLE_MS, performance.now() - begin);
      await writeAll(socket, messages.map(frameSyslog).join(""), settleMs);
    } catch (error) {
      throw unreached(`${url.host} did not take it`, error);
    }
  };
}

function writeAll(socket: Socket, text: string, settleMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    let timer: NodeJS.Timeout | undefined;
    let isOurEnd = false;
    let hasEnded = false;
    socket.once("end", () => {
      hasEnded = isOurEnd;
    });
    socket.once("error", reject);
    socket.once("close", () => {
      clearTimeout(timer);
      if (hasEnded) resolve();
      else reject(new ReceiverError("later", "it closed the connection too early."));
    });
    // What a receiver says is read and dropped.
    socket.resume();
    socket.write(text, () => {
      timer = setTimeout(() => {
        isOurEnd = true;
        socket.end();
      }, settleMs);
    });
  });
}
