import { flush, packetOf, readPackets } from "./pkt-line.ts";
import type { RefMove } from "./refs.ts";

/** A client's request to receive-pack: refs to move, and their objects. */
export interface ReceiveRequest {
  readonly moves: readonly RefMove[];
  readonly capabilities: readonly string[];
  readonly pack: Buffer;
}

/** Reads the body of a `git-receive-pack` request. */
export function parseReceiveRequest(body: Buffer): ReceiveRequest {
  const { lines, rest } = readPackets(body);
  const [first = ""] = lines;
  const capabilities = first.split("\0")[1]?.trim().split(" ") ?? [];
  const moves = lines.flatMap((line) => {
    const [, before, after, ref] = /^([0-9a-f]{40}) ([0-9a-f]{40}) ([^\0\n]+)/.exec(line) ?? [];
    return before && after && ref ? [{ before, after, ref }] : [];
  });
  return { moves, capabilities, pack: rest };
}

/** The answer that refuses every ref of a push: `reasons` by ref, `notes` for the person who pushed. */
export function refusalReport(
  { moves, capabilities }: ReceiveRequest,
  reasonOf: (ref: string) => string,
  notes: readonly string[],
): Buffer {
  const report = Buffer.concat([
    packetOf("unpack ok\n"),
    ...moves.map(({ ref }) => packetOf(`ng ${ref} ${reasonOf(ref)}\n`)),
    Buffer.from(flush),
  ]);
  if (!capabilities.includes("side-band-64k")) return report;
  return Buffer.concat([
    ...notes.map((note) => packetOf(`\u0002${note}\n`)),
    packetOf(Buffer.concat([Buffer.from([1]), report])),
    Buffer.from(flush),
  ]);
}
