import { Ajv, type ValidateFunction } from "ajv";
import slice from "./arm-slice.json" with { type: "json" };

interface Operation {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly query: readonly { readonly name: string; readonly required: boolean; readonly value?: string }[];
  readonly body?: object;
  readonly answers: Readonly<Record<string, object>>;
}

/** Microsoft's own description of Azure Resource Manager: see `x-source` in arm-slice.json. */
const operations: readonly Operation[] = slice.operations;
const ajv = new Ajv({ strict: false, validateFormats: false });
ajv.addSchema({ $id: "slice", schemas: slice.schemas });

const compiled = new Map<string, ValidateFunction>();

const validate = (schema: object, value: unknown, what: string): void => {
  const text = JSON.stringify(schema).replaceAll('"#/schemas/', '"slice#/schemas/');
  const isFine = compiled.get(text) ?? ajv.compile(JSON.parse(text));
  compiled.set(text, isFine);
  if (!isFine(value)) throw new Error(`${what}: ${ajv.errorsText(isFine.errors)}`);
};

/** `{scope}` is a path of its own (`x-ms-skip-url-encoding`); other names are one part. Azure compares paths in any case. */
function fits({ path }: Operation, pathname: string): boolean {
  const pattern = path
    .replaceAll(".", "\\.")
    .replace("/{scope}", "/[^?]+")
    .replaceAll(/\{\w+\}/gu, "[^/]+");
  return new RegExp(`^${pattern}$`, "iu").test(pathname);
}

/** Throws where a request is not one that the description allows. Returns a check of the answer. */
export function assertDescribed(
  method: string,
  url: URL,
  body: string | undefined,
): (status: number, answer: object | undefined) => void {
  const what = `${method} ${url.pathname}`;
  const operation = operations.find((each) => each.method === method && fits(each, url.pathname));
  if (operation === undefined) throw new Error(`${what} is not described.`);
  const names = operation.query.map(({ name }) => name);
  for (const name of url.searchParams.keys())
    if (!names.includes(name) && name !== "$skiptoken") throw new Error(`${what} has no parameter ${name}.`);
  for (const { name, required, value } of operation.query) {
    const given = url.searchParams.get(name);
    if (required && given === null) throw new Error(`${what} needs ${name}.`);
    if (value !== undefined && given !== value) throw new Error(`${what}: ${name} is ${given}.`);
  }
  if ((operation.body === undefined) !== (body === undefined)) throw new Error(`${what}: a body, or none.`);
  if (operation.body !== undefined) validate(operation.body, JSON.parse(body ?? ""), what);
  return (status, answer) => {
    const schema = operation.answers[String(status)];
    if (schema === undefined) throw new Error(`${what} does not answer ${status}.`);
    if (answer !== undefined) validate(schema, answer, `The answer to ${what}`);
  };
}
