import { nameAccess, type Offers } from "../../core/asking/offers.ts";
import { judgeTemplate, templateFolder } from "../../core/templates/judge-template.ts";
import {
  isTemplatePath,
  parseTemplate,
  TEMPLATES_FOLDER,
  type Template,
} from "../../core/templates/template.ts";
import { findNearest } from "../../core/text/nearest.ts";
import type { RequestDesk } from "../../github/asking/desk.ts";
import { UsageError } from "../runner/failure.ts";
import type { Offered } from "./read-offers.ts";

/** The templates at the commit of the offers whose policy is for the person, and offers all they propose. */
export async function readTemplates(
  desk: Pick<RequestDesk, "readFolder">,
  { base, mine }: Pick<Offered, "base" | "mine">,
): Promise<Template[]> {
  const files = await desk.readFolder(TEMPLATES_FOLDER, base.commit);
  return files
    .filter(({ path }) => isTemplatePath(path))
    .flatMap(({ path, text }) => parseTemplate(text, path).value ?? [])
    .filter((template) => judgeTemplate(template, mine).length === 0)
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** Throws `UsageError` with the names there are. */
export function findTemplate(templates: readonly Template[], name: string): Template {
  const found = templates.find((template) => template.name === name);
  if (found !== undefined) return found;
  const names = templates.map((template) => template.name);
  const nearest = findNearest(name, names);
  const there = names.length === 0 ? "There is none for you." : `There are: ${names.join(", ")}.`;
  throw new UsageError(
    `No template "${name}" is for you, or it asks for more than its policy offers. ${nearest === undefined ? there : `Did you mean "${nearest}"?`}`,
  );
}

/** What the template asks for, as offers of its policy. Throws `UsageError` where the policies are not those it was found by. */
export function offersOf(template: Template, { mine }: Offered): Offers {
  const policy = mine.find(({ name }) => name === template.policy);
  const folder = policy && templateFolder(template, policy);
  const [first, ...others] = template.entitlements;
  if (policy === undefined || folder === undefined || first === undefined)
    throw new UsageError(`The template "${template.name}" fits no policy that is for you.`);
  const offer = (entitlement: typeof first) => ({ policy, folder, entitlement });
  return [offer(first), ...others.map(offer)];
}

/** One template a line, under a heading; nothing where there is none. */
export const describeTemplates = (templates: readonly Template[]): string =>
  templates.length === 0
    ? ""
    : `\nBy name, with --template:\n${templates.map(describeTemplate).join("\n")}\n`;

const describeTemplate = ({ name, entitlements, duration, description }: Template): string =>
  `  ${name}  ${entitlements.map(nameAccess).join(", ")} for ${duration}${description === undefined ? "" : `  (${description})`}`;
