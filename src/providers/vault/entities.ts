import { ProviderError } from "../adapter/error.ts";
import { type Api, fieldOf } from "./api.ts";

/** The accounts of the identity map. No name has a slash or begins with a dot: it is part of a path. */
const PRINCIPAL = /^[A-Za-z0-9_][A-Za-z0-9._@+-]{0,127}$/u;

export interface Entity {
  readonly id: string;
  readonly name: string;
}

/** Finds an entity by its name, in any case: Vault compares names so. undefined where there is none. */
export async function findEntity(api: Api, provider: string, name: string): Promise<Entity | undefined> {
  if (!PRINCIPAL.test(name)) return undefined;
  const data = await api.get(`identity/entity/name/${encodeURIComponent(name)}`);
  const entity = data === undefined ? undefined : parseEntity(provider, data);
  return entity?.name.toLowerCase() === name.toLowerCase() ? entity : undefined;
}

/** The names of entities, by id. Entities that are gone have none. */
export function createEntityNames(api: Api, provider: string): (id: string) => Promise<string | undefined> {
  const names = new Map<string, Promise<string | undefined>>();
  const read = async (id: string): Promise<string | undefined> => {
    const data = await api.get(`identity/entity/id/${encodeURIComponent(id)}`);
    return data === undefined ? undefined : parseEntity(provider, data).name;
  };
  return (id) => {
    const name = names.get(id) ?? read(id);
    names.set(id, name);
    return name;
  };
}

function parseEntity(provider: string, data: unknown): Entity {
  const [id, name] = [fieldOf(data, "id"), fieldOf(data, "name")];
  if (typeof id === "string" && typeof name === "string" && id !== "") return { id, name };
  throw new ProviderError(provider, "UNEXPECTED", new Error("An entity without id or name"));
}
