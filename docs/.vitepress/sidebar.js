import { readdirSync, readFileSync } from "node:fs";

const docs = new URL("..", import.meta.url);
const GENERAL = ["adding-a-provider.md", "conformance.md"];

/** The sections of docs/README.md, and under the page of providers each provider's own. */
export function readSidebar() {
  const sections = read("README.md").split(/^## /mu).slice(1);
  return sections.map((section) => ({
    text: section.slice(0, section.indexOf("\n")),
    items: listLinks(section).map(describeLink),
  }));
}

const read = (page) => readFileSync(new URL(page, docs), "utf8");

function listLinks(section) {
  const links = section.matchAll(/^- \[(?<text>[^\]]+)\]\((?<page>[^)]+)\)/gmu);
  return [...links].map(({ groups }) => groups).filter(({ page }) => /^[\w/-]+\.md(?:#|$)/u.test(page));
}

function describeLink({ text, page }) {
  const item = { text, link: `/${page.replace(".md", "")}` };
  return page === "providers.md" ? { ...item, collapsed: true, items: listProviders() } : item;
}

const listProviders = () =>
  readdirSync(new URL("providers/", docs))
    .filter((name) => name.endsWith(".md") && !GENERAL.includes(name))
    .map((name) => ({
      text: /^# (?<title>.+)$/mu.exec(read(`providers/${name}`))?.groups?.title ?? name,
      link: `/providers/${name.replace(".md", "")}`,
    }));
