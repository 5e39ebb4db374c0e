import { measure } from "./ber.ts";

/** The tag of LDAPMessage, a SEQUENCE: RFC 4511, section 4.1.1. */
const SEQUENCE = 0x30;

/** Cuts what arrives into whole messages. Throws for what is none, and for one that is longer than `most`. */
export function createCutter(most: number): (chunk: Buffer) => Buffer[] {
  let kept: Buffer[] = [];
  let length = 0;
  let wanted = 0;
  return (chunk) => {
    kept.push(chunk);
    length += chunk.length;
    // A long message is put together once, and not at each of its packets.
    if (length < wanted) return [];
    let rest = Buffer.concat(kept);
    const messages: Buffer[] = [];
    for (;;) {
      if ((rest[0] ?? SEQUENCE) !== SEQUENCE) throw new Error("No LDAP message.");
      const size = measure(rest)?.size ?? 0;
      if (size > most) throw new Error(`A message of ${size} bytes.`);
      wanted = Math.max(size, rest.length + 1);
      if (size === 0 || size > rest.length) break;
      messages.push(rest.subarray(0, size));
      rest = rest.subarray(size);
    }
    [kept, length] = [[rest], rest.length];
    return messages;
  };
}
