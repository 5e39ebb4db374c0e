import { HttpError } from "./http/error.ts";
import type { AppPermissions } from "./seed.ts";
import { seedSchema } from "./seed-schema.ts";
import type { State } from "./state.ts";

/** What a manifest asks for. */
export interface AppManifest {
  readonly name: string;
  readonly permissions: AppPermissions;
  /** undefined: no webhook, or an inactive one. */
  readonly webhookUrl: string | undefined;
  readonly redirectUrl: string;
}

/** "GitHub App Manifest parameters". Throws 422. */
export function parseManifest(state: State, text: string): AppManifest {
  const manifest = parseObject(text);
  const {
    name,
    url,
    hook_attributes: hook,
    redirect_url: redirectUrl,
    default_permissions: asked,
  } = manifest;
  if (typeof name !== "string" || name === "" || name.length > 34)
    throw refuse("name must have 1 to 34 characters");
  if (state.apps.some((app) => app.name.toLowerCase() === name.toLowerCase()))
    throw refuse("name has already been taken");
  if (typeof url !== "string") throw refuse("url is missing");
  if (typeof redirectUrl !== "string" || !URL.canParse(redirectUrl)) throw refuse("redirect_url is missing");
  return { name, redirectUrl, permissions: readPermissions(asked), webhookUrl: readHook(hook) };
}

const refuse = (what: string): HttpError => new HttpError(422, `Invalid GitHub App configuration: ${what}.`);

function parseObject(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
  } catch {
    // Not JSON: refused like any other text.
  }
  throw refuse("the manifest is no JSON object");
}

function readHook(hook: unknown): string | undefined {
  if (hook === undefined) return undefined;
  const { url, active = true } = Object(hook);
  if (typeof url !== "string" || !URL.canParse(url)) throw refuse("hook_attributes.url is missing");
  return active === false ? undefined : url;
}

const known = Object.keys(seedSchema.properties.apps.items.properties.permissions.properties);

function readPermissions(asked: unknown): AppPermissions {
  const entries = Object.entries(Object(asked));
  for (const [name, level] of entries)
    if (!known.includes(name) || (level !== "read" && level !== "write"))
      throw refuse(`the permission ${name}: ${String(level)} is not known to the sandbox`);
  return Object.fromEntries(entries);
}
