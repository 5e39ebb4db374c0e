import { compileEntry } from "../adapter/entry-schema.ts";

/** The parts of a server's answers that the adapter uses. Anything else in them is left alone. */
const text = { type: "string", minLength: 1 } as const;
const meta = { type: "object", properties: { version: { type: "string" } } } as const;

/** RFC 7643, section 4.1. An attribute that the server left out may be unassigned. */
export interface User {
  readonly id: string;
  readonly active?: boolean;
}

/** RFC 7643, section 4.2. */
export interface Member {
  /** The id of a User or a Group. */
  readonly value: string;
  readonly type?: string;
  readonly $ref?: string;
}

export interface GroupAnswer {
  readonly id: string;
  readonly displayName?: string;
  /** Absent: unassigned, or not returned (RFC 7643, section 2.5). */
  readonly members?: readonly Member[] | null;
  readonly meta?: { readonly version?: string };
}

export interface Page {
  readonly totalResults: number;
  readonly Resources?: readonly unknown[];
}

interface Support {
  readonly supported: boolean;
}

/** RFC 7643, section 5. */
export interface ServiceAnswer {
  readonly patch?: Support;
  readonly filter?: Support;
  readonly etag?: Support;
}

/** RFC 7643, section 7: the part that says when an attribute is returned. */
export interface SchemaAnswer {
  readonly attributes: readonly { readonly name: string; readonly returned?: string }[];
}

const support = { type: "object", required: ["supported"], properties: { supported: { type: "boolean" } } };

export const isUser = compileEntry<User>({
  type: "object",
  required: ["id"],
  properties: { id: text, active: { type: "boolean" } },
});

export const isGroup = compileEntry<GroupAnswer>({
  type: "object",
  required: ["id"],
  properties: {
    id: text,
    displayName: { type: "string" },
    meta,
    members: {
      type: ["array", "null"],
      items: {
        type: "object",
        required: ["value"],
        properties: { value: text, type: { type: "string" }, $ref: { type: "string" } },
      },
    },
  },
});

/** RFC 7644, section 3.4.2. */
export const isPage = compileEntry<Page>({
  type: "object",
  required: ["totalResults"],
  properties: { totalResults: { type: "integer", minimum: 0 }, Resources: { type: "array" } },
});

export const isService = compileEntry<ServiceAnswer>({
  type: "object",
  properties: { patch: support, filter: support, etag: support },
});

export const isSchema = compileEntry<SchemaAnswer>({
  type: "object",
  required: ["attributes"],
  properties: {
    attributes: {
      type: "array",
      items: {
        type: "object",
        required: ["name"],
        properties: { name: { type: "string" }, returned: { type: "string" } },
      },
    },
  },
});
