// Builds the documentation as a site, docs/.vitepress/dist, and checks each page of it: every link inside the site leads to a page,
// and to a heading of it. Prints what is dead, and "N passed, N failed". The generator has its own lockfile, because nothing else needs it.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const docs = fileURLToPath(new URL("../docs", import.meta.url));
const dist = join(docs, ".vitepress/dist");

if (!existsSync(join(docs, "node_modules")))
  execFileSync(
    "npm",
    ["ci", "--prefix", docs, "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
    {
      stdio: "inherit",
    },
  );
const built = spawnSync("npm", ["run", "build", "--silent", "--prefix", docs], { encoding: "utf8" });
const output = `${built.stdout}${built.stderr}`;
process.stdout.write(output);
// The generator goes on, and ends with 0, where it cannot render a page.
if (built.status !== 0 || /^\w*Error: /mu.test(output)) {
  process.stdout.write("FAILED the site: a page cannot be rendered\n\n0 passed, 1 failed\n");
  process.exit(1);
}

const pages = new Map(
  readdirSync(dist, { recursive: true })
    .filter((name) => name.endsWith(".html"))
    .map((name) => [`/${name}`, readFileSync(join(dist, name), "utf8")]),
);
/** The site's address without its host, such as `/hallpass/`. */
const base = process.env.SITE_BASE ?? "/";
const findPage = (path) => [path, `${path}.html`, `${path}index.html`].find((name) => pages.has(name));
const hasHeading = (page, id) => id === "" || pages.get(page).includes(`id="${id}"`);

function isDead(page, href) {
  if (/^[a-z]+:/u.test(href)) return false;
  const { pathname: address, hash } = new URL(href, `http://site${base}${page.slice(1)}`);
  if (!address.startsWith(base)) return true;
  const pathname = `/${address.slice(base.length)}`;
  if (/\.(?:css|js|svg|png|woff2)$/u.test(pathname)) return !existsSync(join(dist, pathname));
  const target = findPage(pathname);
  return target === undefined || !hasHeading(target, decodeURIComponent(hash.slice(1)));
}

const findDead = ([page, html]) =>
  [...html.matchAll(/<(?:a|link|img)\b[^>]*? (?:href|src)="(?<href>[^"]*)"/gu)]
    .map(({ groups }) => groups.href.replaceAll("&amp;", "&"))
    .filter((href) => isDead(page, href));

let failed = 0;
for (const page of pages) {
  const dead = [...new Set(findDead(page))];
  if (dead.length > 0) failed += 1;
  for (const href of dead) process.stdout.write(`FAILED ${page[0]}: leads to ${href}, which is not there\n`);
}
process.stdout.write(`\n${pages.size - failed} passed, ${failed} failed\n`);
process.exitCode = failed > 0 ? 1 : 0;
