import { Document, isMap, isSeq, visit } from "yaml";

/** YAML as people write it: each entry of a list on one line. */
export function writeYaml(value: object): string {
  const document = new Document(value);
  visit(document, {
    Seq: (_key, list) => {
      for (const item of list.items) if (isMap(item) || isSeq(item)) item.flow = true;
      if (!list.items.some(isMap)) list.flow = true;
    },
  });
  return document.toString({ lineWidth: 0 });
}
