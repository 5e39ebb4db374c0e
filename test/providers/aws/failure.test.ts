import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { GetUserCommand, IAMClient } from "@aws-sdk/client-iam";
import { afterEach, describe, expect, it } from "vitest";
import { openCalls } from "../../../src/providers/adapter/aws/calls.ts";
import { clientSettings } from "../../../src/providers/adapter/aws/client-settings.ts";
import { awsFailure } from "../../../src/providers/adapter/aws/failure.ts";
import { ProviderError } from "../../../src/providers/adapter/error.ts";

const secret = "wJalrXUtnFEMI-K7MDENG-bPxRfiCYEXAMPLEKEY";
const connection = {
  ...{ name: "prod", account: "123456789012", region: "eu-central-1", now: () => new Date() },
  accessKey: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: secret },
};

let server: Server | undefined;
afterEach(() => server?.close());

/** How the SDK reports an answer, or (`undefined`) a connection that breaks off; and the number of requests that it made. */
async function ask(answer: readonly [status: number, body: string, retryAfter?: string] | undefined) {
  let requests = 0;
  server = createServer((request, response) => {
    requests++;
    if (answer === undefined) return request.socket.destroy();
    const [status, body, retryAfter] = answer;
    response.writeHead(status, {
      "content-type": "text/xml",
      ...(retryAfter !== undefined && { "retry-after": retryAfter }),
    });
    return response.end(body);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("no port");
  const endpoints = { iam: `http://127.0.0.1:${address.port}/` };
  const iam = new IAMClient(clientSettings({ ...connection, endpoints }, "iam"));
  const calls = openCalls({ name: "prod", deadlineSeconds: 20 });
  const asked = calls.find((options) => iam.send(new GetUserCommand({ UserName: "alice" }), options));
  const outcome = await asked.catch((error: unknown) => error);
  iam.destroy();
  return { outcome, requests };
}

const xml = (code: string, message = `User: ${secret} is not here`): string =>
  `<ErrorResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>r</RequestId></ErrorResponse>`;

describe("a failure of AWS", () => {
  it.each([
    ["Throttling", 400, "THROTTLED"],
    ["AccessDenied", 403, "REFUSED"],
    ["InvalidClientTokenId", 403, "LOGIN_REFUSED"],
    ["SignatureDoesNotMatch", 403, "LOGIN_REFUSED"],
    ["ServiceFailure", 500, "UNREACHABLE"],
    ["ServiceUnavailable", 503, "UNREACHABLE"],
    ["ConcurrentModification", 409, "BUSY"],
    ["LimitExceeded", 409, "REFUSED"],
    ["ValidationError", 400, "UNEXPECTED"],
  ])("%s is one of the port's, asked once, without its text", async (code, status, expected) => {
    const { outcome, requests } = await ask([status, xml(code)]);
    // Most services name no pause.
    const pause = expected === "THROTTLED" ? 2 : 0;
    expect(outcome).toMatchObject({ code: expected, retryAfterSeconds: pause });
    expect(requests).toBe(1);
    const { cause, stack } = outcome instanceof ProviderError ? outcome : new Error("no ProviderError");
    expect(`${stack} ${cause}`).not.toContain(secret);
    expect(String(cause)).toContain(code);
  });

  it("has the pause that the service asks for, and does not wait for it", async () => {
    const { outcome } = await ask([400, xml("Throttling", "Rate exceeded"), "7"]);
    expect(outcome).toMatchObject({ code: "THROTTLED", retryAfterSeconds: 7 });
  });

  it("is none where the object does not exist", async () => {
    expect((await ask([404, xml("NoSuchEntity")])).outcome).toBeUndefined();
  });

  it("is none of the service where the connection breaks off or the answer is no XML", async () => {
    expect((await ask(undefined)).outcome).toMatchObject({ code: "UNREACHABLE" });
    expect((await ask([502, "<html>bad gateway"])).outcome).toMatchObject({ code: "UNREACHABLE" });
    expect((await ask([200, "<GetUserResponse><GetUserResult><User>"])).outcome).toMatchObject({
      code: "UNEXPECTED",
    });
  });

  it("never quotes a name that is no code", () => {
    const { cause } = awsFailure("prod", { name: `the key ${secret}`, message: secret });
    expect(String(cause)).toBe("Error: AWS: Unknown");
  });

  it("is a time-out where credentials are not found in time", async () => {
    const calls = openCalls({ name: "prod", deadlineSeconds: 0.05 });
    await expect(calls.call(() => new Promise(() => {}))).rejects.toMatchObject({ code: "TIMEOUT" });
  });
});

describe("a client of AWS", () => {
  it("goes to another address by the server's configuration alone", async () => {
    const before = process.env.AWS_ENDPOINT_URL;
    process.env.AWS_ENDPOINT_URL = "http://127.0.0.1:1/";
    try {
      const iam = new IAMClient({ ...clientSettings(connection, "iam") });
      let host = "";
      iam.middlewareStack.add(
        () =>
          async ({ request }) => {
            host = request instanceof Object ? String(Reflect.get(request, "hostname")) : "";
            throw new Error("not sent");
          },
        { step: "finalizeRequest", priority: "low" },
      );
      await iam.send(new GetUserCommand({})).catch(() => {});
      expect(host).toBe("iam.amazonaws.com");
    } finally {
      if (before === undefined) delete process.env.AWS_ENDPOINT_URL;
      else process.env.AWS_ENDPOINT_URL = before;
    }
  });
});
