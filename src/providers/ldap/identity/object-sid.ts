/** The text of an objectSid: [MS-DTYP], sections 2.4.2.1 and 2.4.2.2. */
export function sidText(bytes: Buffer): string | undefined {
  const count = bytes[1] ?? 0;
  if (bytes.length !== 8 + 4 * count) return undefined;
  const authority = bytes.readUIntBE(2, 6);
  const parts = Array.from({ length: count }, (_, index) => bytes.readUInt32LE(8 + 4 * index));
  return ["S", bytes[0], authority, ...parts].join("-");
}

/** The last part: the number within its domain. */
export const relativeId = (sid: string): number => Number(sid.slice(sid.lastIndexOf("-") + 1));
