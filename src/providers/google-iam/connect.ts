import type { Connection } from "../../core/access/connection.ts";
import type { Resource } from "./configuration.ts";

/** The command or the page of the entry; else the console at the project. Folders and organisations have no page that shows what a role opens. */
export function connectTo(resource: Resource | undefined): Connection | undefined {
  if (resource?.command !== undefined) return { kind: "command", text: resource.command };
  if (resource?.link !== undefined) return { kind: "link", text: resource.link };
  if (resource?.project === undefined) return undefined;
  const query = new URLSearchParams({ project: resource.project });
  return { kind: "link", text: `https://console.cloud.google.com/home/dashboard?${query}` };
}
