import type { Schemas } from "./schemas.ts";

/** The reactions of an issue or a comment: always none. */
export const reactionsPayload = (url: string): Schemas["reaction-rollup"] => ({
  url: `${url}/reactions`,
  total_count: 0,
  "+1": 0,
  "-1": 0,
  laugh: 0,
  hooray: 0,
  confused: 0,
  heart: 0,
  rocket: 0,
  eyes: 0,
});
