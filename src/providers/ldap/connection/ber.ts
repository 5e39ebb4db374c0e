/** Basic Encoding Rules, as far as LDAP uses them: RFC 4511, section 5.1; ITU-T X.690. */
export interface Element {
  readonly tag: number;
  readonly content: Buffer;
}

/** Bytes of the longest tag and length that are taken. */
const LONGEST_HEAD = 6;

/** The size of the first element with its head, and of its head; `undefined`: more bytes are needed to know. Throws for a length that LDAP has not. */
export function measure(buffer: Buffer): { readonly size: number; readonly head: number } | undefined {
  const first = buffer[1];
  if (first === undefined) return undefined;
  if (first < 0x80) return { size: 2 + first, head: 2 };
  const head = 2 + (first & 0x7f);
  if (head === 2 || head > LONGEST_HEAD) throw new Error("A length that no element has.");
  return buffer.length < head ? undefined : { size: head + buffer.readUIntBE(2, head - 2), head };
}

/** The elements that fill the buffer. Throws where they do not. */
export function split(buffer: Buffer): Element[] {
  const elements: Element[] = [];
  let rest = buffer;
  while (rest.length > 0) {
    const { size, head } = measure(rest) ?? { size: Number.POSITIVE_INFINITY, head: 0 };
    if (size > rest.length) throw new Error("An element is longer than what it is in.");
    elements.push({ tag: rest[0] ?? 0, content: rest.subarray(head, size) });
    rest = rest.subarray(size);
  }
  return elements;
}
