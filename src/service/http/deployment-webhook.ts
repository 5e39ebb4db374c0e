import { createHmac, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";

/** The path of the webhook of the App that answers deployments. It has a secret of its own. */
export const DEPLOYMENTS_PATH = "/api/github/deployments";

/** The part of the service that a webhook uses. */
export interface DeploymentSink {
  askSoon(repositoryId: number, run: number): void;
}

export interface DeploymentWebhook {
  readonly secret: string;
  readonly sink: DeploymentSink;
}

/** The status of the answer. Of a signed event, the numbers of repository and run are read, and nothing else: GitHub is asked for the rest. */
export function hearDeployment(
  { secret, sink }: DeploymentWebhook,
  request: IncomingMessage,
  body: string,
): number {
  if (!isSigned(secret, String(request.headers["x-hub-signature-256"]), body)) return 401;
  const asked =
    request.headers["x-github-event"] === "deployment_protection_rule" ? readNumbers(body) : undefined;
  if (asked !== undefined) sink.askSoon(asked.repositoryId, asked.run);
  return 202;
}

function isSigned(secret: string, signature: string, body: string): boolean {
  const wanted = Buffer.from(`sha256=${createHmac("sha256", secret).update(body).digest("hex")}`);
  const given = Buffer.from(signature);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

function readNumbers(body: string): { repositoryId: number; run: number } | undefined {
  try {
    const payload: unknown = JSON.parse(body);
    const repositoryId = Number(readField(readField(payload, "repository"), "id"));
    const url = String(readField(payload, "deployment_callback_url"));
    const run = Number(/\/actions\/runs\/(\d{1,15})\/deployment_protection_rule$/u.exec(url)?.[1]);
    return Number.isSafeInteger(repositoryId) && Number.isSafeInteger(run)
      ? { repositoryId, run }
      : undefined;
  } catch {
    return undefined;
  }
}

const readField = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null
    ? new Map<string, unknown>(Object.entries(value)).get(name)
    : undefined;
