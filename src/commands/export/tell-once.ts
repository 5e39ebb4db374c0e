import { complain } from "../output/terminal.ts";

/** Tells the operator of a state; an empty text is the usual one. */
export type Tell = (text: string) => void;

/** A state that lasts is told once, however often it is seen. `over`: the text for its end, if that is worth one. */
export function tellOnce(over = ""): Tell {
  let last = "";
  return (text) => {
    if (text !== last) complain(text === "" ? over : text);
    last = text;
  };
}
