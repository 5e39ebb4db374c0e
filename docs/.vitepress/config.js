// The documentation as a site: `npm run site` builds it into docs/.vitepress/dist, and checks it.
import { slug } from "github-slugger";
import { defineConfig } from "vitepress";
import { linkOutside } from "./outside.js";
import { readSidebar } from "./sidebar.js";

export default defineConfig({
  title: "Hallpass",
  description: "Just-in-time access through pull requests",
  lang: "en",
  base: process.env.SITE_BASE ?? "/",
  cleanUrls: true,
  // README.md is the folder's page on GitHub.
  rewrites: { "README.md": "index.md" },
  srcExclude: ["node_modules/**"],
  markdown: {
    // Links to headings work here as they do on GitHub.
    anchor: { slugify: slug },
    languageAlias: { ldif: "yaml", env: "sh" },
    config: (md) => md.use(linkOutside),
  },
  themeConfig: {
    sidebar: readSidebar(),
    outline: [2, 3],
    search: { provider: "local" },
  },
});
