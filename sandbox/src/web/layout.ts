import type { Account } from "../accounts.ts";
import type { State } from "../state.ts";
import { type Html, html } from "./html.ts";
import type { Page } from "./page.ts";

/** The whole document: skip link, head with the person's switch, the page. */
export function layOut(state: State, person: Account, url: URL, { title, body }: Page): Html {
  const here = `${url.pathname}${url.search}`;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · local GitHub</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/_web/style.css">
</head>
<body>
<a class="skip" href="#main">To the content</a>
<header>
<nav aria-label="Sandbox"><a class="home" href="/">Local GitHub</a>${state.ownPages.map(
    ({ name, title: label }) => html` <a href="/_pages/${name}">${label}</a>`,
  )}</nav>
${choosePerson(state, person, here)}
</header>
<main id="main" tabindex="-1">
${body}
</main>
</body>
</html>
`;
}

const choosePerson = (
  { people }: State,
  person: Account,
  here: string,
): Html => html`<form method="post" action="/_web/person" class="who">
<input type="hidden" name="to" value="${here}">
<label for="person">You are</label>
<select id="person" name="login">${people.map(({ login }) =>
  login === person.login ? html`<option selected>${login}</option>` : html`<option>${login}</option>`,
)}</select>
<button>Switch</button>
</form>`;
