import { compileEntry } from "../entry-schema.ts";

const hasRoles = compileEntry<{ readonly roles?: readonly string[] }>({
  type: "object",
  properties: { roles: { type: "array", items: { type: "string" } } },
});

/** The claim `roles` of a token: "the set of permissions exposed by the application" ("Access token claims reference"). Nothing is decided by it. */
export function readRoles(authorization: string): readonly string[] | undefined {
  const payload = authorization.split(".")[1];
  if (payload === undefined) return undefined;
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, "base64url").toString("utf8"));
    return hasRoles(claims) ? (claims.roles ?? []) : undefined;
  } catch {
    return undefined;
  }
}
