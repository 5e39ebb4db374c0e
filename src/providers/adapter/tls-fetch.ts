import type { IncomingMessage } from "node:http";
import { Agent, request } from "node:https";

/** Certificates and a key, each in PEM form. */
export interface TlsOptions {
  /** The authorities that may have signed the server's certificate. Default: those that Node knows. */
  readonly ca?: string;
  /** The client's certificate, and its key. */
  readonly cert?: string;
  readonly key?: string;
}

/** Statuses whose answer has no body, https://fetch.spec.whatwg.org/#null-body-status */
const WITHOUT_BODY = new Set([101, 103, 204, 205, 304]);

/**
 * `fetch` over TLS with authorities and a client certificate of its own: the global one takes neither. Follows no redirect, and opens a
 * connection for each call, so that no idle one is found closed.
 */
export function createTlsFetch(options: TlsOptions): typeof globalThis.fetch {
  const agent = new Agent({ ...options, keepAlive: false });
  return async (input, init) => {
    const asked = new Request(input, init);
    const body = Buffer.from(await asked.arrayBuffer());
    const headers = { ...Object.fromEntries(asked.headers), "content-length": body.length };
    const signal = init?.signal ?? undefined;
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      const sent = request(asked.url, {
        ...{ agent, method: asked.method, headers },
        ...(signal && { signal }),
      });
      sent.on("response", resolve);
      sent.on("error", reject);
      // Of an answer that changes the protocol there is no other event.
      sent.on("close", () => reject(new Error("The connection was closed without an answer.")));
      sent.end(body);
    });
    // Not in the event, where an exception would end the process: Response takes no status above 599.
    return toResponse(answer);
  };
}

function toResponse(answer: IncomingMessage): Response {
  const status = answer.statusCode ?? 0;
  const headers = new Headers();
  for (const [name, values] of Object.entries(answer.headersDistinct))
    for (const value of values ?? []) headers.append(name, value);
  return new Response(WITHOUT_BODY.has(status) ? null : ReadableStream.from(answer), { status, headers });
}
