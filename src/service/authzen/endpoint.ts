import type { IncomingMessage, ServerResponse } from "node:http";
import type { LiveAccessIndex } from "../../core/plan/live-access.ts";
import { type BodyFault, readBody } from "../http/webhook-body.ts";
import type { Recognise } from "./callers.ts";
import type { CallerEntry } from "./contract/configuration.ts";
import { Problem } from "./contract/problem.ts";
import { BadRequest, type Question, readQuestion, readQuestions } from "./contract/question.ts";
import { type Caller, decide, decideAll } from "./decide.ts";
import type { DecisionPoint } from "./decision-point.ts";
import { REQUEST_SCHEMA, REQUESTS, type RequestsEndpoint } from "./requests-endpoint.ts";
import { submissionSchema } from "./submission.ts";

const EVALUATION = "/access/v1/evaluation";
const EVALUATIONS = "/access/v1/evaluations";
const METADATA = "/.well-known/authzen-configuration";

const MAX_BODY = 64 * 1024;

export interface EndpointDeps {
  readonly point: Pick<DecisionPoint, "read">;
  readonly recognise: Recognise;
  /** The public address, without a slash at the end. Absent: there is no metadata document. */
  readonly url?: string;
  /** Absent: no caller may ask for people. */
  readonly asking?: Asking;
  readonly now: () => Date;
  /** Hears of a request that failed for no fault of the caller, with the id that the caller gave. */
  readonly onFailure?: (error: unknown, requestId: string | undefined) => void;
}

/** What callers with `mayAsk` have: the OpenID AuthZEN Access Request and Approval Profile. */
export interface Asking {
  readonly endpoint: RequestsEndpoint;
  /** The members of a denial that can be asked for; none where it cannot. */
  describeRequest(caller: CallerEntry, question: Question): Readonly<Record<string, unknown>>;
}

interface Answer {
  readonly status: number;
  readonly body: object | string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly isProblem?: true;
}

const refuse = (status: number, body: string): Answer => ({ status, body });

/** Answers AuthZEN requests: OpenID Authorization API 1.0, sections 9 and 10. Never fails, and never answers `true` by mistake. */
export const createEndpoint =
  (deps: EndpointDeps) =>
  async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const answer = await respond(deps, request).catch((error: unknown) => {
      const failure = describeFailure(error);
      if (failure.status >= 500) deps.onFailure?.(error, idOf(request));
      return failure;
    });
    send(request, response, answer);
  };

/** Of the caller: 128 characters at most. */
function idOf({ headers }: IncomingMessage): string | undefined {
  const id = headers["x-request-id"];
  return typeof id === "string" ? id.slice(0, 128) : undefined;
}

function describeFailure(error: unknown): Answer {
  if (error instanceof BadRequest) return refuse(400, error.message);
  if (error instanceof Problem) return { status: error.status, body: error.toBody(), isProblem: true };
  return refuse(500, "The request failed.");
}

async function respond(deps: EndpointDeps, request: IncomingMessage): Promise<Answer> {
  const path = (request.url ?? "").split("?")[0] ?? "";
  if (path === METADATA && deps.url !== undefined)
    return request.method === "GET"
      ? { status: 200, body: describe(deps.url, deps.asking !== undefined) }
      : refuse(405, "Use the method GET.");
  if (deps.asking !== undefined && (path === REQUESTS || path.startsWith(`${REQUESTS}/`)))
    return respondToRequest(deps, deps.asking, request, path);
  if (path !== EVALUATION && path !== EVALUATIONS) return refuse(404, "There is no such address.");
  if (request.method !== "POST") return refuse(405, "Use the method POST.");
  const caller = deps.recognise(request);
  if (caller === undefined) return STRANGER;
  const text = await readText(request);
  const now = deps.now();
  const index = deps.point.read(now);
  if (index === undefined) return UNKNOWN_STATE;
  return { status: 200, body: evaluate(path === EVALUATIONS, text, index, asks(caller, deps.asking), now) };
}

const STRANGER = refuse(401, "The token or the certificate is unknown.");
const UNKNOWN_STATE = refuse(503, "The state of the ledger is not known. Ask again.");

/** Throws `BadRequest`. */
async function readText(request: IncomingMessage): Promise<string> {
  if (!/^application\/json(?:\s*;|$)/iu.test(request.headers["content-type"] ?? ""))
    throw new BadRequest("The content type is not application/json.");
  const body = await readBody(request, MAX_BODY);
  if ("fault" in body) throw new BadRequest(FAULTS[body.fault]);
  return body.text;
}

const asks = (caller: CallerEntry, asking: Asking | undefined): Caller =>
  asking === undefined || caller.mayAsk !== true
    ? caller
    : { ...caller, describeRequest: (question) => asking.describeRequest(caller, question) };

async function respondToRequest(
  { recognise, point, now }: EndpointDeps,
  { endpoint }: Asking,
  request: IncomingMessage,
  path: string,
): Promise<Answer> {
  const isNew = path === REQUESTS;
  if (request.method !== (isNew ? "POST" : "GET"))
    return refuse(405, `Use the method ${isNew ? "POST" : "GET"}.`);
  if (path === REQUEST_SCHEMA) return { status: 200, body: submissionSchema };
  const caller = recognise(request);
  if (caller === undefined) return STRANGER;
  if (caller.mayAsk !== true) return refuse(403, "This caller may not ask for people.");
  const text = isNew ? await readText(request) : "";
  if (point.read(now()) === undefined) return UNKNOWN_STATE;
  return isNew
    ? endpoint.submit(caller, text, request.headers)
    : endpoint.read(caller, path.slice(REQUESTS.length + 1));
}

const FAULTS: Readonly<Record<BodyFault, string>> = {
  "too large": `The body is larger than ${MAX_BODY} bytes.`,
  "not text": "The body is not UTF-8.",
  "cut off": "The body ended early.",
};

function evaluate(areMany: boolean, body: string, index: LiveAccessIndex, caller: Caller, now: Date): object {
  const questions = areMany ? readQuestions(body) : undefined;
  return questions === undefined
    ? decide(readQuestion(body), index, caller, now)
    : { evaluations: decideAll(questions, index, caller, now) };
}

/** The metadata document (section 9.1, and "Discovery" of the profile). */
const describe = (url: string, isAsking: boolean): object => ({
  policy_decision_point: url,
  access_evaluation_endpoint: `${url}${EVALUATION}`,
  access_evaluations_endpoint: `${url}${EVALUATIONS}`,
  ...(isAsking && {
    access_request_endpoint: `${url}${REQUESTS}`,
    capabilities: ["urn:openid:authzen:capability:access-request"],
  }),
});

function send(
  request: IncomingMessage,
  response: ServerResponse,
  { status, body, headers, isProblem }: Answer,
): void {
  const id = request.headers["x-request-id"];
  const isText = typeof body === "string";
  response.writeHead(status, {
    "content-type": typeOf(isText, isProblem),
    ...headers,
    "cache-control": "no-store",
    ...(typeof id === "string" && { "x-request-id": id }),
    ...(status === 401 && { "www-authenticate": "Bearer" }),
    // What was not read of the body must not be taken for the next request.
    ...(status >= 300 && { connection: "close" }),
  });
  response.end(isText ? `${body}\n` : JSON.stringify(body));
}

function typeOf(isText: boolean, isProblem: true | undefined): string {
  if (isProblem) return "application/problem+json";
  return isText ? "text/plain; charset=utf-8" : "application/json";
}
