import { randomUUID } from "node:crypto";
import { compileEntry } from "../../../../src/providers/adapter/entry-schema.ts";
import { type Attributes, allows, coversAll, type PolicyRule } from "./authorizer.ts";
import { type Asked, findViolation, fits } from "./description.ts";

export interface Subject {
  readonly kind: string;
  readonly apiGroup?: string;
  readonly name: string;
  readonly namespace?: string;
}

/** A RoleBinding or ClusterRoleBinding, as it is stored. */
export interface Stored {
  readonly metadata: {
    readonly name: string;
    readonly uid: string;
    readonly resourceVersion: string;
    readonly creationTimestamp: string;
    readonly deletionTimestamp?: string;
    readonly finalizers?: readonly string[];
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly roleRef: { readonly apiGroup: string; readonly kind: string; readonly name: string };
  readonly subjects?: readonly Subject[];
}

interface Role {
  readonly uid: string;
  readonly rules: readonly PolicyRule[];
}

export interface User {
  readonly kind: "User" | "Group" | "ServiceAccount";
  readonly name: string;
  readonly namespace?: string;
}

const RBAC = "rbac.authorization.k8s.io";
const GROUP_PATH = `/apis/${RBAC}/v1`;
const OWN_REVIEWS = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";
const REVIEWS = "/apis/authorization.k8s.io/v1/subjectaccessreviews";
const LEASES = "/apis/coordination.k8s.io/v1/";
const REMOVAL_LABEL = "cleanup.kyverno.io/ttl";
/** "Setting a limit may return fewer than the requested amount of items" (ListOptions). */
const MOST_ITEMS = 2;

const text = { type: "string" };
const isWritten = compileEntry<Omit<Stored, "metadata"> & { readonly metadata: Partial<Stored["metadata"]> }>(
  {
    type: "object",
    required: ["metadata", "roleRef"],
    properties: {
      metadata: { type: "object" },
      roleRef: { type: "object", required: ["apiGroup", "kind", "name"] },
      subjects: { type: "array", items: { type: "object", required: ["kind", "name"] } },
    },
  },
);
const isDeleteOptions = compileEntry<{ readonly preconditions?: { readonly uid?: string } }>({
  type: "object",
});
const isReview = compileEntry<{
  readonly spec: {
    readonly user?: string;
    readonly resourceAttributes: {
      readonly namespace?: string;
      readonly group?: string;
      readonly resource: string;
      readonly subresource?: string;
      readonly name?: string;
      readonly verb: string;
    };
  };
}>({
  type: "object",
  required: ["spec"],
  properties: {
    spec: {
      type: "object",
      required: ["resourceAttributes"],
      properties: {
        resourceAttributes: { type: "object", required: ["resource", "verb"], properties: { verb: text } },
      },
    },
  },
});

/** The body of a failure ("API Conventions", "Response Status Kind"). */
const status = (code: number, reason: string, message: string): Response =>
  Response.json(
    { kind: "Status", apiVersion: "v1", status: "Failure", reason, message, code },
    { status: code },
  );

const answer = (body: object, code = 200): Response => Response.json(body, { status: code });

/**
 * The part of an API server that the adapter talks to, in memory. Each rule cites the sentence of Kubernetes' documentation it follows; the
 * same suite was run against kube-apiserver 1.20.2, and docs/providers/kubernetes.md says with what result.
 */
export class FakeCluster {
  readonly namespaces = new Map<string, string>([["kube-system", randomUUID()]]);
  /** By name. */
  readonly clusterRoles = new Map<string, Role>();
  /** By namespace and name: `orders/reader`. */
  readonly roles = new Map<string, Role>();
  readonly accounts = new Map<string, string>();
  /** By namespace, or "" for the whole cluster, and name. */
  readonly bindings = new Map<string, Stored>();
  /** The time of the last renewal, by namespace and name. */
  readonly leases = new Map<string, string>();
  readonly tokens = new Map<string, User>();
  /** Requests that Kubernetes' description of its API does not allow. */
  readonly violations: string[] = [];
  /** An admission webhook refuses to delete bindings. */
  refusesDeletion = false;
  /** An admission webhook puts the subjects of a binding back. */
  keepsSubjects = false;
  /** So many requests are answered with 429: "HTTP 429 [...] Retry-After" ("API Priority and Fairness"). */
  tooMany = 0;
  /** So many times a continue token has expired. */
  expirations = 0;
  private versions = 1;
  private readonly pages = new Map<string, readonly Stored[]>();

