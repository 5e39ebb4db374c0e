import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import type { Disturbance } from "../../../src/conformance/index.ts";
import { type Model, openModel } from "../../providers/aws/botocore.ts";
import { type Answer, fail, toXml } from "./answer.ts";
import { isAllowed } from "./evaluate.ts";
import { ACCOUNT, answerIam, type IamState, roleArn, userArn } from "./iam.ts";
import { lookUp, type TrailEvent } from "./trail.ts";

export const accessKey = {
  accessKeyId: "AKIAIOSFODNN7EXAMPLE",
  secretAccessKey: "hunter2/K7MDENG/bPxRfiCYEXAMPLEKEY",
};

export interface FakeAws extends IamState {
  /** The mistakes of requests, by botocore's descriptions, and of this fake. */
  readonly mistakes: string[];
  /** Each operation that was asked, in order. */
  readonly asked: string[];
  readonly endpoints: Readonly<Record<"iam" | "sts" | "cloudtrail", string>>;
  readonly events: TrailEvent[];
  account: string;
  /** What GetCallerIdentity answers: a session of the role hallpass. */
  caller: string;
  isDown: boolean;
  disturbance: Disturbance | undefined;
  now(): Date;
  advance(ms: number): void;
  close(): Promise<void>;
}

const models: Readonly<Record<string, Model | undefined>> = {
  iam: openModel("iam/2010-05-08"),
  sts: openModel("sts/2011-06-15"),
  cloudtrail: openModel("cloudtrail/2013-11-01"),
};

/** "Common Errors" of the API reference: any operation may answer them. */
const COMMON = ["AccessDenied", "InvalidClientTokenId", "ServiceFailure", "Throttling", "ValidationError"];

