import type { Account } from "../accounts.ts";
import type { Schemas } from "../payloads/schemas.ts";
import type { State } from "../state.ts";
import { issuePersonToken } from "../tokens.ts";

/** What the API answered instead of what a page needs. */
export class Refused extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = "Refused";
    this.status = status;
  }
}

/** The API, as a person: the pages show and do nothing that a person's own token could not. */
export interface Client {
  /** Throws `Refused`. */
  get<Name extends keyof Schemas>(name: Name, path: string): Promise<Schemas[Name]>;
  list<Name extends keyof Schemas>(name: Name, path: string): Promise<readonly Schemas[Name][]>;
  /** A list within an object. */
  listIn<Name extends keyof Schemas>(
    name: Name,
    field: string,
    path: string,
  ): Promise<readonly Schemas[Name][]>;
  send<Name extends keyof Schemas>(
    name: Name,
    method: "POST" | "PUT" | "PATCH",
    path: string,
    body: object,
  ): Promise<Schemas[Name]>;
}

const tokens = new WeakMap<Account, string>();

export function createClient(state: State, person: Account): Client {
  const token = tokens.get(person) ?? issuePersonToken(state.tokens, person);
  tokens.set(person, token);
  const call = async (method: string, path: string, body?: object) => {
    const answer = await fetch(`${state.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, accept: "application/vnd.github+json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Refused(answer.status, explain(text));
    return text === "" ? undefined : JSON.parse(text);
  };
  return {
    get: (_, path) => call("GET", path),
    list: (_, path) => call("GET", withPage(path)),
    listIn: async (_, field, path) => (await call("GET", withPage(path)))[field],
    send: (_, method, path, body) => call(method, path, body),
  };
}

const withPage = (path: string): string => `${path}${path.includes("?") ? "&" : "?"}per_page=100`;

/** GitHub's message, and the mistakes that it lists. */
function explain(text: string): string {
  try {
    const { message, errors = [] }: { message: string; errors?: unknown[] } = JSON.parse(text);
    const more = errors.map((error) =>
      typeof error === "object" && error !== null && "message" in error
        ? String(error.message)
        : String(error),
    );
    return [message, ...more].join(" ");
  } catch {
    return text;
  }
}
