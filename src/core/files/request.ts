import type { FromSchema } from "json-schema-to-ts";
import {
  addFindings,
  addMistakes,
  MAX_DOCUMENT_BYTES,
  type Parsed,
  parseDocument,
} from "../document/document.ts";
import { buildValidator, personLogin, providerName, resourceName, roleName } from "../document/schema.ts";
import { locateIn, readText } from "../document/text.ts";
import { type Finding, mistake, type Place } from "../findings/finding.ts";
import { DURATION_PATTERN } from "../text/duration.ts";
import { INSTANT_PATTERN, parseInstant } from "../text/instant.ts";
import { findSecrets } from "../text/secrets.ts";

export const requestSchema = {
  title: "Access request",
  description: "Who wants which access, for how long and why: one file, one pull request.",
  type: "object",
  additionalProperties: false,
  required: ["subject", "entitlements", "duration", "reason"],
  properties: {
    subject: {
      ...personLogin,
      description: "Who receives the access: a GitHub login, letters, digits, - and _",
    },
    entitlements: {
      description: "The requested access: 1 to 10 roles on resources",
      type: "array",
      minItems: 1,
      maxItems: 10,
      uniqueItems: true,
      items: {
        description: "A role on a resource at a provider",
        type: "object",
        additionalProperties: false,
        required: ["provider", "resource", "role"],
        properties: { provider: providerName, resource: resourceName, role: roleName },
        examples: [{ provider: "orders-db", resource: "orders", role: "readonly" }],
      },
      examples: [[{ provider: "orders-db", resource: "orders", role: "readonly" }]],
    },
    duration: {
      description: "For how long, from the merge: a whole number (1 to 9999) and s, m, h or d",
      type: "string",
      pattern: DURATION_PATTERN,
      examples: ["2h"],
    },
    start: {
      description:
        "When it begins, in UTC, instead of at the merge: date, T, time and Z. It is verified again then",
      type: "string",
      pattern: INSTANT_PATTERN,
      examples: ["2026-11-20T22:00Z"],
    },
    extends: {
      description:
        "The request it extends, as folder/name without .yaml: it begins where that one ends, for the duration",
      type: "string",
      pattern: "^[a-z0-9][a-z0-9._-]{0,99}/[a-z0-9][a-z0-9._-]{0,99}$",
      examples: ["payments/2026-11-20-alice-orders-readonly-7f3a"],
    },
    until: {
      description: "An event that ends it before its duration is over: { closed }",
      type: "object",
      additionalProperties: false,
      required: ["closed"],
      properties: {
        closed: {
          description:
            "Number of an open issue or pull request of this repository: when it closes, the access ends",
          type: "integer",
          minimum: 1,
          maximum: 1_000_000_000,
          examples: [17],
        },
      },
      examples: [{ closed: 17 }],
    },
    breakGlass: {
      description:
        "true in an emergency, where a policy has `breakGlass`: it is granted at once, everybody concerned is told, and it is reviewed afterwards",
      type: "boolean",
      const: true,
    },
    reason: {
      description: "Why, in words; the approver reads it. Up to 2000 characters, and not only spaces",
      type: "string",
      maxLength: 2000,
      pattern: "\\S",
      examples: ["Investigate stuck refunds for INC-1234"],
    },
  },
} as const;

export type AccessRequest = FromSchema<typeof requestSchema>;

const validate = buildValidator<AccessRequest>(requestSchema);

/** Reads a request as `parseDocument` does. A text that holds a secret is refused, even if it is valid otherwise. */
export function parseRequest(source: string | Uint8Array, file: string): Parsed<AccessRequest> {
  const parsed = addFindings(
    parseDocument(validate, source, file, MAX_DOCUMENT_BYTES, () => true),
    judgeTimes,
  );
  const { text } = readText(source, file, MAX_DOCUMENT_BYTES);
  const secrets = findSecrets(text ?? "");
  // An escape or a folded line can hide from the text what the value says.
  const hidden = secrets.length === 0 ? findSecrets(parsed.value?.reason ?? "") : [];
  const locate = locateIn(text ?? "");
  return addMistakes(parsed, [
    ...secrets.map(({ offset, certain }) => describeSecret(certain, { file, ...locate(offset) })),
    ...hidden
      .slice(0, 1)
      .map(({ certain }) =>
        describeSecret(certain, parsed.locate("/reason") ?? { file, line: 1, column: 1 }),
      ),
  ]);
}

