import { ProviderError } from "../adapter/error.ts";
import type { Api } from "./api.ts";
import { isSchema, isService } from "./shapes.ts";

/** What the server says of itself. */
export interface Service {
  readonly patch: boolean;
  readonly filter: boolean;
  /** It compares `If-Match`. Frameworks answer with an ETag that nothing compares, so the header alone says nothing. */
  readonly versions: boolean;
  /** It returns the members of a group when it is asked for them; `undefined`: it does not say. */
  readonly returnsMembers: boolean | undefined;
}

const GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group";
const KEPT_MS = 10 * 60_000;

/** Reads it, and keeps it for ten minutes. */
export function createServiceReader(now: () => Date): (api: Api) => Promise<Service> {
  let kept: { readonly service: Service; readonly until: number } | undefined;
  return async (api) => {
    if (kept === undefined || kept.until < now().getTime())
      kept = { service: await readService(api), until: now().getTime() + KEPT_MS };
    return kept.service;
  };
}

/** A server that does not show the two documents gets what most servers can (RFC 7644, section 4, demands both). */
async function readService(api: Api): Promise<Service> {
  const found = await api.find(isService, "/ServiceProviderConfig").catch(ignoreRefusal);
  const { patch, filter, etag } = found?.value ?? {};
  return {
    patch: patch?.supported ?? true,
    filter: filter?.supported ?? true,
    versions: etag?.supported ?? false,
    returnsMembers: await findReturned(api),
  };
}

/** RFC 7643, section 7, `returned`: `never` and `request` against `always` and `default`, which is the value where none is given. */
async function findReturned(api: Api): Promise<boolean | undefined> {
  const schema = await api.find(isSchema, `/Schemas/${GROUP}`).catch(ignoreRefusal);
  const members = schema?.value.attributes.find(({ name }) => name.toLowerCase() === "members");
  return members && members.returned !== "never";
}

function ignoreRefusal(error: unknown): undefined {
  if (!(error instanceof ProviderError && error.code === "REFUSED")) throw error;
}
