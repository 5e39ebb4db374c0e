import type { IncomingMessage, ServerResponse } from "node:http";
import type { LiveAccessIndex } from "../../core/plan/live-access.ts";
import { type BodyFault, readBody } from "../http/webhook-body.ts";
import type { Recognise } from "./callers.ts";
import type { CallerEntry } from "./configuration.ts";
import { decide, decideAll } from "./decide.ts";
import type { DecisionPoint } from "./decision-point.ts";
import { BadRequest, readQuestion, readQuestions } from "./question.ts";

const EVALUATION = "/access/v1/evaluation";
const EVALUATIONS = "/access/v1/evaluations";
const METADATA = "/.well-known/authzen-configuration";

const MAX_BODY = 64 * 1024;

export interface EndpointDeps {
  readonly point: Pick<DecisionPoint, "read">;
  readonly recognise: Recognise;
  /** The public address, without a slash at the end. Absent: there is no metadata document. */
  readonly url?: string;
  readonly now: () => Date;
}

interface Answer {
  readonly status: number;
  readonly body: object | string;
}

const refuse = (status: number, body: string): Answer => ({ status, body });

/** Answers AuthZEN requests: OpenID Authorization API 1.0, sections 9 and 10. Never fails, and never answers `true` by mistake. */
export const createEndpoint =
  (deps: EndpointDeps) =>
  async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const answer = await respond(deps, request).catch((error: unknown) =>
      error instanceof BadRequest ? refuse(400, error.message) : refuse(500, "The request failed."),
    );
    send(request, response, answer);
  };

async function respond(deps: EndpointDeps, request: IncomingMessage): Promise<Answer> {
  const path = (request.url ?? "").split("?")[0];
  if (path === METADATA && deps.url !== undefined)
    return request.method === "GET"
      ? { status: 200, body: describe(deps.url) }
      : refuse(405, "Use the method GET.");
  if (path !== EVALUATION && path !== EVALUATIONS) return refuse(404, "There is no such address.");
  if (request.method !== "POST") return refuse(405, "Use the method POST.");
  const caller = deps.recognise(request);
  if (caller === undefined) return refuse(401, "The token or the certificate is unknown.");
  if (!/^application\/json(?:\s*;|$)/iu.test(request.headers["content-type"] ?? ""))
    return refuse(400, "The content type is not application/json.");
  const body = await readBody(request, MAX_BODY);
  if ("fault" in body) return refuse(400, FAULTS[body.fault]);
  const now = deps.now();
  const index = deps.point.read(now);
  if (index === undefined) return refuse(503, "The state of the ledger is not known. Ask again.");
  return { status: 200, body: evaluate(path === EVALUATIONS, body.text, index, caller, now) };
}

const FAULTS: Readonly<Record<BodyFault, string>> = {
  "too large": `The body is larger than ${MAX_BODY} bytes.`,
  "not text": "The body is not UTF-8.",
  "cut off": "The body ended early.",
};

function evaluate(
  areMany: boolean,
  body: string,
  index: LiveAccessIndex,
  caller: CallerEntry,
  now: Date,
): object {
  const questions = areMany ? readQuestions(body) : undefined;
  return questions === undefined
    ? decide(readQuestion(body), index, caller, now)
    : { evaluations: decideAll(questions, index, caller, now) };
}

/** The metadata document (section 9.1). */
const describe = (url: string): object => ({
  policy_decision_point: url,
  access_evaluation_endpoint: `${url}${EVALUATION}`,
  access_evaluations_endpoint: `${url}${EVALUATIONS}`,
});

function send(request: IncomingMessage, response: ServerResponse, { status, body }: Answer): void {
  const id = request.headers["x-request-id"];
  const isText = typeof body === "string";
  response.writeHead(status, {
    "content-type": isText ? "text/plain; charset=utf-8" : "application/json",
    "cache-control": "no-store",
    ...(typeof id === "string" && { "x-request-id": id }),
    ...(status === 401 && { "www-authenticate": "Bearer" }),
    // What was not read of the body must not be taken for the next request.
    ...(status !== 200 && { connection: "close" }),
  });
  response.end(isText ? `${body}\n` : JSON.stringify(body));
}
