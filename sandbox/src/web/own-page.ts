import type { Html } from "./html.ts";

/** A page of the program that runs the sandbox, beside GitHub's: at `/_pages/<name>`. */
export interface OwnPage {
  readonly name: string;
  readonly title: string;
  show(login: string): Promise<Html> | Html;
  /** What its form does. The page is shown again afterwards. */
  act?(login: string, fields: URLSearchParams): Promise<void> | void;
}
