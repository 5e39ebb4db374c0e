import { hasRepeatedMember } from "./repeated-member.ts";

/** An access evaluation of the OpenID AuthZEN Authorization API 1.0, section 6.1, as far as Hallpass decides by it. */
export interface Question {
  readonly subject: { readonly type: string; readonly id: string };
  readonly action: { readonly name: string };
  readonly resource: { readonly type: string; readonly id: string };
}

/** Section 7.1.2.1. */
export type Semantic = "execute_all" | "deny_on_first_deny" | "permit_on_first_permit";

export interface Questions {
  /** In place of one that cannot be understood: why. */
  readonly questions: readonly (Question | BadRequest)[];
  readonly semantic: Semantic;
}

/** The request cannot be understood: status 400. The message may be shown to the caller. */
export class BadRequest extends Error {}

/** Enough for a page of an application; each costs microseconds. */
const MOST_QUESTIONS = 100;

const SEMANTICS: readonly string[] = [
  "execute_all",
  "deny_on_first_deny",
  "permit_on_first_permit",
] satisfies Semantic[];

type Members = Readonly<Record<string, unknown>>;

/** Reads the body of an access evaluation. Ignores members that it does not know. Throws `BadRequest`. */
export const readQuestion = (body: string): Question => readParts(readObject(body), {}, "");

/** Reads the body of access evaluations; `undefined` where it holds no list, and so is a single evaluation. Throws `BadRequest`. */
export function readQuestions(body: string): Questions | undefined {
  const request = readObject(body);
  const { evaluations = [] } = request;
  if (!Array.isArray(evaluations)) throw new BadRequest("evaluations is no array.");
  if (evaluations.length > MOST_QUESTIONS)
    throw new BadRequest(`evaluations has ${evaluations.length} items; the most is ${MOST_QUESTIONS}.`);
  if (evaluations.length === 0) return undefined;
  const semantic = readSemantic(request);
  return { questions: evaluations.map((each: unknown, index) => readItem(each, request, index)), semantic };
}

/** One that fails leaves the others their answers (section 7.1.2.1). */
function readItem(item: unknown, request: Members, index: number): Question | BadRequest {
  try {
    if (!isMembers(item)) return new BadRequest(`evaluations/${index} is no object.`);
    return readParts(item, request, `evaluations/${index}/`);
  } catch (error) {
    if (error instanceof BadRequest) return error;
    throw error;
  }
}

function readSemantic({ options = {} }: Members): Semantic {
  if (!isMembers(options)) throw new BadRequest("options is no object.");
  const { evaluations_semantic: semantic = "execute_all" } = options;
  if (isSemantic(semantic)) return semantic;
  throw new BadRequest(`options/evaluations_semantic must be one of ${SEMANTICS.join(", ")}.`);
}

const isSemantic = (value: unknown): value is Semantic =>
  typeof value === "string" && SEMANTICS.includes(value);

/** A member that an evaluation lacks comes from the request around it (section 7.1.1). */
function readParts(own: Members, around: Members, at: string): Question {
  const read = (name: string, member: string): string => {
    const part = Object.hasOwn(own, name) ? own[name] : around[name];
    if (!isMembers(part)) return fail(`${at}${name} is missing, or no object.`);
    const value = Object.hasOwn(part, member) ? part[member] : undefined;
    if (typeof value !== "string" || value === "")
      return fail(`${at}${name}/${member} is missing, or no text.`);
    return value;
  };
  for (const context of [own.context, around.context])
    if (context !== undefined && !isMembers(context)) fail(`${at}context is no object.`);
  return {
    subject: { type: read("subject", "type"), id: read("subject", "id") },
    action: { name: read("action", "name") },
    resource: { type: read("resource", "type"), id: read("resource", "id") },
  };
}

/** The body as an object. Throws `BadRequest`. */
export function readObject(body: string): Members {
  const value = parse(body);
  if (!isMembers(value)) throw new BadRequest("The body is no JSON object.");
  if (hasRepeatedMember(body)) throw new BadRequest("The body names a member twice.");
  return value;
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new BadRequest("The body is not JSON.");
  }
}

function fail(message: string): never {
  throw new BadRequest(message);
}

const isMembers = (value: unknown): value is Members =>
  typeof value === "object" && value !== null && !Array.isArray(value);
