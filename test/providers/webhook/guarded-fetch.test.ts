// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   GX14: A provider's address leads into the internal network.

import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listNetworks } from "../../../src/outbound/address.ts";
import type { Guard, Resolve } from "../../../src/outbound/guarded-connect.ts";
import { createGuardedFetch } from "../../../src/outbound/guarded-fetch.ts";
import { callHttp } from "../../../src/providers/adapter/http.ts";
import { makeSelfSigned } from "../../support/self-signed.ts";

const own = listNetworks(["127.0.0.0/8", "::1/128"]);
const none = listNetworks([]);
const lan = listNetworks(["10.0.0.0/8"]);

/** Answers with these addresses, and counts how often it is asked. */
function resolveTo(...addresses: readonly string[]): Resolve & { asked: number } {
  const resolve: Resolve = (_, answer) => {
    counted.asked += 1;
    const found = addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
    answer(null, found);
  };
  const counted = Object.assign(resolve, { asked: 0 });
  return counted;
}

async function listen(server: Server): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return address.port;
}

/** Requests that reached the server, and what it does with them. */
let seen: string[] = [];
let connections = 0;
let answerWith: RequestListener = (_, response) => response.end("pong");
const server = createServer((request, response) => {
  seen.push(`${request.method} ${request.headers.host} ${request.url}`);
  answerWith(request, response);
});
server.on("connection", () => {
  connections += 1;
});
let port = 0;

beforeAll(async () => {
  port = await listen(server);
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, "close");
});

const call = (url: string, guard: Partial<Guard>, { deadlineSeconds = 10, maxBytes = 1000 } = {}) => {
  seen = [];
  connections = 0;
  return callHttp(
    { method: "POST", url: new URL(url), headers: { "content-type": "text/plain" }, body: "ping é" },
    {
      ...{ provider: "contracts", deadlineSeconds, maxBytes },
      fetch: createGuardedFetch({ networks: none, ...guard }),
    },
  );
};

/** The public error, and the reason in its cause. */
const failureOf = async (outcome: Promise<unknown>) => {
  const error = await outcome.then(
    () => expect.fail("it was answered"),
    (reason: unknown) => reason,
  );
  if (!(error instanceof Error)) throw error;
  const { cause } = error;
  return { code: Reflect.get(error, "code"), cause: cause instanceof Error ? cause.message : String(cause) };
};

