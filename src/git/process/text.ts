const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** The pieces between NUL bytes: paths may hold every other byte. */
export function splitRecords(output: Buffer): Buffer[] {
  const records: Buffer[] = [];
  for (let at = 0; at < output.length; ) {
    const nul = output.indexOf(0, at);
    const end = nul < 0 ? output.length : nul;
    records.push(output.subarray(at, end));
    at = end + 1;
  }
  return records;
}

/**
 * A path as text. One that is not UTF-8 is escaped, with a "/" at its end: no real path has one, and no two paths look alike.
 * It keeps the folder it is in, so that the rules still judge it as a file of that folder.
 */
export function decodePath(bytes: Uint8Array): string {
  try {
    return strict.decode(bytes);
  } catch {
    return `${[...bytes].map(escapeByte).join("")}/`;
  }
}

function escapeByte(byte: number): string {
  const character = String.fromCharCode(byte);
  if (character === "\\") return "\\\\";
  return /[ -~]/.test(character) ? character : `\\x${byte.toString(16).padStart(2, "0")}`;
}
