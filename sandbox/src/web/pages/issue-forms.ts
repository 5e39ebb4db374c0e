import { parse } from "yaml";
import { type Html, html } from "../html.ts";
import { renderComment } from "../markdown.ts";
import type { Visit } from "../page.ts";
import { readBlob } from "./files.ts";
import { repositoryOf } from "./parts.ts";

/** A field of "Syntax for GitHub's form schema". */
interface Field {
  readonly type: "markdown" | "input" | "textarea" | "dropdown" | "checkboxes";
  readonly id?: string;
  readonly attributes: {
    readonly label?: string;
    readonly description?: string;
    readonly placeholder?: string;
    readonly value?: string;
    readonly options?: readonly (string | { readonly label: string })[];
  };
  readonly validations?: { readonly required?: boolean };
}

/** "Syntax for issue forms". */
export interface IssueForm {
  readonly file: string;
  readonly name: string;
  readonly description: string;
  readonly title: string;
  readonly labels: readonly string[];
  readonly fields: readonly Field[];
}

const folder = ".github/ISSUE_TEMPLATE";

/** The forms on the default branch. */
export async function listForms(visit: Visit): Promise<readonly IssueForm[]> {
  const { api } = repositoryOf(visit);
  const entries = await visit.api.get("content-directory", `${api}/contents/${folder}`).catch(() => []);
  const names = (Array.isArray(entries) ? entries : []).map(({ name }) => name);
  const forms = names.filter((name) => /\.ya?ml$/.test(name) && !/^config\./.test(name));
  return Promise.all(forms.map((name) => readForm(visit, name)));
}

export const findForm = async (visit: Visit, file: string): Promise<IssueForm | undefined> =>
  file === "" ? undefined : (await listForms(visit)).find((form) => form.file === file);

async function readForm(visit: Visit, file: string): Promise<IssueForm> {
  const { default_branch: branch } = await visit.api.get("repository", repositoryOf(visit).api);
  const { text } = await readBlob(visit, branch, `${folder}/${file}`);
  const given: { name: string; description: string; title?: string; labels?: string[]; body: Field[] } =
    parse(text);
  return {
    file,
    name: given.name,
    description: given.description,
    title: given.title ?? "",
    labels: given.labels ?? [],
    fields: given.body,
  };
}

const keyOf = ({ id }: Field, index: number): string => id ?? `field-${index}`;
const textOf = (option: string | { readonly label: string }): string =>
  typeof option === "string" ? option : option.label;

/** The form's fields. A link may fill them in, by their ids. */
export const showFields = ({ fields }: IssueForm, query: URLSearchParams): Html =>
  html`${fields.map((field, index) => showField(field, keyOf(field, index), query.get(keyOf(field, index)) ?? ""))}`;

function showField(field: Field, key: string, given: string): Html {
  const { attributes, validations } = field;
  if (field.type === "markdown") return renderComment(attributes.value ?? "");
  const required = validations?.required === true ? html` required` : undefined;
  const hint =
    attributes.description === undefined
      ? undefined
      : html`<p class="hint" id="${key}-hint">${attributes.description}</p>`;
  const described = hint === undefined ? undefined : html` aria-describedby="${key}-hint"`;
  const value = given || (attributes.value ?? "");
  if (field.type === "checkboxes")
    return html`<fieldset><legend>${attributes.label}</legend>${(attributes.options ?? []).map((option) => html`<label class="choice"><input type="checkbox" name="${key}" value="${textOf(option)}"> ${textOf(option)}</label>`)}</fieldset>`;
  const label = html`<label for="${key}">${attributes.label}</label>${hint}`;
  if (field.type === "dropdown")
    return html`${label}<select id="${key}" name="${key}"${described}${required}><option value="">None</option>${(attributes.options ?? []).map((option) => html`<option${textOf(option) === value ? html` selected` : undefined}>${textOf(option)}</option>`)}</select>`;
  if (field.type === "textarea")
    return html`${label}<textarea id="${key}" name="${key}" placeholder="${attributes.placeholder}"${described}${required}>
${value}</textarea>`;
  return html`${label}<input id="${key}" name="${key}" value="${value}" placeholder="${attributes.placeholder}"${described}${required}>`;
}

/** The issue's text: each label as a heading, with the answer below it, as GitHub writes it. */
export function readAnswers({ fields }: IssueForm, sent: URLSearchParams): string {
  return fields
    .flatMap((field, index) => (field.type === "markdown" ? [] : [{ field, key: keyOf(field, index) }]))
    .map(
      ({ field, key }) =>
        `### ${field.attributes.label}\n\n${answerOf(field, sent.getAll(key)) || "_No response_"}`,
    )
    .join("\n\n");
}

function answerOf(field: Field, given: readonly string[]): string {
  if (field.type !== "checkboxes") return (given[0] ?? "").replaceAll("\r\n", "\n").trim();
  return (field.attributes.options ?? [])
    .map((option) => `- [${given.includes(textOf(option)) ? "X" : " "}] ${textOf(option)}`)
    .join("\n");
}
