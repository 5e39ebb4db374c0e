import type { FromSchema } from "json-schema-to-ts";
import { addFindings, MAX_DOCUMENT_BYTES, type Parsed, parseDocument } from "../document/document.ts";
import { buildValidator, folderName } from "../document/schema.ts";
import { policySchema } from "../files/policy.ts";
import { requestSchema } from "../files/request.ts";
import { mistake } from "../findings/finding.ts";

export const templateSchema = {
  title: "Request template",
  description: "What a request by this name asks for. The policy alone decides what is granted.",
  type: "object",
  additionalProperties: false,
  required: ["name", "policy", "entitlements", "duration"],
  properties: {
    name: {
      ...policySchema.properties.name,
      description:
        "The template's name, that of its file: lower-case letters, digits and -, at most 63 characters",
      examples: ["debug-readonly"],
    },
    description: {
      type: "string",
      maxLength: 200,
      description: "Its purpose, on one line of at most 200 characters",
    },
    policy: { ...policySchema.properties.name, description: "The name of the policy that offers this" },
    folder: {
      ...folderName,
      description: "The folder of access-requests/ for the request; needed where the policy serves several",
    },
    entitlements: requestSchema.properties.entitlements,
    duration: requestSchema.properties.duration,
    reason: {
      type: "object",
      description: "What a person is asked for: { prompt, minimum }",
      additionalProperties: false,
      properties: {
        prompt: {
          type: "string",
          minLength: 1,
          maxLength: 200,
          description: "The question, on one line of at most 200 characters",
          examples: ["Which incident, and what do you look for?"],
        },
        minimum: {
          type: "integer",
          minimum: 1,
          maximum: 2000,
          description: "Characters that are asked for, at least; the policy's own minimum counts as well",
        },
      },
    },
  },
} as const;

export type Template = FromSchema<typeof templateSchema>;

export const TEMPLATES_FOLDER = "policies/templates";

/** The files that are read as templates: those directly in the folder. */
export const isTemplatePath = (path: string): boolean => /^policies\/templates\/[^/]+\.ya?ml$/u.test(path);

const validate = buildValidator<Template>(templateSchema);

/** Reads a template as `parseDocument` does. Its name is that of the file, so that a name stands for one template. */
export const parseTemplate = (source: string | Uint8Array, file: string): Parsed<Template> =>
  addFindings(
    parseDocument(validate, source, file, MAX_DOCUMENT_BYTES, () => false),
    ({ name }) =>
      file.split(/[/\\]/u).at(-1) === `${name}.yaml`
        ? []
        : [
            mistake(
              "TEMPLATE_UNUSABLE",
              `The template "${name}" is not in a file of this name.`,
              `Name the file ${name}.yaml.`,
              "/name",
            ),
          ],
  );
