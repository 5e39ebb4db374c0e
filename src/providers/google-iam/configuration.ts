import type { FromSchema } from "json-schema-to-ts";
import {
  byName,
  commandLine,
  consistencySeconds,
  deadlineSeconds,
  link,
  secretVariable,
} from "../adapter/entry-schema.ts";
import type { GoogleCredentials } from "../adapter/google/credentials.ts";
import type { HttpFetch } from "../adapter/http.ts";

const number = { type: "string", pattern: "^\\d{1,20}$" } as const;

/** A predefined role, or a custom one of a project or an organisation. */
const role = {
  type: "string",
  pattern:
    "^(?:roles/[A-Za-z0-9_.]{1,100}|projects/[a-z][a-z0-9:.-]{4,60}/roles/[A-Za-z0-9_.]{3,64}|organizations/\\d{1,20}/roles/[A-Za-z0-9_.]{3,64})$",
  description: "a role of Google Cloud, such as roles/bigquery.dataViewer or projects/NAME/roles/NAME",
} as const;

/** The fields of an entry in the server's provider configuration. */
export const googleIamSchema = {
  type: "object",
  additionalProperties: false,
  required: ["resources"],
  properties: {
    /** The variable with a credential file of Google's. Absent: the service account of the machine, by its metadata server. */
    credentialsFrom: secretVariable,
    /** `directory`: people are bound by the immutable id of their account. `email`: by their address alone. */
    people: { enum: ["directory", "email"] },
    deadlineSeconds,
    consistencySeconds,
    resources: byName({
      type: "object",
      additionalProperties: false,
      required: ["roles"],
      properties: {
        project: {
          type: "string",
          pattern: "^[a-z][a-z0-9:.-]{4,60}[a-z0-9]$",
          description: "the id of a project, such as acme-orders-prod",
        },
        folder: number,
        organization: number,
        command: commandLine,
        link,
        roles: byName(role),
      },
    }),
  },
} as const;

export type GoogleIamEntry = FromSchema<typeof googleIamSchema>;
export type Resource = GoogleIamEntry["resources"][string];

/** An entry with its name, its secret, and what a test may replace. */
export interface GoogleIamConfiguration extends Omit<GoogleIamEntry, "credentialsFrom"> {
  readonly name: string;
  readonly credentials: GoogleCredentials;
  readonly now: () => Date;
  readonly fetch?: HttpFetch;
}

export const DEADLINE_SECONDS = 30;

/** "Access change propagation": a change of a policy takes "typically 2 minutes, potentially 7 minutes or longer". */
export const CONSISTENCY_SECONDS = 420;

/** `projects/acme-orders`, `folders/1234`, `organizations/1234`; `undefined` unless the entry names exactly one. */
export function targetOf({
  project,
  folder,
  organization,
}: Pick<Resource, "project" | "folder" | "organization">) {
  const named = [
    ...(project === undefined ? [] : [`projects/${project}`]),
    ...(folder === undefined ? [] : [`folders/${folder}`]),
    ...(organization === undefined ? [] : [`organizations/${organization}`]),
  ];
  return named.length === 1 ? named[0] : undefined;
}
