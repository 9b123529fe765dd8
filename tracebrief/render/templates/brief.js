// What a browser with JavaScript adds: the words behind a value, interactive charts, and links to the other versions.
// Without it, values are links, charts are pictures, and versions are listed on a page; nothing is lost.
"use strict";
(() => {
  const here = document.currentScript.src.replace(/[^/]*$/, "");

  // Below this width (CSS pixels) a chart's labels would collide: the picture, which scrolls, reads better.
  const WIDE = 620;

  const preview = document.createElement("div");
  preview.id = "claim-preview";
  preview.setAttribute("role", "tooltip");
  preview.hidden = true;
  document.body.append(preview);
  let shown = null;

  const hide = () => {
    preview.hidden = true;
    shown?.removeAttribute("aria-describedby");
    shown = null;
  };

  const show = (link, touched) => {
    hide();
    preview.textContent = link.dataset.words;
    if (touched) {
      const open = document.createElement("a");
      open.href = link.href;
      open.textContent = "Open it in the text";
      preview.append(document.createElement("br"), open);
    }
    preview.hidden = false;
    const box = link.getClientRects()[0];
    const left = Math.min(box.left, document.documentElement.clientWidth - preview.offsetWidth - 16);
    const above = box.top - preview.offsetHeight - 8;
    preview.style.left = `${Math.max(16, left) + scrollX}px`;
    preview.style.top = `${(above > 64 ? above : link.getBoundingClientRect().bottom + 8) + scrollY}px`;
    link.setAttribute("aria-describedby", preview.id);
    shown = link;
  };

  for (const link of document.querySelectorAll("a.claim[title]")) {
    link.dataset.words = link.title;
    link.removeAttribute("title");
    let pointer = "mouse";
    link.addEventListener("pointerdown", (event) => { pointer = event.pointerType; });
    link.addEventListener("pointerenter", (event) => { if (event.pointerType === "mouse") show(link, false); });
    link.addEventListener("pointerleave", (event) => { if (event.pointerType === "mouse") hide(); });
    link.addEventListener("focus", () => { if (link.matches(":focus-visible")) show(link, false); });
    link.addEventListener("blur", () => setTimeout(() => { if (!preview.matches(":hover")) hide(); }, 150));
    link.addEventListener("click", (event) => {
      if (pointer === "mouse" || shown === link) return;
      event.preventDefault();
      show(link, true);
    });
  }
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
  document.addEventListener("pointerdown", (event) => {
    if (shown && !preview.contains(event.target) && !shown.contains(event.target)) hide();
  });

  const load = (url) => new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = url;
    script.onload = done;
    script.onerror = failed;
    document.head.append(script);
  });

  let library = null;
  const makeInteractive = async (image) => {
    if (image.clientWidth < WIDE || matchMedia("(max-width: 40rem)").matches) return;
    library ??= load(`${here}vega.js`);
    const name = image.src.replace(/.*\/|\.svg$/g, "");
    await Promise.all([library, load(new URL(`../charts/${name}.js`, image.src))]);
    const chart = document.createElement("div");
    chart.className = "chart";
    image.after(chart);
    // The picture's words stay the chart's: what a screen reader hears does not change.
    const spec = { ...window.tracebriefCharts[name], description: image.alt };
    try {
      await window.vegaEmbed(chart, spec, { actions: false, renderer: "svg", logLevel: 1 });
      image.hidden = true;
    } catch (problem) {
      chart.remove();
      console.warn(`chart ${name}: ${problem}`);
    }
  };
  const watcher = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      watcher.unobserve(entry.target);
      makeInteractive(entry.target).catch(() => {});
    }
  }, { rootMargin: "400px" });
  for (const image of document.querySelectorAll("img.interactive")) watcher.observe(image);
  addEventListener("beforeprint", () => {
    for (const image of document.querySelectorAll("img.interactive[hidden]")) {
      image.hidden = false;
      image.nextElementSibling?.remove();
    }
  });

  // Versions. This script lies two folders below the site's root, in every version; what is published later than a
  // page is known from the root alone.
  const root = new URL("../../", here);
  const element = (name, properties, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };
  const inWords = (date) => date &&
    new Date(`${date}T00:00Z`).toLocaleDateString("en-GB", { dateStyle: "long", timeZone: "UTC" });

  const showVersions = (versions, pages) => {
    const path = decodeURI(location.pathname.slice(root.pathname.length));
    const [, folder, rest] = /^(v\/[^/]+\/)?(.*)$/.exec(path);
    const name = rest.replace(/\.html$/, "").replace(/(^|\/)$/, "$1index");
    const mine = folder ? versions.findIndex((version) => version.href === folder) : 0;
    const has = (version) => pages[version.pages].includes(name);
    if (versions.length < 2 && mine === 0) return;

    // The same page and place in another version; its first page where it has not this one.
    const links = [];
    const linkTo = (version, words) => {
      const link = element("a", { textContent: words });
      links.push([link, version]);
      return link;
    };
    const aim = () => {
      for (const [link, version] of links) {
        const page = has(version) ? `${encodeURI(name)}.html${location.hash}` : "index.html";
        link.href = new URL(version.href + page, root);
      }
    };

    const entries = versions.map((version, number) => {
      const link = linkTo(version, version.name);
      if (number === mine) link.setAttribute("aria-current", "true");
      const facts = [inWords(version.date), number === 0 && "newest", !has(version) && "without this page"];
      return element("li", {}, link, " ", element("span", { textContent: facts.filter(Boolean).join(" · ") }));
    });
    const all = element("a", { href: new URL("versions.html", root), textContent: "All versions" });
    const shownName = mine < 0 ? decodeURI(folder.split("/")[1]) : versions[mine].name;
    const list = element("details", { className: "versions" },
      element("summary", {}, mine === 0 ? "Version " : "Older version ", element("b", { textContent: shownName })),
      element("ul", { className: "list" }, ...entries, element("li", {}, all)));
    const close = (event) => { if (!list.contains(event.target)) list.open = false; };
    document.addEventListener("pointerdown", close);
    document.addEventListener("focusin", close);
    list.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !list.open) return;
      list.open = false;
      list.firstChild.focus();
    });
    // The header of the embedded engine's pages, else of Quarto's.
    (document.querySelector("header.site nav, .navbar-container") ?? document.body).append(list);

    if (mine !== 0) {
      const newest = versions[0];
      const date = newest.date ? ` (${inWords(newest.date)})` : "";
      const open = linkTo(newest, has(newest) ? "Open this page in it" : "This page is not in it: open its first page");
      const words = element("p", { className: "newer" }, `A newer version exists: ${newest.name}${date}. `, open, ".");
      words.setAttribute("role", "status");
      (document.querySelector("main") ?? document.body).prepend(words);
    }
    aim();
    addEventListener("hashchange", aim);
  };
  load(new URL("versions.js", root))
    .then(() => showVersions(window.tracebriefVersions, window.tracebriefPages), () => {});
})();
