/** An entry of the directory: its name, and its attributes by their names in lower case. */
export interface Entry {
  readonly dn: string;
  readonly attributes: ReadonlyMap<string, readonly (string | Buffer)[]>;
}

/** An entry as ldapts gives it. */
type Answered = Readonly<Record<string, string | Buffer | readonly string[] | readonly Buffer[]>>;

export function toEntry({ dn, ...attributes }: Answered): Entry {
  const lists = Object.entries(attributes).map(
    ([name, value]) =>
      [name.toLowerCase(), typeof value === "string" || Buffer.isBuffer(value) ? [value] : value] as const,
  );
  return { dn: String(dn), attributes: new Map(lists) };
}

/** The values of an attribute; none where it is absent or unreadable. */
export const valuesOf = (entry: Entry, attribute: string): readonly string[] =>
  (entry.attributes.get(attribute.toLowerCase()) ?? []).map(String);

/** The only value; `undefined` where there is none or several. */
export function soleValueOf(entry: Entry, attribute: string): string | undefined {
  const values = valuesOf(entry, attribute);
  return values.length === 1 ? values[0] : undefined;
}

export function bytesOf(entry: Entry, attribute: string): Buffer | undefined {
  const value = entry.attributes.get(attribute.toLowerCase())?.[0];
  return value === undefined ? undefined : Buffer.from(value);
}
