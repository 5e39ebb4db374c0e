import { once } from "node:events";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { callHttp } from "../../src/providers/adapter/http.ts";
import { createTlsFetch } from "../../src/providers/adapter/tls-fetch.ts";
import { makeSelfSigned } from "../support/self-signed.ts";

const identity = makeSelfSigned("localhost");
const client = makeSelfSigned("hallpass");

describe("a fetch with certificates of its own", () => {
  let server: Server;
  let base: string;

  beforeAll(async () => {
    server = createServer(
      { ...identity, requestCert: true, rejectUnauthorized: false },
      (request, response) => {
        const { pathname } = new URL(request.url ?? "", "https://localhost");
        if (pathname === "/elsewhere") return response.writeHead(302, { location: "/" }).end();
        if (pathname === "/nothing") return response.writeHead(204).end();
        if (pathname === "/silent") return undefined;
        const status = /^\/raw\/(\d+)$/u.exec(pathname)?.[1];
        if (status !== undefined)
          return request.socket.write(`HTTP/1.1 ${status} X\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n`);
        const chunks: Buffer[] = [];
        request.on("data", (chunk) => chunks.push(chunk));
        request.on("end", () => {
          const body = {
            method: request.method,
            type: request.headers["content-type"],
            text: Buffer.concat(chunks).toString(),
          };
          response.writeHead(201, { "retry-after": "7" }).end(JSON.stringify(body));
        });
        return undefined;
      },
    );
    server.listen(0, "localhost");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    base = `https://localhost:${port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  const call = (path: string, options: Parameters<typeof createTlsFetch>[0], deadlineSeconds = 10) =>
    callHttp(
      { method: "POST", url: new URL(path, base), headers: { "content-type": "text/plain" }, body: "häll" },
      { provider: "prod", deadlineSeconds, fetch: createTlsFetch(options) },
    );

  it("trusts the authorities it is given, sends the call and reads the answer", async () => {
    const { status, headers, text } = await call("/", { ca: identity.cert });
    expect({ status, pause: headers.get("retry-after") }).toEqual({ status: 201, pause: "7" });
    expect(JSON.parse(text)).toMatchObject({ method: "POST", type: "text/plain", text: "häll" });
  });

  it("shows its certificate", async () => {
    const seen = new Promise((resolve) => {
      server.once("secureConnection", (socket) => resolve(socket.getPeerCertificate().subject?.CN));
    });
    await call("/", { ca: identity.cert, ...client });
    expect(await seen).toBe("hallpass");
  });

  it("reaches no server that it does not trust", async () => {
    await expect(call("/", {})).rejects.toMatchObject({ code: "UNREACHABLE" });
    await expect(call("/", { ca: client.cert })).rejects.toMatchObject({ code: "UNREACHABLE" });
  });

  it("follows no redirect, reads an answer without a body, and keeps the deadline", async () => {
    const options = { ca: identity.cert };
    await expect(call("/elsewhere", options)).rejects.toMatchObject({ code: "UNEXPECTED" });
    expect(await call("/nothing", options)).toMatchObject({ status: 204, text: "" });
    await expect(call("/silent", options, 0.2)).rejects.toMatchObject({ code: "TIMEOUT" });
  });

  it.each([
    ["a status above 599", 999],
    ["a change of the protocol", 101],
  ])("fails for %s, and the process goes on", async (_, status) => {
    await expect(call(`/raw/${status}`, { ca: identity.cert })).rejects.toMatchObject({
      code: "UNREACHABLE",
    });
  });

  it("refuses a certificate or key that is none, when it calls", async () => {
    expect(() => createTlsFetch({ ca: identity.cert, cert: "nothing" })).not.toThrow();
    await expect(call("/", { ca: identity.cert, cert: "nothing", key: "nothing" })).rejects.toMatchObject({
      code: "UNREACHABLE",
    });
  });
});
