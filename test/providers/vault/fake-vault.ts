import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { HttpFetch } from "../../../src/providers/adapter/http.ts";
import type { Disturbance } from "../conformance.ts";
import { assertDescribed } from "./description.ts";

interface FakeGroup {
  policies: string[];
  metadata: Record<string, string>;
  member_entity_ids: string[];
  member_group_ids: string[];
}

/** The part of Vault that the adapter uses, by the sentences of its documentation that each rule names. */
export interface FakeVault {
  readonly fetch: HttpFetch;
  readonly groups: Map<string, FakeGroup>;
  /** The texts of policies, of which Hallpass sees those that `rights` let it read. */
  readonly policies: Map<string, string>;
  readonly token: { current: string };
  clusterId: string;
  rights: Record<string, readonly string[]>;
  isDown: boolean;
  disturbance: Disturbance | undefined;
  /** Whether a new login would be refused. */
  refusesLogin: boolean;
  entityId(name: string): string;
  addEntity(name: string): void;
  renameEntity(from: string, to: string): void;
  mergeEntity(from: string, to: string): void;
  /** The policies of the next request of an entity, by its id. */
  policiesOf(id: string): string[];
}

type Answer = readonly [status: number, body?: object];

const NOT_FOUND: Answer = [404, { errors: [] }];
const DENIED: Answer = [403, { errors: ["permission denied"] }];

export const secretId = "s3cret-id-of-hallpass";

export function createFakeVault(deadlineSeconds: number): FakeVault {
  const groups = new Map<string, FakeGroup>();
  const entities = new Map<string, string>();
  const token = { current: "" };

  function answer(method: string, url: URL, headers: Record<string, string>, body: string): Answer {
    const path = url.pathname.replace(/^\/v1\//u, "");
    const given = body === "" ? {} : JSON.parse(body);
    // "/sys/health": unauthenticated; 200 if initialized, unsealed and active.
    if (path === "sys/health")
      return [200, { initialized: true, sealed: false, cluster_id: vault.clusterId }];
    // "AppRole", login: the answer has auth.client_token and auth.lease_duration.
    if (path === "auth/approle/login") {
      if (vault.refusesLogin || given.secret_id !== secretId)
        return [400, { errors: ["invalid role or secret ID"] }];
      token.current = `hvs.${randomUUID()}`;
      return [200, { auth: { client_token: token.current, lease_duration: 3600 } }];
    }
    // "HTTP API", authentication: the token is in X-Vault-Token. 403: the token is wrong or lacks a right.
    if (token.current === "" || headers["X-Vault-Token"] !== token.current) return DENIED;
    if (path === "sys/capabilities-self")
      return [
        200,
        {
          data: Object.fromEntries(given.paths.map((each: string) => [each, vault.rights[each] ?? ["deny"]])),
        },
      ];
    const name = decodeURIComponent(path.split("/").at(-1) ?? "");
    if (path.startsWith("sys/policies/acl/")) return readPolicy(name);
    if (path.startsWith("identity/entity/")) return readEntity(path.split("/")[2] ?? "", name);
    return path === "identity/group/name/" ? listGroups() : useGroup(method, name, given);
  }

  // "/sys/policies", read ACL policy. The answer has the text in HCL or JSON as it was written.
  function readPolicy(name: string): Answer {
    if (!vault.rights[`sys/policies/acl/${name}`]?.includes("read")) return DENIED;
    const policy = vault.policies.get(name);
    return policy === undefined ? NOT_FOUND : [200, { data: { name, policy } }];
  }

  function readEntity(by: string, key: string): Answer {
    const found = [...entities].find(([name, id]) => (by === "id" ? id : name) === key);
    return found === undefined ? NOT_FOUND : [200, { data: { name: found[0], id: found[1], policies: [] } }];
  }

  // "HTTP API": a listing without results is answered with 404 and no errors.
  const listGroups = (): Answer =>
    groups.size === 0 ? NOT_FOUND : [200, { data: { keys: [...groups.keys()] } }];

  // "group": create or update by name, read by name, delete by name.
  function useGroup(method: string, name: string, given: Partial<FakeGroup>): Answer {
    const there = groups.get(name);
    if (method === "DELETE") return groups.delete(name) ? [204] : [204];
    if (method === "GET")
      return there === undefined ? NOT_FOUND : [200, { data: { id: name, name, ...there } }];
    const empty = { policies: [], metadata: {}, member_entity_ids: [], member_group_ids: [] };
    groups.set(name, { ...empty, ...there, ...given });
    return there === undefined ? [200, { data: { id: name, name } }] : [204];
  }

  const vault: FakeVault = {
    ...{ groups, token, clusterId: randomUUID(), rights: {}, isDown: false, refusesLogin: false },
    ...{ disturbance: undefined, policies: new Map() },
    entityId: (name) => entities.get(name) ?? "",
    addEntity: (name) => entities.set(name, randomUUID()),
    renameEntity(from, to) {
      entities.set(to, entities.get(from) ?? "");
      entities.delete(from);
    },
    // "Entity", merge: from_entity_ids are merged into to_entity_id and are gone; all their groups get the latter.
    mergeEntity(from, to) {
      const [lost, kept] = [entities.get(from) ?? "", entities.get(to) ?? ""];
      for (const group of groups.values())
        group.member_entity_ids = group.member_entity_ids.map((id) => (id === lost ? kept : id));
      entities.delete(from);
    },
    // "Identity", groups: policies of a group are granted to its members, evaluated at request time.
    policiesOf: (id) =>
      [...groups.values()].flatMap(({ member_entity_ids, policies }) =>
        member_entity_ids.includes(id) ? policies : [],
      ),
    async fetch(url, { method, headers, body, signal }) {
      assertDescribed(method, url, body);
      const { disturbance } = vault;
      // "Resource quotas", exempt routes: sys/health is not limited.
      if (disturbance === "throttled" && url.pathname !== "/v1/sys/health")
        return new Response('{"errors":["rate limit"]}', { status: 429, headers: { "retry-after": "7" } });
      if (disturbance === "slow") {
        const late = pause((deadlineSeconds + 0.5) * 1000).then(() =>
          answer(method, url, headers, body ?? ""),
        );
        return Promise.race([late.then(respond), aborted(signal)]);
      }
      if (vault.isDown) return respond([503, { errors: ["Vault is sealed"] }]);
      const given = answer(method, url, headers, body ?? "");
      if (disturbance === "lost-answer") throw new TypeError("fetch failed");
      return disturbance === "fails-after" ? respond([500, { errors: ["internal error"] }]) : respond(given);
    },
  };
  return vault;
}

const respond = ([status, body]: Answer): Response =>
  new Response(body === undefined ? null : JSON.stringify(body), { status });

const aborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
