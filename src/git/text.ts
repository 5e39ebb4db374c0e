import { RepositoryError } from "./error.ts";

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

/** Throws `RepositoryError` for bytes that are not UTF-8: two such paths could look like one. */
export function decodeText(command: string, bytes: Uint8Array): string {
  try {
    return strict.decode(bytes);
  } catch (cause) {
    const shown = Buffer.from(bytes)
      .toString("latin1")
      .replace(/[^ -~]/g, "?");
    const detail = `the path "${shown}" is not valid UTF-8. Rename it.`;
    throw new RepositoryError({ command, detail, retryable: false, cause });
  }
}
