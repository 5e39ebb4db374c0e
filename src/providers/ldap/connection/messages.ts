/** The tag of LDAPMessage, a SEQUENCE: RFC 4511, section 4.1.1. */
const SEQUENCE = 0x30;

/** Bytes before and with the longest length that is taken. */
const LONGEST_HEAD = 6;

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
      const size = sizeOf(rest) ?? 0;
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

/** The size of the message at the start; `undefined`: more bytes are needed to know it. Lengths are definite: RFC 4511, section 5.1. */
function sizeOf(buffer: Buffer): number | undefined {
  const [tag = SEQUENCE, first] = buffer;
  if (tag !== SEQUENCE) throw new Error("No LDAP message.");
  if (first === undefined) return undefined;
  if (first < 0x80) return 2 + first;
  const head = 2 + (first & 0x7f);
  if (head === 2 || head > LONGEST_HEAD) throw new Error("A length that no message has.");
  return buffer.length < head ? undefined : head + buffer.readUIntBE(2, head - 2);
}
