import { notFound } from "../../http/error.ts";
import { html } from "../html.ts";
import { get, post, type Visit } from "../page.ts";

/** The switch of people, and the pages of the program that runs the sandbox. */
export const ownPages = [
  post("/_web/person", (visit) => {
    const login = visit.field("login");
    if (!visit.state.people.some((each) => each.login === login)) throw notFound();
    return { to: visit.field("to"), person: login };
  }),
  get("/_pages/:name", async (visit) => {
    const page = find(visit);
    return { title: page.title, body: html`<h1>${page.title}</h1>${await page.show(visit.person.login)}` };
  }),
  post("/_pages/:name", async (visit) => {
    await find(visit).act?.(visit.person.login, visit.fields);
    return { to: visit.url.pathname };
  }),
];

function find({ state, path }: Visit) {
  const page = state.ownPages.find(({ name }) => name === path("name"));
  if (page === undefined) throw notFound();
  return page;
}
