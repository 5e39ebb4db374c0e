import {
  createFakeGoogle,
  denied,
  error,
  type FakeAnswer,
  type FakeCall,
  type FakeGoogle,
  notFound,
} from "../google/fake-google.ts";

export interface FakeMember {
  id: string;
  email: string;
  type: "USER" | "GROUP" | "SERVICE_ACCOUNT";
  roles: string[];
  expires?: Date;
}

/** The Cloud Identity Groups API for one group, by the sentences of Google's documentation that each rule names. */
export interface FakeGroups extends FakeGoogle {
  /** By the end of its resource name. */
  readonly members: Map<string, FakeMember>;
  readonly group: {
    name: string;
    email: string;
    parent: string;
    labels: Record<string, string>;
    displayName: string;
    description: string;
  };
  clock: Date;
  isThere: boolean;
  /** The account may not see the group: Google says that permission is denied, "or it may not exist". */
  isHidden: boolean;
  /** `refuses`: the edition has no expiry of memberships. `forgets`: it takes an end and keeps none. */
  expiry: "keeps" | "refuses" | "forgets";
  /** So many lookups of members do not show the newest member yet. */
  lag: number;
  /** An administrator's own change. */
  add(email: string, member?: Partial<FakeMember>): void;
  remove(email: string): void;
  /** Whether the person is a member now. */
  has(email: string): boolean;
}

interface Body {
  readonly preferredMemberKey?: { readonly id?: string };
  readonly roles?: readonly RoleBody[];
  readonly updateRolesParams?: readonly { readonly fieldMask: string; readonly membershipRole: RoleBody }[];
}

interface RoleBody {
  readonly name: string;
  readonly expiryDetail?: { readonly expireTime: string };
}

const isBody = (value: unknown): value is Body => typeof value === "object" && value !== null;
const ok = (body: object): FakeAnswer => ({ status: 200, body });
const invalid = error(400, "INVALID_ARGUMENT");