describe("a receiver on this machine, in a listed network", () => {
  it("gets the body and the host's name, and its answer arrives", async () => {
    answerWith = async (request, response) => {
      let body = "";
      for await (const chunk of request) body += chunk;
      response.writeHead(201, { "x-body": encodeURIComponent(body) }).end("pong");
    };
    const answer = await call(`http://receiver.example:${port}/a?b=c`, {
      networks: own,
      resolve: resolveTo("127.0.0.1"),
    });
    expect(answer).toMatchObject({ status: 201, text: "pong" });
    expect(answer.headers.get("x-body")).toBe("ping%20%C3%A9");
    expect(seen).toEqual([`POST receiver.example:${port} /a?b=c`]);
  });

  it("is asked by the name that the system resolves", async () => {
    answerWith = (_, response) => response.end("pong");
    expect((await call(`http://localhost:${port}/`, { networks: own })).text).toBe("pong");
  });

  it("GX14: gets no second request after a redirect", async () => {
    answerWith = (_, response) =>
      response.writeHead(307, { location: `http://127.0.0.1:${port}/other` }).end();
    const failure = await failureOf(call(`http://127.0.0.1:${port}/`, { networks: own }));
    expect(failure).toEqual({ code: "UNEXPECTED", cause: "Redirect: 307" });
    expect(seen).toHaveLength(1);
  });

  it.each([204, 304])("may answer %i, which has no body", async (status) => {
    answerWith = (_, response) => response.writeHead(status).end();
    expect(await call(`http://127.0.0.1:${port}/`, { networks: own })).toMatchObject({ status, text: "" });
  });

  it("may not answer with a status that is none", async () => {
    answerWith = (request) => request.socket.end("HTTP/1.1 999 Odd\r\ncontent-length: 0\r\n\r\n");
    expect(await failureOf(call(`http://127.0.0.1:${port}/`, { networks: own }))).toMatchObject({
      code: "UNREACHABLE",
    });
  });

  it("is not believed to switch to another protocol", async () => {
    answerWith = (request) =>
      request.socket.end("HTTP/1.1 101 Switching\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n");
    expect(await failureOf(call(`http://127.0.0.1:${port}/`, { networks: own }))).toMatchObject({
      code: "UNREACHABLE",
    });
  });

  it("loses its connection once the answer is too long", async () => {
    let closed = Promise.resolve();
    answerWith = (_, response) => {
      closed = once(response, "close").then(() => {});
      const write = (): unknown => response.write("x".repeat(10_000)) && setImmediate(write);
      response.on("drain", write);
      write();
    };
    const failure = await failureOf(call(`http://127.0.0.1:${port}/`, { networks: own }));
    expect(failure).toEqual({ code: "UNEXPECTED", cause: "Over 1000 bytes" });
    await closed;
  });

  it("is not understood in another encoding than UTF-8", async () => {
    answerWith = (_, response) => response.end(Buffer.from("é", "latin1"));
    expect(await failureOf(call(`http://127.0.0.1:${port}/`, { networks: own }))).toMatchObject({
      code: "UNEXPECTED",
    });
  });

  it.each([
    ["never answers", () => {}],
    ["stops in the middle", (_, response) => response.write("po")],
    [
      "stops before it says that it is whole",
      (_, { socket }) => socket?.write("HTTP/1.1 200 OK\r\n\r\npong"),
    ],
  ] satisfies [string, RequestListener][])("is given up at the deadline when it %s", async (_, listener) => {
    answerWith = listener;
    const outcome = call(`http://127.0.0.1:${port}/`, { networks: own }, { deadlineSeconds: 0.2 });
    expect(await failureOf(outcome)).toMatchObject({ code: "TIMEOUT" });
  });

  it("is not waited for when its name is never resolved", async () => {
    const outcome = call(
      "http://receiver.example/",
      { networks: own, resolve: () => {} },
      { deadlineSeconds: 0.2 },
    );
    expect(await failureOf(outcome)).toMatchObject({ code: "TIMEOUT" });
  });

  it("that hangs up gave no answer", async () => {
    answerWith = (_, response) => response.destroy();
    expect(await failureOf(call(`http://127.0.0.1:${port}/`, { networks: own }))).toMatchObject({
      code: "UNREACHABLE",
    });
  });
});

describe("nothing is connected to", () => {
  it.each([
    "http://127.0.0.1",
    "http://127.1",
    "http://2130706433",
    "http://0x7f000001",
    "http://0177.0.0.1",
    "http://0x7f.0.0.1",
    "http://[::1]",
    "http://[::ffff:127.0.0.1]",
    "http://[::ffff:7f00:1]",
    "http://0",
    "http://①②⑦.⓪.⓪.①",
    "http://localhost",
  ])("GX14: at %s without a listed network", async (url) => {
    const failure = await failureOf(call(`${url}:${port}/`, {}));
    expect(failure).toMatchObject({ code: "UNREACHABLE", cause: expect.stringContaining("Not connected: ") });
    expect({ seen, connections }).toEqual({ seen: [], connections: 0 });
  });

  it.each([
    ["169.254.169.254"],
    ["64:ff9b::a9fe:a9fe"],
    ["::ffff:169.254.169.254"],
    ["10.1.2.3", "192.168.0.1"],
  ])("GX14: when a name stands for %j", async (...addresses) => {
    const failure = await failureOf(
      call("https://receiver.example/", { networks: own, resolve: resolveTo(...addresses) }),
    );
    expect(failure.cause).toMatch(/^Not connected: .*(?:metadata service|not public)/u);
  });

  it("when a name stands for nothing", async () => {
    const failure = await failureOf(call("https://receiver.example/", { resolve: resolveTo() }));
    expect(failure.cause).toBe("Not connected: the name has no address.");
  });

  it.each(["http://10.0.0.1/", "http://8.8.8.8/"])(
    "over http at %s, which is another machine",
    async (url) => {
      expect((await failureOf(call(url, { networks: lan }))).cause).toContain("http is for this one alone");
    },
  );

  it("over http when a name stands for another machine, listed or public", async () => {
    const resolve = resolveTo("10.0.0.1", "8.8.8.8");
    const { cause } = await failureOf(call("http://receiver.example/", { networks: lan, resolve }));
    expect(cause.match(/http is for this one alone/gu)).toHaveLength(2);
  });
});

