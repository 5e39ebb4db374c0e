import type { Usage } from "../adapter/entry/connect.ts";
import type { GoogleIamEntry } from "./configuration.ts";

/** How people use each resource: as the entry says, else by the console at the project. No page shows what a role on a folder or organisation opens. */
export const usageOf = (resources: GoogleIamEntry["resources"]): Readonly<Record<string, Usage>> =>
  Object.fromEntries(
    Object.entries(resources).map(([resource, { project, command, link = consoleOf(project) }]) => [
      resource,
      { ...(command !== undefined && { command }), ...(link !== undefined && { link }) },
    ]),
  );

const consoleOf = (project: string | undefined): string | undefined =>
  project && `https://console.cloud.google.com/home/dashboard?${new URLSearchParams({ project })}`;
