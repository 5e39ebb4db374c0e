import type { Provider } from "../../core/ports/provider.ts";
import { defineAdapter, type ProviderContext } from "../adapter/adapter.ts";
import { refuseRepeated, sameAccess } from "../adapter/entry/refuse-repeated.ts";
import { readCredentials } from "../adapter/google/credentials.ts";
import { type GoogleIamEntry, googleIamSchema, targetOf } from "./configuration.ts";
import { googleIamProvider } from "./provider.ts";
import { isAdministrative, isBasic } from "./roles.ts";

/** See docs/providers/google-iam.md. */
export const googleIamAdapter = defineAdapter<GoogleIamEntry>({
  schema: googleIamSchema,
  abilities: {
    system: "Google Cloud: roles on projects, folders and organisations",
    container: ["separate"],
    nativeExpiry: ["enforced"],
    sessions: ["survive"],
    tested: "shape-checked",
  },
  open,
});

function open({ credentialsFrom, ...entry }: GoogleIamEntry, context: ProviderContext): Provider {
  const { name, now } = context;
  for (const [resource, { roles, ...target }] of Object.entries(entry.resources)) {
    const where = `${context.where}/resources/${resource}`;
    if (targetOf(target) === undefined)
      throw new Error(`${where}: name one of project, folder and organization.`);
    for (const [role, id] of Object.entries(roles)) refuseRole(id, `${where}/roles/${role}`);
  }
  const offer = Object.entries(entry.resources).flatMap(([resource, { roles, ...target }]) =>
    Object.entries(roles).map(
      ([role, id]) => [`${resource}/${role}`, `${id} on ${targetOf(target)}`] as const,
    ),
  );
  refuseRepeated(offer, sameAccess(context.where));
  return googleIamProvider({ ...entry, name, now, credentials: readCredentials(credentialsFrom, context) });
}

function refuseRole(role: string, where: string): void {
  if (isBasic(role))
    throw new Error(
      `${where}: "${role}" is a basic role. Google applies no condition to owner, editor and viewer, so they would not end, and each basic role is far wider than a task. Use a predefined or custom role.`,
    );
  if (isAdministrative(role))
    throw new Error(
      `${where}: the holder of "${role}" could write policies, and keep it. Use a role without such permissions.`,
    );
}
