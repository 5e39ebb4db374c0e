import type { paths } from "@octokit/openapi-types";

type Method = "get" | "post" | "put" | "patch" | "delete";

/** Every route that GitHub documents, as `GET /repos/{owner}/{repo}`. This key decides all types below. */
export type RouteKey = {
  [Path in keyof paths]: `${Uppercase<Method & keyof paths[Path] & string>} ${Path}`;
}[keyof paths];
