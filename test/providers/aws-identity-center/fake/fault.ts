/** An error that AWS answers: the name is that of the shape in its API's model. */
export class Fault extends Error {
  readonly status: number;
  override readonly name: string;
  readonly fields: Readonly<Record<string, unknown>>;

  constructor(name: string, status = 400, fields: Readonly<Record<string, unknown>> = {}) {
    super(name);
    this.name = name;
    this.status = status;
    this.fields = fields;
  }
}

export type Input = Readonly<Record<string, unknown>>;
export type Output = Readonly<Record<string, unknown>>;
export type Operation = (input: Input) => Output;

export function readText(input: Input, field: string): string {
  const value = input[field];
  if (typeof value === "string") return value;
  throw new Fault("ValidationException");
}

/** A page of a list: the last one has no token, and a token is good for the list it came from. */
export function pageOf<Item>(
  items: readonly Item[],
  input: Input,
  size: number,
): [Item[], string | undefined] {
  const { NextToken } = input;
  const from =
    NextToken === undefined ? 0 : Number(/^page-(?<from>\d+)$/u.exec(String(NextToken))?.groups?.from);
  if (Number.isNaN(from)) throw new Fault("ValidationException");
  const to = from + size;
  return [items.slice(from, to), to < items.length ? `page-${to}` : undefined];
}