  readonly addRole = (name: string, rules: readonly PolicyRule[], namespace?: string): void => {
    const role = { uid: randomUUID(), rules };
    if (namespace === undefined) this.clusterRoles.set(name, role);
    else this.roles.set(`${namespace}/${name}`, role);
  };

  /** Made by an administrator, whom nothing is refused. */
  readonly addBinding = (
    namespace: string,
    name: string,
    role: string,
    subjects: readonly Subject[],
  ): void => {
    const [kind = "", roleName = ""] = role.split("/");
    this.store(namespace, {
      metadata: { name },
      roleRef: { apiGroup: RBAC, kind, name: roleName },
      subjects,
    });
  };

  /** Whether the access rules allow it. RBAC reads every stored binding, also one that is being deleted. */
  authorize(user: User, attributes: Attributes): boolean {
    return this.rulesOf(user, attributes.namespace).some((rule) => allows(rule, attributes));
  }

  private rulesOf(user: User, namespace: string | undefined): PolicyRule[] {
    const found: PolicyRule[] = [];
    for (const [key, { roleRef, subjects = [] }] of this.bindings) {
      const [where = ""] = key.split("/");
      if (where !== "" && where !== namespace) continue;
      const isSubject = subjects.some(
        ({ kind, name, namespace: home }) =>
          kind === user.kind && name === user.name && home === user.namespace,
      );
      if (isSubject) found.push(...(this.findRole(where, roleRef)?.rules ?? []));
    }
    return found;
  }

  private findRole(namespace: string, { kind, name }: Stored["roleRef"]): Role | undefined {
    return kind === "Role" ? this.roles.get(`${namespace}/${name}`) : this.clusterRoles.get(name);
  }

  readonly handle = async (request: Request): Promise<Response> => {
    if (this.tooMany > 0) {
      this.tooMany--;
      return new Response("Too many requests, please try again later.", {
        status: 429,
        headers: { "retry-after": "1" },
      });
    }
    const token = request.headers.get("authorization")?.replace(/^Bearer /u, "") ?? "";
    const user = this.tokens.get(token);
    if (user === undefined) return status(401, "Unauthorized", "Unauthorized");
    const written = await request.text();
    const asked: Asked = {
      ...{ method: request.method, url: new URL(request.url), type: request.headers.get("content-type") },
      body: written === "" ? undefined : JSON.parse(written),
    };
    const violation = findViolation(asked);
    if (violation !== undefined) {
      this.violations.push(`${asked.method} ${asked.url.pathname}: ${violation}`);
      return status(400, "BadRequest", violation);
    }
    return this.route(user, asked);
  };

  private route(user: User, asked: Asked): Response {
    const { pathname } = asked.url;
    if (pathname === OWN_REVIEWS) return this.review(user, asked.body);
    if (pathname === REVIEWS) return this.reviewOther(user, asked.body);
    const parts = pathname.split("/").slice(1).map(decodeURIComponent);
    if (pathname.startsWith(LEASES)) return this.getLease(user, parts[4] ?? "", parts[6] ?? "");
    if (pathname.startsWith("/api/v1/")) {
      const [, , , namespace = "", resource, name = ""] = parts;
      return resource === undefined
        ? this.getOne(
            user,
            { group: "", resource: "namespaces", name: namespace, namespace, verb: "get" },
            this.namespaces.get(namespace),
          )
        : this.getOne(
            user,
            { group: "", resource, name, namespace, verb: "get" },
            this.accounts.get(`${namespace}/${name}`),
          );
    }
    const rest = parts.slice(GROUP_PATH.split("/").length - 1);
    const [namespace, resource = "", name] =
      rest[0] === "namespaces" ? [rest[1] ?? "", rest[2], rest[3]] : ["", rest[0], rest[1]];
    if (resource.endsWith("roles")) return this.getRole(user, namespace, resource, name ?? "");
    return this.onBinding(user, asked, { namespace, resource, ...(name !== undefined && { name }) });
  }

