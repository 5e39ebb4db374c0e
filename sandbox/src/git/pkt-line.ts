/** One line of git's wire format; `flush` is its "0000". */
export const flush = "0000";

/** Frames text or bytes as one pkt-line. */
export function packetOf(content: string | Buffer): Buffer {
  const bytes = Buffer.from(content);
  const length = (bytes.length + 4).toString(16).padStart(4, "0");
  return Buffer.concat([Buffer.from(length), bytes]);
}

/** The pkt-lines up to the first flush, and the bytes after it. Throws if a pkt-line is malformed. */
export function readPackets(bytes: Buffer): { lines: string[]; rest: Buffer } {
  const lines: string[] = [];
  let offset = 0;
  while (offset < bytes.length) {
    const text = bytes.toString("latin1", offset, offset + 4);
    const length = /^[0-9a-fA-F]{4}$/.test(text) ? Number.parseInt(text, 16) : -1;
    if (length === 0) return { lines, rest: bytes.subarray(offset + 4) };
    if (length < 4 || offset + length > bytes.length)
      throw new Error("The request is not in git's wire format.");
    lines.push(bytes.toString("utf8", offset + 4, offset + length));
    offset += length;
  }
  return { lines, rest: Buffer.alloc(0) };
}
