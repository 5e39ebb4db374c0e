import { html } from "../html.ts";
import { get, post, type Visit } from "../page.ts";
import { repositoryOf, rows } from "./parts.ts";

/** Where an invited person accepts, before the repository can be seen. */
export const invitationPages = [
  get("/:owner/:repo/invitations", async (visit) => {
    const { name, page } = repositoryOf(visit);
    const open = await listOwn(visit);
    return {
      title: "Invitations",
      body: html`<h1>Invitations to ${name}</h1>${rows(
        open.map(
          ({ id, inviter, permissions }) =>
            html`${inviter?.login} invited you, with the role ${permissions}.<form method="post" action="${page}/invitations"><input type="hidden" name="id" value="${String(id)}"><button class="act">Accept</button></form>`,
        ),
        "None for you.",
      )}`,
    };
  }),
  post("/:owner/:repo/invitations", async (visit) => {
    const id = encodeURIComponent(visit.field("id"));
    await visit.api.send("empty-object", "PATCH", `/user/repository_invitations/${id}`, {});
    return { to: repositoryOf(visit).page };
  }),
];

async function listOwn(visit: Visit) {
  const all = await visit.api.list("repository-invitation", "/user/repository_invitations");
  return all.filter(({ repository }) => repository.full_name === repositoryOf(visit).name);
}