  private readonly forbid = (user: User, { verb, resource, name = "" }: Attributes): Response =>
    status(403, "Forbidden", `${resource} "${name}" is forbidden: User "${user.name}" cannot ${verb} it`);

  private readonly missing = (resource: string, name: string): Response =>
    status(404, "NotFound", `${resource} "${name}" not found`);

  private getOne(user: User, attributes: Attributes, uid: string | undefined): Response {
    if (!this.authorize(user, attributes)) return this.forbid(user, attributes);
    const { name = "", resource } = attributes;
    return uid === undefined ? this.missing(resource, name) : answer({ metadata: { name, uid } });
  }

  private getRole(user: User, namespace: string, resource: string, name: string): Response {
    const attributes = { group: RBAC, resource, name, verb: "get", ...(namespace && { namespace }) };
    if (!this.authorize(user, attributes)) return this.forbid(user, attributes);
    const role = resource === "roles" ? this.roles.get(`${namespace}/${name}`) : this.clusterRoles.get(name);
    return role === undefined
      ? this.missing(resource, name)
      : answer({ metadata: { name, uid: role.uid }, rules: role.rules });
  }

  /** "allows any user to make" one: the default binding system:basic-user ("Discovery roles"). */
  private review(user: User, body: unknown): Response {
    if (!isReview(body)) return status(422, "Invalid", "spec is missing");
    const { group = "", resource, subresource, verb, name, namespace } = body.spec.resourceAttributes;
    const attributes: Attributes = {
      ...{ group, verb, resource: subresource === undefined ? resource : `${resource}/${subresource}` },
      ...(name !== undefined && { name }),
      ...(namespace !== undefined && { namespace }),
    };
    return answer({ spec: body.spec, status: { allowed: this.authorize(user, attributes) } }, 201);
  }

  private reviewOther(user: User, body: unknown): Response {
    const attributes = { group: "authorization.k8s.io", resource: "subjectaccessreviews", verb: "create" };
    if (!this.authorize(user, attributes)) return this.forbid(user, attributes);
    const [, , namespace = "", name = ""] = (isReview(body) && body.spec.user?.split(":")) || [];
    return this.review({ kind: "ServiceAccount", namespace, name }, body);
  }

  private getLease(user: User, namespace: string, name: string): Response {
    const attributes = { group: "coordination.k8s.io", resource: "leases", verb: "get", namespace, name };
    if (!this.authorize(user, attributes)) return this.forbid(user, attributes);
    const renewTime = this.leases.get(`${namespace}/${name}`);
    return renewTime === undefined ? this.missing("leases", name) : answer({ spec: { renewTime } });
  }

  /** Kyverno's cleanup controller at a time: "an absolute time in ISO 8601 format, such as 2023-10-04T003000Z" ("TTL Cleanup"). */
  cleanUp(now: Date): void {
    for (const [key, { metadata }] of this.bindings) {
      const [, date = "", hour = "", minute = "", second = ""] =
        /^(\d{4}-\d\d-\d\d)T(\d\d)(\d\d)(\d\d)Z$/u.exec(metadata.labels?.[REMOVAL_LABEL] ?? "") ?? [];
      if (date !== "" && Date.parse(`${date}T${hour}:${minute}:${second}Z`) < now.getTime())
        this.bindings.delete(key);
    }
  }