/** AWS, as far as the adapter asks for it, on this machine. Its rules: iam.ts. */
export async function startFakeAws(deadlineSeconds: number): Promise<FakeAws> {
  let offset = 0;
  const server = createServer((request, response) => void serve(request, response));
  // Node's own 5 s are about one deadline: the client would reuse a connection in the moment it is closed.
  server.keepAliveTimeout = 60_000;
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const at = (service: string): string => `http://127.0.0.1:${port}/${service}`;

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString("utf8");
    const service = request.url?.split("/")[1] ?? "";
    const { disturbance } = fake;
    if (fake.isDown) return respond(response, service, fail("ServiceUnavailable", 503));
    // No sentence names the header for IAM; RFC 9110 allows it with any answer.
    if (disturbance === "throttled") return respond(response, service, fail("Throttling", 400), "7");
    if (disturbance === "partial" && body.includes("Marker=")) return void request.socket.destroy();
    if (disturbance === "slow") await pause((deadlineSeconds + 0.5) * 1000);
    const operation = operationOf(request, body);
    const answer = await answerTo(service, operation, request, body).catch((error: unknown) => {
      fake.mistakes.push(String(error));
      return fail("InternalFailure", 500);
    });
    if (disturbance === "lost-answer") return void request.socket.destroy();
    const said = disturbance === "fails-after" ? fail("ServiceFailure", 500) : answer;
    return respond(response, service, { ...said, operation });
  }

  async function answerTo(
    service: string,
    operation: string,
    { headers }: IncomingMessage,
    body: string,
  ): Promise<Answer> {
    const form = new URLSearchParams(body);
    fake.asked.push(operation);
    const model = models[service];
    const input =
      service === "cloudtrail" ? JSON.parse(body) : (model?.readForm(operation, form) ?? readFlat(form));
    const mistakes = model?.check(operation, input) ?? [];
    fake.mistakes.push(...mistakes);
    // "Signing AWS requests": the key and its scope are in the header. Signatures themselves are the SDK's.
    if (!String(headers.authorization).includes(`Credential=${accessKey.accessKeyId}/`))
      return fail("InvalidClientTokenId", 403);
    if (mistakes.length > 0) return fail("ValidationError", 400);
    const answer = await authorize(service, operation, { ...input });
    if ("code" in answer && model !== undefined)
      if (!COMMON.includes(answer.code) && model.errorsOf(operation).get(answer.code) !== answer.status)
        fake.mistakes.push(`${operation} declares no ${answer.code} with ${answer.status}`);
    return answer;
  }

  const self = roleArn("hallpass", "/");

  async function authorize(
    service: string,
    operation: string,
    input: Record<string, unknown>,
  ): Promise<Answer> {
    // "No permissions are required to perform this operation" (GetCallerIdentity). "IAM identifiers": the ARN of a session has no path.
    if (operation === "GetCallerIdentity")
      return { result: { Account: fake.account, UserId: `${fake.self.id}:server`, Arn: fake.caller } };
    const { resource, boundary } = targetOf(operation, input);
    if (!(await mayHallpass(`${service}:${operation}`, resource, boundary))) return fail("AccessDenied", 403);
    if (operation === "LookupEvents") return lookUp(fake.events, input);
    return operation === "SimulatePrincipalPolicy" ? simulate(input) : answerIam(fake, operation, input);
  }

  const mayHallpass = (action: string, resource: string, boundary?: unknown): Promise<boolean> =>
    isAllowed(fake.self.policies, {
      ...{ principal: self, action, resource },
      context: {
        "aws:CurrentTime": fake.now().toISOString(),
        // "iam:PermissionsBoundary": the boundary of the user or role in the request.
        ...(typeof boundary === "string" && { "iam:PermissionsBoundary": boundary }),
      },
    });

  /** SimulatePrincipalPolicy: "Simulate how a set of IAM policies attached to an IAM entity works with a list of API operations and resources." */
  async function simulate(input: Record<string, unknown>): Promise<Answer> {
    const [actions, resources, entries] = [input.ActionNames, input.ResourceArns, input.ContextEntries].map(
      listOf,
    );
    const boundary = entries?.map((each) => listOf(Reflect.get(Object(each), "ContextKeyValues"))[0])[0];
    const EvaluationResults = await Promise.all(
      (actions ?? []).map(async (action) => ({
        EvalActionName: String(action),
        EvalResourceName: String(resources?.[0]),
        EvalDecision: (await mayHallpass(
          String(action),
          String(resources?.[0]),
          boundary && String(boundary),
        ))
          ? "allowed"
          : "implicitDeny",
      })),
    );
    return { result: { EvaluationResults, IsTruncated: false } };
  }

  /**
   * "Actions, resources, and condition keys for IAM": of one user or role, or of the account (`*`). Names that nobody has are in no path: the ARN is made
   * of the request.
   */
  function targetOf(
    operation: string,
    input: Record<string, unknown>,
  ): { resource: string; boundary?: string } {
    const { UserName, RoleName, PolicySourceArn } = input;
    if (typeof PolicySourceArn === "string") return { resource: PolicySourceArn };
    const isUser = typeof UserName === "string";
    const name = String(UserName ?? RoleName ?? "");
    if (name === "") return { resource: "*" };
    const entity = (isUser ? fake.users : fake.roles).get(name);
    const resource = (isUser ? userArn : roleArn)(name, entity?.path ?? "/");
    const boundary = /^(?:Put|Delete)/u.test(operation) ? entity?.boundary : undefined;
    return { resource, ...(boundary !== undefined && { boundary }) };
  }

  const fake: FakeAws = {
    ...{ users: new Map(), roles: new Map(), pageSize: 2, events: [], mistakes: [], asked: [] },
    ...{ account: ACCOUNT, isDown: false, disturbance: undefined, lagMs: 0 },
    self: { id: "AROAHALLPASSHALLPASS1", path: "/", policies: new Map() },
    caller: `arn:aws:sts::${ACCOUNT}:assumed-role/hallpass/server`,
    endpoints: { iam: at("iam"), sts: at("sts"), cloudtrail: at("cloudtrail") },
    now: () => new Date(Date.now() + offset),
    advance(ms) {
      offset += ms;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  return fake;
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Without botocore: every number in a name is the place in a list, and every value is text. */
function readFlat(form: URLSearchParams): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  for (const [name, value] of form) {
    const [field = "", , place, ...rest] = name.split(".");
    if (place === undefined) input[field] = value;
    else {
      const list = Array.isArray(input[field]) ? input[field] : [];
      const index = Number(place) - 1;
      const path = rest.filter((each) => each !== "member" && Number.isNaN(Number(each)));
      list[index] =
        path[0] === undefined
          ? value
          : { ...list[index], [path[0]]: rest.includes("member") ? [value] : value };
      input[field] = list;
    }
  }
  return input;
}

const operationOf = ({ headers }: IncomingMessage, body: string): string =>
  new URLSearchParams(body).get("Action") ?? String(headers["x-amz-target"]).split(".").at(-1) ?? "";

function respond(
  response: ServerResponse,
  service: string,
  answer: Answer & { readonly operation?: string },
  retryAfter?: string,
): void {
  const status = "code" in answer ? answer.status : 200;
  const headers = { ...(retryAfter !== undefined && { "retry-after": retryAfter }) };
  if (service === "cloudtrail") {
    response.writeHead(status, { ...headers, "content-type": "application/x-amz-json-1.1" });
    const body = "code" in answer ? { __type: answer.code, message: answer.message } : answer.result;
    response.end(JSON.stringify(body));
    return;
  }
  response.writeHead(status, { ...headers, "content-type": "text/xml" });
  const requestId = "<RequestId>00000000-0000-0000-0000-000000000000</RequestId>";
  response.end(
    "code" in answer
      ? `<ErrorResponse><Error><Type>Sender</Type><Code>${answer.code}</Code><Message>${answer.message}</Message></Error>${requestId}</ErrorResponse>`
      : `<${answer.operation}Response><${answer.operation}Result>${toXml(answer.result)}</${answer.operation}Result><ResponseMetadata>${requestId}</ResponseMetadata></${answer.operation}Response>`,
  );
}
