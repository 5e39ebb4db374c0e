import type { ExportEvent } from "./event.ts";

export interface SyslogHeader {
  /** HOSTNAME: the machine that sends. */
  readonly host: string;
  /** PROCID. */
  readonly process: string;
  /** The version of Hallpass. */
  readonly product: string;
}

/** Log audit (RFC 5424, section 6.2.1, table 1). */
const FACILITY = 13;
const SEVERITY = { error: 3, notice: 5 } as const;

/** One message of RFC 5424: header, structured data, and the document in ASCII, which needs no byte order mark (section 6.4). */
export function toSyslog(event: ExportEvent, json: string, { host, process, product }: SyslogHeader): string {
  const severity = event.kind === "failed" ? SEVERITY.error : SEVERITY.notice;
  const header = [
    `<${FACILITY * 8 + severity}>1`,
    event.at.toISOString(),
    word(host, 255),
    "hallpass",
    word(process, 128),
    word(event.kind, 32),
  ];
  // Of the registered elements (section 7.2); an own one would need a number from IANA.
  const data = `[origin software="hallpass" swVersion="${escapeValue(product).slice(0, 32)}"]`;
  return `${header.join(" ")} ${data} ${json}`;
}

/** PRINTUSASCII of at most so many characters, or the nil value. */
const word = (text: string, most: number): string => text.replace(/[^\x21-\x7e]/gu, "").slice(0, most) || "-";

/** RFC 5424, section 6.3.3. */
const escapeValue = (text: string): string => text.replace(/["\\\]]/gu, "\\$&");

/** Octet counting (RFC 5425, section 4.3; RFC 6587, section 3.4.1): a line's end inside a message ends nothing. */
export const frameSyslog = (message: string): string => `${Buffer.byteLength(message)} ${message}`;
