import type { HttpFetch } from "../adapter/http.ts";
import type { Receiver } from "../adapter/messages/configuration.ts";

/** A receiver, and the way to it. */
export interface Webhook {
  readonly receiver: Receiver;
  readonly url: URL;
  /** The key in use, and the former one while receivers change over. Both sign, both are believed. */
  readonly keys: readonly Buffer[];
  readonly fetch: HttpFetch;
  readonly now: () => Date;
}
