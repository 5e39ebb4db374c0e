import fc from "fast-check";

/** A change of a text, and how it is shown when a property fails. */
export interface Edit {
  readonly at: number;
  readonly cut: number;
  readonly put: string;
}

const edit = (put: fc.Arbitrary<string>): fc.Arbitrary<Edit> =>
  fc.record(
    { at: fc.nat(400), cut: fc.oneof(fc.constant(0), fc.nat(3), fc.nat(60)), put },
    { noNullPrototype: true },
  );

/** What means something in YAML, in CODEOWNERS or in Unicode, and little besides. */
const traps = fc.constantFrom(
  ..."&a |*a|<<: *a|!!str |!x |? |- |: |, |{|}|[|]|'|\"|\\|# |%YAML 1.1\n|---\n|...\n||\n|>-\n|~|null|yes|0x10|1e3|010|.inf".split(
    "|",
  ),
  ..."subject: eve\n;duration: 9h\n;duration: 5m\n;reason: x\n;  ;\n;\r\n;\t;\r;4m;9999d;0h;EVE;Alice;alice;mallory;*;**;/*;/**;?;***".split(
    ";",
  ),
  "| \n",
  "\u202e",
  "\u200b",
  "\ufeff",
  "\u0000",
  "\u0085",
  "\u2028",
  "\u00ad",
  "\u3164",
  "\\u202e",
  "аlice",
  "ａｌｉｃｅ",
  "\u{e0041}",
  "\ud800",
  "__proto__: 1\n",
  "@acme/friends",
  "@acme/payments-leads",
  "@other/payments-leads",
  "@eve",
  "/access-requests/ @acme/friends\n",
  "/access-requests/payments/* @acme/friends\n",
  "/access-requests/**/*.yaml @acme/payments-leads\n",
  "access-requests/payments/\n",
  "* @acme/payments-leads\n",
  "policies/*.yaml @acme/friends\n",
  "/access-requests/ alice@acme.example\n",
  "/access-requests/payments/ @acme/payments-leads carol@acme.example\n",
  "\\ ",
  "/policies/ @acme/friends\n",
);

export const edits = fc.array(edit(fc.oneof(traps, traps, fc.string({ unit: "binary", maxLength: 4 }))), {
  minLength: 1,
  maxLength: 4,
});

/** Text with pieces cut out and others put in, anywhere. */
export const applyEdits = (text: string, list: readonly Edit[]): string =>
  list.reduce((result, { at, cut, put }) => {
    const place = at % (result.length + 1);
    return result.slice(0, place) + put + result.slice(place + cut);
  }, text);

/** The same among the bytes: most of it is no UTF-8 any more. */
export const byteEdits = fc.array(
  fc.record({ at: fc.nat(400), put: fc.uint8Array({ maxLength: 3 }) }, { noNullPrototype: true }),
  { minLength: 1, maxLength: 2 },
);

export const applyByteEdits = (text: string, list: readonly { at: number; put: Uint8Array }[]): Uint8Array =>
  list.reduce<Uint8Array>((bytes, { at, put }) => {
    const place = at % (bytes.length + 1);
    return Buffer.concat([bytes.subarray(0, place), put, bytes.subarray(place + put.length)]);
  }, Buffer.from(text));

/** Lines taken out, doubled, or put in another place. */
export const lineEdits = fc.array(
  fc.record(
    { from: fc.nat(12), to: fc.nat(12), kind: fc.constantFrom("drop", "copy", "move") },
    { noNullPrototype: true },
  ),
  { minLength: 1, maxLength: 3 },
);

export const applyLineEdits = (
  text: string,
  list: readonly { from: number; to: number; kind: string }[],
): string =>
  list
    .reduce((lines, { from, to, kind }) => {
      const taken = lines.slice(from % lines.length, (from % lines.length) + 1);
      const rest = kind === "copy" ? lines : lines.toSpliced(from % lines.length, 1);
      return kind === "drop" ? rest : rest.toSpliced(to % (rest.length + 1), 0, ...taken);
    }, text.split("\n"))
    .join("\n");
