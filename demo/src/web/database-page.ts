import { type Html, html, type OwnPage } from "github-sandbox";
import type { Selected } from "../stage/database.ts";

/** A query of the chosen person to the real PostgreSQL, in a session of its own: rows, or the server's refusal. */
export const databasePage = (query: string, select: (login: string) => Promise<Selected>): OwnPage => ({
  name: "database",
  title: "Database",
  show: async (
    login,
  ) => html`<p>PostgreSQL was asked just now, as ${login} and with the password of ${login}:</p>
<pre tabindex="0"><code>${query}</code></pre>
${showAnswer(await select(login))}
<p><a class="button" href="/_pages/database">Ask again</a></p>`,
});

const showAnswer = (answer: Selected): Html =>
  answer.outcome === "ok"
    ? html`<p class="note good">Answered.</p><pre tabindex="0"><code>${answer.rows.join("\n")}</code></pre>`
    : html`<p class="note bad">Refused. ${answer.message}</p>`;
