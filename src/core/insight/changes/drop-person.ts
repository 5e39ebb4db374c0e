import { type Document, isMap, isSeq, parseDocument, type YAMLMap } from "yaml";
import { parseSettings, SETTINGS_PATH, type Settings } from "../../files/settings.ts";
import type { ChangeMaker } from "./change.ts";

/** A person who does nothing: their entry leaves the identity map. */
export const dropPerson: ChangeMaker = {
  rule: "idle-person",
  name: ({ person = "" }) => person,
  make({ person = "" }, files) {
    const before = files.get(SETTINGS_PATH);
    const text = before === undefined ? undefined : withoutPerson(before, person);
    if (text === undefined) return undefined;
    return {
      title: `Take ${person} out of the identity map`,
      besides:
        "They can ask for nothing any more until they are added again. Their accounts at the providers stay.",
      edit: { path: SETTINGS_PATH, text },
    };
  },
};

/** The settings without the entry of one person; other lines stay as they are where they can. `undefined`: nothing to take out. */
function withoutPerson(text: string, login: string): string | undefined {
  const settings = parseSettings(text, SETTINGS_PATH).value;
  const document = parseDocument(text);
  const people = document.get("people");
  const entries = isSeq(people) ? people.items.filter(isMap) : [];
  const entry = entries.find((each) => each.get("login") === login);
  if (settings === undefined || entry === undefined) return undefined;
  const rest = { ...settings, people: settings.people.filter((each) => each.login !== login) };
  return [cutLines(text, entry), cutEntry(document, login)].find((each) => isSame(each, rest));
}

/** Without the lines from its dash to its end. */
function cutLines(text: string, { range }: YAMLMap): string {
  const [start, end] = range ?? [0, 0];
  const from = text.lastIndexOf("\n", start - 1) + 1;
  const newline = text.indexOf("\n", end - 1);
  return text.slice(0, from) + (newline < 0 ? "" : text.slice(newline + 1));
}

function cutEntry(document: Document, login: string): string {
  const people = document.get("people");
  if (!isSeq(people)) return "";
  people.items = people.items.filter((each) => !(isMap(each) && each.get("login") === login));
  if (people.items.length === 0) people.flow = true;
  return document.toString({ lineWidth: 0 });
}

const isSame = (text: string, wanted: Settings): boolean =>
  JSON.stringify(parseSettings(text, SETTINGS_PATH).value) === JSON.stringify(wanted);
