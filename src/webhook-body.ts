import type { IncomingMessage } from "node:http";

/** Why a body is not read to its end. */
export type BodyFault = "too large" | "not text" | "cut off";

/**
 * The body as text, read up to `limit` bytes and hardly further, whatever length it claims or leaves unsaid; the stream stays
 * open. What is not UTF-8 is
 * no text: a signature is of bytes, and other bytes must not become the same text.
 */
export async function readBody(
  request: IncomingMessage,
  limit: number,
): Promise<{ readonly text: string } | { readonly fault: BodyFault }> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    // Left open, so that there is still somebody to answer.
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      const bytes = Buffer.from(chunk);
      length += bytes.length;
      if (length > limit) return { fault: "too large" };
      chunks.push(bytes);
    }
  } catch {
    return { fault: "cut off" };
  }
  try {
    return { text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(Buffer.concat(chunks)) };
  } catch {
    return { fault: "not text" };
  }
}
