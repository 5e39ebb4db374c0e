import type { FileChange } from "./ports/repository.ts";

/** The one file of the folder that is no request. */
const GUIDE = "access-requests/README.md";

/** The folder itself counts: a link or a submodule in its place would bring other files. */
export const isRequestFile = ({ path }: { path: string }): boolean =>
  path === "access-requests" || (path.startsWith("access-requests/") && path !== GUIDE);

export type PullKind = "request" | "receipt" | "other";

/** What a pull request is, by what it changes: asks for access, removes requests, or has nothing to do with them. */
export function classifyPull(changes: readonly FileChange[]): PullKind {
  const requests = changes.filter(isRequestFile);
  if (requests.length === 0) return "other";
  return requests.every((change) => change.status === "removed") ? "receipt" : "request";
}
