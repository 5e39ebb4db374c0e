import type { components } from "@octokit/openapi-types";

/** GitHub's own schemas of its answers, by name. */
export type Schemas = components["schemas"];

/** A time in GitHub's format: UTC, whole seconds. */
export const formatTime = (at: Date): string => at.toISOString().replace(/\.\d{3}Z$/, "Z");

/** An opaque id for GraphQL. */
export const nodeId = (kind: string, id: number | string): string =>
  Buffer.from(`${kind}:${id}`).toString("base64url");

/**
 * GitHub's REST schema says that a pull request's head always has a repository. GitHub sends null once the fork is deleted, as its
 * webhook schema says.
 */
export type WithLostHead<Body> = Body extends {
  head: { repo: Schemas["repository"]; label: string };
  base: { repo: Schemas["repository"] };
}
  ? Omit<Body, "head"> & { head: Omit<Body["head"], "repo"> & { repo: Body["head"]["repo"] | null } }
  : Body extends readonly (infer Item)[]
    ? WithLostHead<Item>[]
    : Body;

/** GitHub's schema gives a webhook delivery's id as a number. It has 64 bits, which a JavaScript number cannot hold. */
export type WithLongId<Body> = Body extends { id: number; guid: string; redelivery: boolean }
  ? Omit<Body, "id"> & { id: bigint }
  : Body extends readonly (infer Item)[]
    ? WithLongId<Item>[]
    : Body;
