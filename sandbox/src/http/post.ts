import { request } from "node:http";

export interface Posted {
  readonly status: number;
  readonly text: string;
}

/**
 * Posts a body to an http address. Rejects without an answer, or when the signal aborts. Each call has a connection of its own: an open
 * one would delay the receiver's shutdown.
 */
export function post(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  signal: AbortSignal,
): Promise<Posted> {
  return new Promise((resolve, reject) => {
    const length = { "content-length": Buffer.byteLength(body) };
    const call = request(url, { method: "POST", headers: { ...headers, ...length }, agent: false, signal });
    call.on("error", reject);
    call.on("response", (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("error", reject);
      answer.on("end", () =>
        resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString("utf8") }),
      );
    });
    call.end(body);
  });
}
