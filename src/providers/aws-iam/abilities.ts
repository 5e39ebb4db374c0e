import { toPhrases } from "../../core/text/phrases.ts";
import { describeStatements } from "../adapter/aws/statements.ts";
import type { Template } from "./configuration.ts";

/** The statements of a role, as the configuration has them. The person's permissions boundary may allow less. */
export const describeTemplate = (template: Template): string[] => toPhrases(describeStatements(template));
