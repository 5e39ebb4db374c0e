import type { Guard } from "../../outbound/guarded-connect.ts";
import { createGuardedFetch } from "../../outbound/guarded-fetch.ts";
import type { Body, Written } from "./http-bodies.ts";
import { ReceiverError } from "./receiver-error.ts";

export interface HttpReceiver {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Body;
  readonly guard: Guard;
}

/** Takes all events, or rejects with `ReceiverError`; then some of them may have been taken. */
export type Send = (events: readonly Written[]) => Promise<void>;

const DEADLINE_MS = 30_000;
const MOST_ANSWER_BYTES = 8 * 1024 * 1024;
const LONGEST_PAUSE_MS = 3_600_000;
const LATER = [408, 425, 429];

/** Posts each batch. Follows no redirect. Errors name the host and the status: the path and the headers may be secrets. */
export function createHttpReceiver({ url, headers, body, guard }: HttpReceiver): Send {
  const fetch = createGuardedFetch(guard);
  return async (events) => {
    const signal = AbortSignal.timeout(DEADLINE_MS);
    const response = await fetch(url, {
      method: "POST",
      headers: { ...headers, "content-type": body.type, accept: "application/json" },
      body: body.write(events),
      signal,
    }).catch((error: unknown) => {
      throw unreached(`${url.host} cannot be reached`, error);
    });
    const text = await readAnswer(response, url.host);
    if (!response.ok) throw judgeStatus(response, url.host);
    if (body.judge === undefined) return;
    try {
      body.judge(parse(text), events);
    } catch (error) {
      if (!(error instanceof ReceiverError)) throw error;
      throw new ReceiverError(error.answer, `${url.host}: ${error.message}`);
    }
  };
}

function judgeStatus(response: Response, host: string): ReceiverError {
  const { status, headers } = response;
  const message = `${host} answered ${status}.`;
  if (status === 413) return new ReceiverError("too large", message);
  if (status >= 500 || LATER.includes(status))
    return new ReceiverError("later", message, readPause(headers.get("retry-after")));
  return new ReceiverError("refused", message);
}

/** Seconds (RFC 9110, section 10.2.3), an hour at most. A date is left to the back-off. */
const readPause = (text: string | null): number | undefined =>
  text !== null && /^\d{1,9}$/u.test(text) ? Math.min(Number(text) * 1000, LONGEST_PAUSE_MS) : undefined;

async function readAnswer(response: Response, host: string): Promise<string> {
  const parts: Buffer[] = [];
  let length = 0;
  try {
    for await (const part of response.body ?? []) {
      length += part.length;
      if (length > MOST_ANSWER_BYTES) break;
      parts.push(Buffer.from(part));
    }
  } catch (error) {
    throw new ReceiverError("later", `${host} broke off its answer: ${explain(error)}`);
  }
  return Buffer.concat(parts).toString("utf8");
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const GUARD = "Not connected: ";

/** What the guard does not connect to, somebody has to allow; everything else may work later. */
export function unreached(what: string, error: unknown): ReceiverError {
  if (error instanceof ReceiverError) return new ReceiverError(error.answer, `${what}: ${error.message}`);
  if (error instanceof Error && error.message.startsWith(GUARD))
    return new ReceiverError("refused", `${what}: ${error.message} Give a private network with --network.`);
  return new ReceiverError("later", `${what}: ${explain(error)}`);
}

/** The code of a network failure. Messages may hold the address. */
function explain(error: unknown): string {
  if (!(error instanceof Error)) return "unknown.";
  return "code" in error && typeof error.code === "string" ? `${error.code}.` : `${error.name}.`;
}
