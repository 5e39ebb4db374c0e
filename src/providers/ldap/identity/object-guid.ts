/** The text of an objectGUID: the first three fields are little-endian, the rest is as written ([MS-DTYP], section 2.3.4). */
export function guidText(bytes: Buffer): string | undefined {
  if (bytes.length !== 16) return undefined;
  const reversed = (from: number, to: number): string =>
    Buffer.from(bytes.subarray(from, to)).reverse().toString("hex");
  return [
    reversed(0, 4),
    reversed(4, 6),
    reversed(6, 8),
    bytes.toString("hex", 8, 10),
    bytes.toString("hex", 10),
  ].join("-");
}