  private onBinding(
    user: User,
    { method, url, body }: Asked,
    { namespace, resource, name }: { namespace: string; resource: string; name?: string },
  ): Response {
    const verbs: Record<string, string> = {
      ...{ POST: "create", PATCH: "patch", DELETE: "delete" },
      GET: name === undefined ? "list" : "get",
    };
    const attributes: Attributes = {
      ...{ group: RBAC, resource, verb: verbs[method] ?? method },
      ...(namespace && { namespace }),
      ...(name !== undefined && { name }),
    };
    if (!this.authorize(user, attributes)) return this.forbid(user, attributes);
    if (name === undefined)
      return method === "GET" ? this.list(namespace, url.searchParams) : this.create(user, namespace, body);
    const there = this.bindings.get(`${namespace}/${name}`);
    if (there === undefined) return this.missing(resource, name);
    if (method === "GET") return answer(there);
    return method === "DELETE"
      ? this.remove(namespace, there, body)
      : this.patch(user, namespace, there, body);
  }

  /**
   * "If the specified continue value is no longer valid [...] the server will respond with a 410 ResourceExpired error"; the pages of one list
   * are of one snapshot (ListOptions, `continue` and `limit`).
   */
  private list(namespace: string, query: URLSearchParams): Response {
    const token = query.get("continue");
    const all = token === null ? this.listAll(namespace) : this.pages.get(token);
    if (all === undefined) return status(400, "BadRequest", "continue key is not valid");
    if (token !== null && this.expirations > 0) {
      this.expirations--;
      return status(410, "Expired", "The provided continue parameter is too old");
    }
    const size = Math.min(Number(query.get("limit") ?? MOST_ITEMS), MOST_ITEMS);
    const rest = all.slice(size);
    const next = rest.length > 0 ? randomUUID() : "";
    if (next !== "") this.pages.set(next, rest);
    return answer({
      metadata: { resourceVersion: String(this.versions), continue: next },
      items: all.slice(0, size),
    });
  }

  private readonly listAll = (namespace: string): Stored[] =>
    [...this.bindings].filter(([key]) => key.startsWith(`${namespace}/`)).map(([, binding]) => binding);

  /** "409 StatusConflict: [...] the request attempted to create a resource that already exists" ("API Conventions", "HTTP Status codes"). */
  private create(user: User, namespace: string, body: unknown): Response {
    if (!isWritten(body)) return status(422, "Invalid", "roleRef is missing");
    const name = body.metadata.name ?? "";
    const mistake = findMistake(name, namespace, body);
    if (mistake !== undefined) return status(422, "Invalid", mistake);
    if (namespace !== "" && !this.namespaces.has(namespace)) return this.missing("namespaces", namespace);
    if (this.bindings.has(`${namespace}/${name}`))
      return status(409, "AlreadyExists", `"${name}" already exists`);
    if (!this.mayBind(user, namespace, body.roleRef))
      return status(
        403,
        "Forbidden",
        `user "${user.name}" is attempting to grant RBAC permissions not currently held`,
      );
    return answer(this.store(namespace, body), 201);
  }

  /** "Restrictions on role binding creation or update": all permissions of the role, or `bind` on it. */
  private mayBind(user: User, namespace: string, roleRef: Stored["roleRef"]): boolean {
    const where = namespace === "" ? {} : { namespace };
    const resource = roleRef.kind === "Role" ? "roles" : "clusterroles";
    if (this.authorize(user, { group: RBAC, resource, name: roleRef.name, verb: "bind", ...where }))
      return true;
    const role = this.findRole(namespace, roleRef);
    return role !== undefined && coversAll(this.rulesOf(user, namespace || undefined), role.rules);
  }

  private store(
    namespace: string,
    body: Omit<Stored, "metadata"> & { readonly metadata: Partial<Stored["metadata"]> },
  ): Stored {
    const { name = "" } = body.metadata;
    const stored: Stored = {
      ...body,
      metadata: {
        creationTimestamp: "2026-11-20T12:00:00Z",
        uid: randomUUID(),
        ...body.metadata,
        ...{ name, resourceVersion: String(++this.versions) },
      },
    };
    this.bindings.set(`${namespace}/${name}`, stored);
    return stored;
  }

