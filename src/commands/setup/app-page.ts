import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import { answerPage } from "./app-page-answers.ts";

export interface AppPage {
  /** The address of the page, for the person. Nobody can guess it. */
  readonly url: string;
  /** The code that GitHub gives when the App is made. Rejects when the signal is aborted. */
  readonly code: Promise<string>;
  stop(): Promise<void>;
}

interface Opening {
  /** The manifest for this page's own address. */
  readonly buildManifest: (redirectUrl: string) => object;
  /** Where GitHub takes manifests, such as https://github.com/organizations/acme/settings/apps/new. */
  readonly target: string;
  readonly signal: AbortSignal;
}

/** Opens a page on this machine that sends the manifest to GitHub and takes the code back. */
export async function openAppPage({ buildManifest, target, signal }: Opening): Promise<AppPage> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The page has no port.");
  const host = `127.0.0.1:${address.port}`;
  const [key, state] = [randomBytes(24).toString("hex"), randomBytes(24).toString("hex")];
  const base = `http://${host}/${key}/`;
  const manifest = JSON.stringify(buildManifest(`${base}created`));
  const page = { host, key, target, manifest, state };
  const code = new Promise<string>((resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    server.on("request", (request, response) => {
      const { status, body, code: found } = answerPage(page, request);
      response.writeHead(status, HEADERS).end(body);
      if (found !== undefined) resolve(found);
    });
  });
  // The caller may not be waiting yet.
  code.catch(() => undefined);
  return {
    url: base,
    code,
    stop: async () => {
      server.close();
      server.closeIdleConnections();
      await once(server, "close");
    },
  };
}

const HEADERS = {
  "content-type": "text/html; charset=utf-8",
  "cache-control": "no-store",
  connection: "close",
  "content-security-policy": "default-src 'none'; base-uri 'none'; frame-ancestors 'none'",
  "referrer-policy": "no-referrer",
};
