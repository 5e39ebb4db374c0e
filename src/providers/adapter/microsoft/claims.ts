import { compileEntry } from "../entry-schema.ts";

interface Claims {
  readonly roles?: readonly string[];
  readonly oid?: string;
}

const isClaims = compileEntry<Claims>({
  type: "object",
  properties: {
    roles: { type: "array", items: { type: "string" } },
    oid: { type: "string", pattern: "^[0-9a-f-]{36}$" },
  },
});

/** The claim `roles`: "the set of permissions exposed by the application" ("Access token claims reference"). Nothing is decided by it. */
export function readRoles(authorization: string): readonly string[] | undefined {
  const claims = readClaims(authorization);
  return claims && (claims.roles ?? []);
}

/** The claim `oid`: "the immutable identifier for the requestor". */
export const readObjectId = (authorization: string): string | undefined => readClaims(authorization)?.oid;

/** What a token says of its holder; `undefined` where it cannot be read. */
function readClaims(authorization: string): Claims | undefined {
  try {
    const payload = authorization.split(".")[1] ?? "";
    const claims: unknown = JSON.parse(Buffer.from(payload, "base64url").toString("utf8"));
    return isClaims(claims) ? claims : undefined;
  } catch {
    return undefined;
  }
}
