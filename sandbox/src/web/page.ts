import type { Account } from "../accounts.ts";
import type { State } from "../state.ts";
import type { Client } from "./client.ts";
import type { Html } from "./html.ts";

/** One request of a browser that may see the pages. */
export interface Visit {
  readonly state: State;
  readonly person: Account;
  readonly api: Client;
  readonly url: URL;
  /** A parameter of the path, decoded; `*` is the rest of the path. */
  readonly path: (name: string) => string;
  /** A field of the form that was sent; "" if it is not there. */
  readonly field: (name: string) => string;
  readonly fields: URLSearchParams;
}

export interface Page {
  readonly title: string;
  readonly body: Html;
  readonly status?: number;
}

/** Where the browser goes next, and the person it acts as from then on. */
export interface Redirect {
  readonly to: string;
  readonly person?: string;
}

/** Bytes of a file, as text. */
export interface Plain {
  readonly text: string;
}

export interface WebRoute {
  readonly verb: "GET" | "POST";
  /** A pattern of find-my-way. */
  readonly pattern: string;
  readonly answer: (visit: Visit) => Promise<Page | Redirect | Plain> | Page | Redirect | Plain;
}

export const get = (pattern: string, answer: WebRoute["answer"]): WebRoute => ({
  verb: "GET",
  pattern,
  answer,
});
export const post = (pattern: string, answer: WebRoute["answer"]): WebRoute => ({
  verb: "POST",
  pattern,
  answer,
});