/** Finds mistakes that the schema cannot express. */
function judgeTimes({ start, extends: extended }: AccessRequest): Finding[] {
  if (start === undefined) return [];
  if (parseInstant(start) === undefined)
    return [
      mistake("START_INVALID", `${start} is not a time that exists.`, "Write a time that exists.", "/start"),
    ];
  if (extended === undefined) return [];
  return [
    mistake(
      "START_AND_EXTENDS",
      `It starts at ${start} and also at the end of ${extended}: only one is possible.`,
      "Remove `start` or `extends`.",
      "/start",
    ),
  ];
}

const describeSecret = (certain: boolean, place: Place): Finding => {
  const { message, fix } = certain ? secret : maybeSecret;
  return { ...mistake("REASON_SECRET", message, fix, "/reason"), place };
};

const secret = {
  message: "There is something here that has the shape of a password, a token or a key.",
  fix: "Revoke that secret now, wherever it is used: this branch keeps it, and so does every copy. Then close the pull request and ask again from a new branch, without it: the old commits stay readable.",
};

const maybeSecret = {
  message: "There is something here that looks like a password, a token or a key.",
  fix: "If it is one, revoke it now, wherever it is used: this branch keeps it; then close the pull request and ask again from a new branch. If it is not one, reword the reason on this branch.",
};

/** The path of a request: `id` is `<team>/<name>`. */
export interface RequestPath {
  readonly id: string;
  readonly team: string;
  readonly name: string;
}

const pathShape = /^access-requests\/([a-z0-9][a-z0-9._-]{0,99})\/([a-z0-9][a-z0-9._-]{0,99})\.yaml$/;

/** Undefined for every path that is not exactly `access-requests/<team>/<name>.yaml` in strict ASCII. */
export function parseRequestPath(path: string): RequestPath | undefined {
  const [, team, name] = path.includes("..") ? [] : (pathShape.exec(path) ?? []);
  return team === undefined || name === undefined ? undefined : { id: `${team}/${name}`, team, name };
}

/** The path of a request id. Throws when no request can have this id. */
export function requestPath(id: string): string {
  const path = `access-requests/${id}.yaml`;
  if (parseRequestPath(path)?.id !== id)
    throw new Error(`"${id}" is not a request id such as payments/alice-1.`);
  return path;
}

/** Explains why no request is read from this path, and proposes a name for the file. */
export function explainPath(path: string): Finding {
  const better = proposePath(path);
  const ending = /\.yml$/iu.test(path) ? " It ends in .yml, and a request ends in .yaml." : "";
  return mistake(
    "PATH_INVALID",
    `${JSON.stringify(path)} is not access-requests/<team>/<name>.yaml in lower-case letters, digits, ".", "_" and "-".${ending}`,
    better === undefined ? moveFile(path) : `Rename the file to ${better}.`,
  );
}

const moveFile = (path: string): string =>
  /\.ya?ml/iu.test(path)
    ? "Move the file, for example to access-requests/payments/2026-11-20-alice-orders.yaml."
    : "Take it out. A request is a file such as access-requests/payments/2026-11-20-alice-orders.yaml.";

/** The nearest path a request can have, where the folder is known. */
function proposePath(path: string): string | undefined {
  const [root, team, name, ...deeper] = path.split("/");
  if (root !== "access-requests" || name === undefined || deeper.length > 0) return undefined;
  if (!/\.ya?ml$/iu.test(name)) return undefined;
  const plain = (text: string): string => text.toLowerCase().replace(/[^a-z0-9._-]+/gu, "-");
  const better = `access-requests/${plain(team ?? "")}/${plain(name.replace(/\.ya?ml$/iu, ""))}.yaml`;
  return parseRequestPath(better) === undefined ? undefined : better;
}

/** Files that may quote a request to explain it. */
const explains = /\.(?:md|markdown|mdx|rst|adoc|html?)$/iu;

/** True if a file in a wrong place looks like a request that its author meant to make. */
export function isMisplacedRequest(path: string, text: string): boolean {
  if (parseRequestPath(path) !== undefined) return false;
  if (explains.test(path)) return parseRequest(text, path).value !== undefined;
  return countFields(text, ["subject", "entitlements"]) > 0 && countFields(text, requestSchema.required) >= 3;
}

const countFields = (text: string, names: readonly string[]): number =>
  names.filter((name) => new RegExp(`(?:^|[{,])[ "']*${name}["']?[ ]*:`, "imu").test(text)).length;
