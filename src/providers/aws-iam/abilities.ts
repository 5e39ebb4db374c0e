import { listSome, toPhrases } from "../../core/text/phrases.ts";
import type { Statement, Template } from "./configuration.ts";

const MOST_ACTIONS = 6;
const MOST_RESOURCES = 3;

/** The statements of a role as phrases: `s3:GetObject on arn:aws:s3:::orders/*`. The person's permissions boundary may allow less. */
export const describeTemplate = (template: Template): string[] => toPhrases(template.map(describeStatement));

const describeStatement = ({ Action, Resource, Condition = {} }: Statement): string => {
  const keys = Object.values(Condition).flatMap((each) => Object.keys(each));
  const limits = keys.length === 0 ? "" : `, limited by ${listSome(keys)}`;
  return `${listSome(listOf(Action), MOST_ACTIONS)} on ${listSome(listOf(Resource).map(describeResource), MOST_RESOURCES)}${limits}`;
};

const describeResource = (resource: string): string => (resource === "*" ? "every resource" : resource);

const listOf = (one: string | readonly string[]): readonly string[] =>
  typeof one === "string" ? [one] : one;
