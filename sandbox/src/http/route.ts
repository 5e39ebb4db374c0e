import type { paths } from "@octokit/openapi-types";
import { type Need, requireAccess } from "../access.ts";
import type { Actor, Caller } from "../caller.ts";
import type { Repository } from "../model.ts";
import type { WithLongId, WithLostHead } from "../payloads/schemas.ts";
import { findRepository, type State } from "../state.ts";
import { HttpError, notFound } from "./error.ts";
import type { Fields } from "./fields.ts";
import type { RouteKey } from "./route-key.ts";

type Operation<Key extends RouteKey> = Key extends `${infer Verb} ${infer Path}`
  ? Path extends keyof paths
    ? Lowercase<Verb> extends keyof paths[Path]
      ? paths[Path][Lowercase<Verb>]
      : never
    : never
  : never;

type Parameters<Key extends RouteKey, Place extends "path" | "query"> =
  Operation<Key> extends { parameters: { [P in Place]?: infer Names } } ? keyof Names & string : never;

type BodyField<Key extends RouteKey> =
  Operation<Key> extends { requestBody?: { content: { "application/json": infer Body } } }
    ? FieldOf<Body> & string
    : never;
type FieldOf<Body> = Body extends object ? keyof Body : never;

type Success = 200 | 201 | 202 | 204;
type Responses<Key extends RouteKey> = Operation<Key> extends { responses: infer All } ? All : never;

/** The successful answers that GitHub documents for a route: each status with its body. */
export type Answer<Key extends RouteKey> = {
  [Status in keyof Responses<Key> & Success]: AnswerOf<Status, Responses<Key>[Status]>;
}[keyof Responses<Key> & Success];

type AnswerOf<Status, Response> = Response extends { content: infer Content }
  ? [Content] extends [never]
    ? { readonly status: Status }
    : Content extends { "application/json": infer Body }
      ? {
          readonly status: Status;
          readonly body: WithLongId<WithLostHead<Body>>;
          readonly link?: string | undefined;
        }
      : never
  : never;

/** A request for a handler. Only documented parameters and fields have names. */
export interface Call<Key extends RouteKey> {
  readonly state: State;
  readonly caller: Caller;
  readonly url: URL;
  readonly path: (name: Parameters<Key, "path">) => string;
  readonly query: (name: Parameters<Key, "query">) => string | undefined;
  readonly body: Fields<BodyField<Key>>;
}

/** A request about a repository, after the check of the caller's rights. */
export interface RepositoryCall<Key extends RouteKey> extends Call<Key> {
  readonly repository: Repository;
  readonly actor: Actor;
}

/** A request before its route adds types. */
export interface RawCall {
  readonly state: State;
  readonly caller: Caller;
  readonly url: URL;
  readonly path: (name: string) => string;
  readonly query: (name: string) => string | undefined;
  readonly body: Fields<string>;
}

export interface Reply {
  readonly status: number;
  readonly body?: unknown;
  readonly link?: string | undefined;
}

export interface Route {
  readonly key: RouteKey;
  readonly reply: (call: RawCall) => Promise<Reply>;
}

/**
 * A route whose answer the compiler compares with GitHub's schema. It takes two calls, so that the compiler knows the key before it
 * checks the handler.
 */
export function route<Key extends RouteKey>(
  key: Key,
): (handler: (call: Call<Key>) => Answer<Key> | Promise<Answer<Key>>) => Route {
  return (handler) => ({ key, reply: async (call) => handler(call) });
}

/** The changes allowed on an archived repository: unarchive, delete, fork. */
const archivable: ReadonlySet<RouteKey> = new Set<RouteKey>([
  "PATCH /repos/{owner}/{repo}",
  "DELETE /repos/{owner}/{repo}",
  "POST /repos/{owner}/{repo}/forks",
]);

/** A route of one repository. It finds the repository, checks the caller's rights, and makes changes one at a time. */
export function repositoryRoute<Key extends RouteKey>(
  key: Key,
  need: Need,
): (handler: (call: RepositoryCall<Key>) => Answer<Key> | Promise<Answer<Key>>) => Route {
  const changes = !key.startsWith("GET ");
  return (handler) => ({
    key,
    reply: async (call) => {
      const repository = findRepository(call.state, call.path("owner"), call.path("repo"));
      if (repository === undefined) throw notFound();
      const actor = requireAccess(call.state, call.caller, repository, need);
      if (changes && repository.archived && !archivable.has(key)) {
        throw new HttpError(403, "Repository was archived so is read-only.");
      }
      const reply = async (): Promise<Reply> => handler({ ...call, repository, actor });
      return changes ? repository.exclusively(reply) : reply();
    },
  });
}
