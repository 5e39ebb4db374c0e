import type { IncomingMessage } from "node:http";

/** The reasons to stop reading a body. */
export type BodyFault = "too large" | "not text" | "cut off";

const FIRST_BYTES = 16 * 1024;

/**
 * Reads the body as text, up to about `limit` bytes, whatever length its header claims. The stream stays open. Refuses bytes that are
 * not UTF-8: a signature covers bytes, and two different bodies must not become the same text. Calls `onGrowth` with the bytes read so
 * far before it keeps them.
 */
export async function readBody(
  request: IncomingMessage,
  limit: number,
  onGrowth: (bytes: number) => void = () => undefined,
): Promise<{ readonly text: string } | { readonly fault: BodyFault }> {
  const body = createGrowing();
  try {
    // The stream stays open, so that the refusal can still be sent.
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      const length = body.length() + chunk.length;
      if (length > limit) return { fault: "too large" };
      onGrowth(length);
      body.append(chunk);
    }
  } catch {
    return { fault: "cut off" };
  }
  try {
    return { text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(body.bytes()) };
  } catch {
    return { fault: "not text" };
  }
}

/** One buffer that doubles in size: a body sent byte by byte costs no more memory than the same body sent at once. */
function createGrowing() {
  let buffer = Buffer.alloc(FIRST_BYTES);
  let length = 0;
  return {
    length: () => length,
    append(chunk: Buffer): void {
      if (length + chunk.length > buffer.length) {
        const larger = Buffer.alloc(Math.max(buffer.length * 2, length + chunk.length));
        buffer.copy(larger, 0, 0, length);
        buffer = larger;
      }
      chunk.copy(buffer, length);
      length += chunk.length;
    },
    bytes: () => buffer.subarray(0, length),
  };
}
