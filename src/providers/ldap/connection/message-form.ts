import { type Element, split } from "./ber.ts";

const TAG = { integer: 0x02, text: 0x04, sequence: 0x30, set: 0x31, entry: 0x64, reference: 0x73 } as const;
const CONTROLS = 0xa0;

/**
 * Throws for a message without the form of RFC 4511, sections 4.1.1, 4.1.11 and 4.5.2. ldapts reads for ever where an element is longer than
 * what it is in, or where a list has something else in it. Of other operations it reads each part once.
 */
export function refuseMalformed(message: Buffer): void {
  const [id, operation, controls, more] = split(split(message)[0]?.content ?? message);
  const isWhole = id?.tag === TAG.integer && operation !== undefined && more === undefined;
  if (!isWhole || !isOperation(operation) || !(controls === undefined || isControls(controls)))
    throw new Error("A message of another form.");
}

function isOperation({ tag, content }: Element): boolean {
  if (tag === TAG.entry) return isEntry(content);
  const parts = split(content);
  return tag !== TAG.reference || parts.every(isText);
}

const isText = (element: Element | undefined): boolean => element?.tag === TAG.text;

function isEntry(content: Buffer): boolean {
  const [name, attributes, more] = split(content);
  return (
    isText(name) &&
    attributes?.tag === TAG.sequence &&
    more === undefined &&
    split(attributes.content).every(isAttribute)
  );
}

function isAttribute({ tag, content }: Element): boolean {
  if (tag !== TAG.sequence) return false;
  const [type, values, more] = split(content);
  return isText(type) && values?.tag === TAG.set && more === undefined && split(values.content).every(isText);
}

/** The type, whether it is critical, and the value. */
const isControls = ({ tag, content }: Element): boolean =>
  tag === CONTROLS &&
  split(content).every(
    (control) =>
      control.tag === TAG.sequence &&
      /^4(,1)?(,4)?$/u.test(
        split(control.content)
          .map((part) => part.tag)
          .join(","),
      ),
  );
