import { ProviderError } from "../../adapter/error.ts";
import { soleValueOf } from "../connection/entry.ts";
import { RESULT, resultCodeOf } from "../connection/failure.ts";
import type { Session } from "../connection/session.ts";

/** The refresh operation: RFC 2589, section 4.1. */
const REFRESH = "1.3.6.1.4.1.1466.101.119.1";

/** The longest time to live: RFC 2589, section 4.1. */
const LONGEST = 31_557_600;

/** The seconds to ask for. At the most a year: a longer lease ends early unless it is held again. */
export const timeToLive = (until: Date, now: Date): number =>
  Math.min(LONGEST, Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 1000)));

/** `SEQUENCE { entryName [0] LDAPDN, requestTtl [1] INTEGER }`. */
export function refreshRequest(dn: string, seconds: number): Buffer {
  const body = Buffer.concat([tagged(0x80, Buffer.from(dn)), tagged(0x81, integer(seconds))]);
  return tagged(0x30, body);
}

/** Sets the end of a dynamic entry, by the server's clock. Throws where the server did not take it. */
export async function plantEnd(
  { session, provider }: { readonly session: Pick<Session, "extended" | "read">; readonly provider: string },
  dn: string,
  seconds: number,
): Promise<void> {
  await session.extended(REFRESH, refreshRequest(dn, seconds)).catch((error: unknown) => {
    // slapd's answer to more than dds-max-ttl: slapo-dds(5).
    throw resultCodeOf(error) === RESULT.sizeLimitExceeded
      ? new ProviderError(provider, "REFUSED", error)
      : error;
  });
  const entry = await session.read(dn, { attributes: ["entryTtl"] });
  if (entry === undefined) throw new ProviderError(provider, "BUSY", new Error("The entry is gone."));
  const left = Number(soleValueOf(entry, "entryTtl"));
  if (left > 0 && left <= seconds) return;
  throw new ProviderError(
    provider,
    "REFUSED",
    new Error(`The entry lives for ${left} s instead of ${seconds} s.`),
  );
}

/** Definite lengths: ITU-T X.690, section 8.1.3. */
function tagged(tag: number, content: Buffer): Buffer {
  const { length } = content;
  if (length < 128) return Buffer.concat([Buffer.from([tag, length]), content]);
  return Buffer.concat([Buffer.from([tag, 0x82, length >> 8, length & 0xff]), content]);
}

/** The shortest form that is not negative: ITU-T X.690, section 8.3. */
function integer(value: number): Buffer {
  const hex = value.toString(16);
  const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, "hex");
  return (bytes[0] ?? 0) < 128 ? bytes : Buffer.concat([Buffer.from([0]), bytes]);
}
