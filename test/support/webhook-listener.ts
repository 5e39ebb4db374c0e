import { once } from "node:events";
import { createServer } from "node:http";

/** A server that answers every webhook with 200, where no app runs. */
export interface WebhookListener {
  readonly webhookUrl: string;
  stop(): Promise<void>;
}

export async function listenForWebhooks(): Promise<WebhookListener> {
  const server = createServer((request, response) => {
    request.resume().on("end", () => response.writeHead(200).end());
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("The server has no port.");
  return {
    webhookUrl: `http://127.0.0.1:${address.port}/api/github/webhooks`,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
