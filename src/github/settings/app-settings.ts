import type { Octokit } from "@octokit/rest";
import type { GitHubState } from "../../core/diagnosis/installation.ts";
import type { RepositoryName } from "../http/client.ts";
import { call } from "../http/error.ts";
import { readIfAllowed } from "./reader.ts";

/** The number of latest deliveries to look at. */
const DELIVERIES = 20;

/** The App, its installation and its webhook: an App may always read these. */
export async function readApp(
  octokit: Octokit,
  name: RepositoryName,
): Promise<Pick<GitHubState, "installation" | "webhook" | "deliveries">> {
  const { apps } = octokit.rest;
  const reader = { octokit, who: "the app", isAttestor: false };
  const [installation, webhook, deliveries] = await Promise.all([
    call("read the installation", async () => {
      const { data } = await apps.getRepoInstallation({ ...name });
      const { permissions, events, repository_selection: selection } = data;
      return { permissions: { ...permissions }, events, selection };
    }),
    readIfAllowed(reader, "read the webhook's settings", async () => {
      const { data } = await apps.getWebhookConfigForApp();
      return {
        url: data.url === "" ? undefined : data.url,
        contentType: data.content_type,
        verifiesTls: String(data.insecure_ssl ?? "0") === "0",
        // GitHub shows asterisks instead of the secret.
        hasSecret: (data.secret ?? "") !== "",
      };
    }),
    readIfAllowed(reader, "list the last deliveries", async () => {
      const { data } = await apps.listWebhookDeliveries({ per_page: DELIVERIES });
      const attempted = data.filter(({ status }) => status !== "pending");
      return attempted.map(({ event, delivered_at, status_code }) => ({
        event,
        at: new Date(delivered_at),
        status: status_code,
      }));
    }),
  ]);
  return { installation, webhook, deliveries };
}