describe("a name that changes its address", () => {
  it("GX14: is resolved once, and only what was looked at is connected to", async () => {
    answerWith = (_, response) => response.end("pong");
    const resolve = resolveTo("10.9.9.9", "127.0.0.1", "169.254.169.254");
    const answer = await call(`http://receiver.example:${port}/`, { networks: own, resolve });
    expect(answer.text).toBe("pong");
    expect(resolve.asked).toBe(1);
  });
});

describe("the environment", () => {
  it("GX14: names no proxy that is used", async () => {
    answerWith = (_, response) => response.end("pong");
    let calls = 0;
    const proxy = createServer((_, response) => {
      calls += 1;
      response.writeHead(502).end();
    });
    proxy.on("connect", (_, socket) => {
      calls += 1;
      socket.destroy();
    });
    const url = `http://127.0.0.1:${await listen(proxy)}`;
    const names = [
      "HTTP_PROXY",
      "http_proxy",
      "HTTPS_PROXY",
      "https_proxy",
      "ALL_PROXY",
      "NODE_USE_ENV_PROXY",
    ];
    const before = names.map((name) => process.env[name]);
    for (const name of names) process.env[name] = name === "NODE_USE_ENV_PROXY" ? "1" : url;
    try {
      expect((await call(`http://127.0.0.1:${port}/`, { networks: own })).text).toBe("pong");
      expect(calls).toBe(0);
    } finally {
      for (const [index, name] of names.entries()) {
        const value = before[index];
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
      }
      proxy.close();
    }
  });
});

describe("over https", () => {
  const certificate = makeSelfSigned("receiver.example");
  const tls = createTlsServer(certificate, (_, response) => response.end("pong"));
  let tlsPort = 0;
  beforeAll(async () => {
    tlsPort = await listen(tls);
  });
  afterAll(async () => {
    tls.closeAllConnections();
    tls.close();
    await once(tls, "close");
  });
  const guard = { networks: own, resolve: resolveTo("127.0.0.1") };

  it("the configured authority is believed", async () => {
    const answer = await call(`https://receiver.example:${tlsPort}/`, { ...guard, ca: certificate.cert });
    expect(answer.text).toBe("pong");
  });

  it("nobody else is, whatever the environment says", async () => {
    const before = process.env.NODE_TLS_REJECT_UNAUTHORIZED;
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0";
    try {
      const failure = await failureOf(call(`https://receiver.example:${tlsPort}/`, guard));
      expect(failure).toMatchObject({ code: "UNREACHABLE", cause: expect.stringContaining("self-signed") });
    } finally {
      if (before === undefined) delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
      else process.env.NODE_TLS_REJECT_UNAUTHORIZED = before;
    }
  });

  it("the certificate must be one for this name", async () => {
    const outcome = call(`https://other.example:${tlsPort}/`, { ...guard, ca: certificate.cert });
    expect(await failureOf(outcome)).toMatchObject({ cause: expect.stringContaining("other.example") });
  });
});