  /**
   * "The API server [...] modifies the object to add a metadata.deletionTimestamp field [and] prevents the object from being removed until all
   * items are removed from its metadata.finalizers field" ("Finalizers"). A webhook's refusal is a 403 ("Dynamic Admission Control").
   */
  private remove(namespace: string, there: Stored, options: unknown): Response {
    const { uid } = (isDeleteOptions(options) && options.preconditions) || {};
    if (uid !== undefined && uid !== there.metadata.uid)
      return status(409, "Conflict", "Precondition failed: UID in precondition does not match");
    if (this.refusesDeletion) return status(403, "Forbidden", "admission webhook denied the request");
    if ((there.metadata.finalizers ?? []).length > 0) {
      const deletionTimestamp = "2026-11-20T13:00:00Z";
      return answer(this.store(namespace, { ...there, metadata: { ...there.metadata, deletionTimestamp } }));
    }
    this.bindings.delete(`${namespace}/${there.metadata.name}`);
    return answer({ kind: "Status", apiVersion: "v1", status: "Success" });
  }

  /** A JSON merge patch (RFC 7396). "After you create a binding, you cannot change the Role or ClusterRole that it refers to": 422. */
  private patch(user: User, namespace: string, there: Stored, body: unknown): Response {
    const patched = mergePatch(there, body);
    if (!isWritten(patched)) return status(422, "Invalid", "roleRef is missing");
    if (patched.metadata.uid !== there.metadata.uid)
      return status(409, "Conflict", "Precondition failed: UID");
    if (JSON.stringify(patched.roleRef) !== JSON.stringify(there.roleRef))
      return status(422, "Invalid", "roleRef: Invalid value: cannot change roleRef");
    const mistake = findMistake(there.metadata.name, namespace, patched);
    if (mistake !== undefined) return status(422, "Invalid", mistake);
    const isOnlyMetadata = JSON.stringify(patched.subjects) === JSON.stringify(there.subjects);
    if (!isOnlyMetadata && !this.mayBind(user, namespace, there.roleRef))
      return status(403, "Forbidden", "attempting to grant RBAC permissions not currently held");
    const { deletionTimestamp, finalizers = [] } = patched.metadata;
    if (deletionTimestamp !== undefined && finalizers.length === 0) {
      this.bindings.delete(`${namespace}/${there.metadata.name}`);
      return answer(there);
    }
    const { subjects } = this.keepsSubjects ? there : patched;
    return answer(this.store(namespace, { ...patched, ...(subjects && { subjects }) }));
  }
}

/** What is wrong with a binding ("Object Names and IDs", "Path Segment Names"; Subject; RoleRef). */
function findMistake(name: string, namespace: string, body: Pick<Stored, "roleRef" | "subjects">) {
  if (name === "" || name === "." || name === ".." || /[/%]/u.test(name))
    return "metadata.name: Invalid value";
  const shape = fits(`io.k8s.api.rbac.v1.${namespace === "" ? "ClusterRoleBinding" : "RoleBinding"}`, body);
  if (shape !== undefined) return shape;
  const { roleRef, subjects = [] } = body;
  if (roleRef.apiGroup !== RBAC) return "roleRef.apiGroup: Unsupported value";
  if (roleRef.kind !== "ClusterRole" && (roleRef.kind !== "Role" || namespace === ""))
    return "roleRef.kind: Unsupported value";
  for (const { kind, apiGroup, name: who, namespace: home } of subjects) {
    if (who === "") return "subjects.name: Required value";
    if (kind === "ServiceAccount" ? (apiGroup ?? "") !== "" || !home : apiGroup !== RBAC || home)
      return "subjects: Invalid value";
  }
  return undefined;
}

function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isRecord(patch)) return patch;
  const merged: Record<string, unknown> = { ...(isRecord(target) ? target : {}) };
  for (const [key, value] of Object.entries(patch))
    if (value === null) delete merged[key];
    else merged[key] = mergePatch(merged[key], value);
  return merged;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
