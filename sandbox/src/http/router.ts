import findMyWay from "find-my-way";
import type { Route } from "./route.ts";

export interface FoundRoute {
  readonly route: Route;
  readonly path: (name: string) => string;
}

const verbs = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

// Parameters that may contain slashes are last in GitHub's paths and take the rest of the path.
const greedy: ReadonlySet<string> = new Set(["ref", "path", "basehead", "branch"]);

/** Finds the route of a request and decodes GitHub's `{name}` parameters. */
export function buildRouter(
  routes: readonly Route[],
): (method: string, path: string) => FoundRoute | undefined {
  const router = findMyWay({ ignoreTrailingSlash: true, maxParamLength: 10_000 });
  // The library's own store is untyped, so its handlers serve only as keys.
  const known = new Map<unknown, { route: Route; rest: string | undefined }>();
  for (const route of routes) {
    const { verb, pattern, rest } = toPattern(route.key);
    const handler = (): void => {};
    known.set(handler, { route, rest });
    router.on(verb, pattern, handler);
    // The root folder has an empty path.
    if (rest === "path") router.on(verb, pattern.replace(/\/\*$/, ""), handler);
  }
  return (method, path) => {
    const verb = verbs.find((name) => name === method);
    const found = verb === undefined ? null : router.find(verb, path);
    const entry = known.get(found?.handler);
    if (found === null || entry === undefined) return undefined;
    const values = found.params;
    return {
      route: entry.route,
      path: (name) => {
        const value = name === entry.rest ? (values["*"] ?? "") : values[name];
        if (value === undefined) throw new Error(`The route ${entry.route.key} has no parameter ${name}.`);
        return value;
      },
    };
  };
}

function toPattern(key: Route["key"]) {
  const [method = "", template = ""] = key.split(" ");
  const verb = verbs.find((name) => name === method);
  if (verb === undefined) throw new Error(`${key} has a method the sandbox does not serve.`);
  const [, last = ""] = /\{(\w+)\}$/.exec(template) ?? [];
  const rest = greedy.has(last) ? last : undefined;
  const open = rest === undefined ? template : template.replace(/\{\w+\}$/, "*");
  return { verb, rest, pattern: open.replace(/\{(\w+)\}/g, ":$1") };
}