export function createFakeGroups(deadlineSeconds: number): FakeGroups {
  const members = new Map<string, FakeMember>();
  const group = {
    ...{ name: "02grqrue4gb58m7", email: "orders-readonly@example.com", parent: "customers/C046psxkn" },
    labels: { "cloudidentity.googleapis.com/groups.discussion_forum": "" },
    ...{ displayName: "Orders, reading", description: "May read orders in production." },
  };
  const google = createFakeGoogle({
    ...{ deadlineSeconds, answer },
    writes: (method) => method !== "GET",
    lists: ({ searchParams }) => searchParams.has("pageToken"),
  });

  function answer({ id, parts, query, body }: FakeCall): FakeAnswer | undefined {
    if (groups.isHidden) return denied;
    const method = id.replace("cloudidentity.groups.", "");
    if (method === "lookup")
      return groups.isThere && query.get("groupKey.id") === group.email
        ? ok({ name: `groups/${group.name}` })
        : notFound;
    if (!groups.isThere || parts[2] !== group.name) return notFound;
    if (method === "get")
      return ok({
        ...{ name: `groups/${group.name}`, parent: group.parent, labels: group.labels },
        ...{ displayName: group.displayName, description: group.description },
      });
    const given = isBody(body) ? body : {};
    if (method === "memberships.list") return list(query);
    if (method === "memberships.create") return create(given);
    if (method === "memberships.lookup") return look(query.get("memberKey.id") ?? "");
    const [key, member] = [parts[4] ?? "", alive().get(parts[4] ?? "")];
    if (member === undefined) return notFound;
    if (method === "memberships.get") return ok(show(key, member));
    if (method === "memberships.modifyMembershipRoles") return modify(key, member, given);
    if (method !== "memberships.delete") return undefined;
    members.delete(key);
    return ok({ done: true, response: {} });
  }

  // "ExpiryDetail": the time at which the role will expire.
  function alive(): Map<string, FakeMember> {
    for (const [key, { expires }] of members)
      if (expires !== undefined && expires <= groups.clock) members.delete(key);
    return members;
  }

  const show = (key: string, { email, type, roles, expires }: FakeMember) => ({
    ...{ name: `groups/${group.name}/memberships/${key}`, preferredMemberKey: { id: email }, type },
    roles: roles.map((name) =>
      name === "MEMBER" && expires !== undefined
        ? { name, expiryDetail: { expireTime: expires.toISOString() } }
        : { name },
    ),
  });

  function look(email: string): FakeAnswer {
    const newest = [...alive().keys()].at(-1);
    const found = [...members].find(([, member]) => member.email === email);
    if (found !== undefined && found[0] === newest && groups.lag > 0) {
      groups.lag--;
      return notFound;
    }
    return found === undefined ? notFound : ok({ name: `groups/${group.name}/memberships/${found[0]}` });
  }

  // "memberships.list", pageSize: "the number of results returned may be less than this value even if there are more available results"; at most
  // 500 for FULL. View BASIC: only basic information, so no roles.
  function list(query: URLSearchParams): FakeAnswer {
    if (Number(query.get("pageSize")) > (query.get("view") === "FULL" ? 500 : 1000)) return invalid;
    const all = [...alive()].map(([key, member]) => show(key, member));
    const at = Number(query.get("pageToken") ?? "0");
    const memberships = all
      .slice(at, at + 1)
      .map(({ roles, ...basic }) => (query.get("view") === "FULL" ? { ...basic, roles } : basic));
    return ok({ memberships, ...(at + 1 < all.length && { nextPageToken: String(at + 1) }) });
  }

  function create({ preferredMemberKey, roles = [{ name: "MEMBER" }] }: Body): FakeAnswer {
    const email = preferredMemberKey?.id ?? "";
    const user = google.users.get(email);
    if (user === undefined || Object.hasOwn(group.labels, "cloudidentity.googleapis.com/groups.dynamic"))
      return invalid;
    // "MembershipRole", expiryDetail: may be set if the name is MEMBER, and must not be otherwise.
    if (roles.some(({ name, expiryDetail }) => name !== "MEMBER" && expiryDetail !== undefined))
      return invalid;
    const time = roles.find(({ name }) => name === "MEMBER")?.expiryDetail?.expireTime;
    // "Managing membership expirations": only in some editions.
    if (time !== undefined && groups.expiry === "refuses") return error(400, "FAILED_PRECONDITION");
    // Seen in salrashid123/iam_autorevoke, issue 1: 409, "it already exists".
    if ([...alive().values()].some((member) => member.email === email)) return error(409, "ALREADY_EXISTS");
    const end = groups.expiry === "forgets" ? undefined : time;
    groups.add(email, {
      roles: roles.map(({ name }) => name),
      ...(end !== undefined && { expires: new Date(end) }),
    });
    return ok({ done: groups.lag === 0 });
  }

  // "UpdateMembershipRolesParams": the mask may only contain the field `expiry_detail.expire_time`; only MEMBER can be updated.
  function modify(key: string, member: FakeMember, { updateRolesParams = [] }: Body): FakeAnswer {
    for (const { fieldMask, membershipRole } of updateRolesParams) {
      if (fieldMask !== "expiry_detail.expire_time" || membershipRole.name !== "MEMBER") return invalid;
      if (membershipRole.expiryDetail === undefined) return invalid;
      member.expires = new Date(membershipRole.expiryDetail.expireTime);
    }
    return ok({ membership: show(key, member) });
  }

  const groups: FakeGroups = Object.assign(google, {
    ...{ members, group, isThere: true, isHidden: false, lag: 0, clock: new Date("2026-11-20T12:00:00Z") },
    expiry: "keeps" as const,
    add(email: string, change: Partial<FakeMember> = {}) {
      const id = google.users.get(email)?.id ?? email.replaceAll(/\W/gu, "");
      members.set(id, { id, email, type: "USER", roles: ["MEMBER"], ...change });
    },
    remove(email: string) {
      for (const [key, member] of members) if (member.email === email) members.delete(key);
    },
    has: (email: string) => [...alive().values()].some((member) => member.email === email),
  });
  return groups;
}
