import type { Socket } from "node:net";
import { frameSyslog } from "../../core/export/syslog.ts";
import { isLoopback, refuseAddress } from "../../outbound/address.ts";
import { connectGuarded, type Guard } from "../../outbound/guarded-connect.ts";
import { explain } from "./http-receiver.ts";
import { ReceiverError } from "./receiver-error.ts";

export interface SyslogReceiver {
  /** `syslog+tls:` or, to this machine alone, `syslog+tcp:`. */
  readonly url: URL;
  readonly guard: Guard;
}

const DEADLINE_MS = 30_000;
/** RFC 5425, section 4.1. */
export const SYSLOG_TLS_PORT = 6514;

/**
 * Sends each batch over a connection of its own, and rejects with `ReceiverError` unless the receiver closes it after we have: syslog
 * acknowledges nothing (RFC 5425, section 4.4), and who answers our end with its own has read what was before it.
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
      const socket = await connectGuarded(target, guard, signal, judge);
      await writeAll(socket, messages.map(frameSyslog).join(""));
    } catch (error) {
      throw new ReceiverError("later", `${url.host} did not take it: ${explain(error)}`);
    }
  };
}

function writeAll(socket: Socket, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let hasFinished = false;
    let hasEnded = false;
    socket.once("finish", () => {
      hasFinished = true;
    });
    socket.once("end", () => {
      hasEnded = hasFinished;
    });
    socket.once("error", reject);
    socket.once("close", () =>
      hasEnded ? resolve() : reject(new Error("The connection was closed before its end.")),
    );
    // What a receiver says is read and dropped.
    socket.resume();
    socket.end(text);
  });
}
