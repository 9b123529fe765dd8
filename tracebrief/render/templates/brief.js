// What a browser with JavaScript adds: the words behind a value at a touch, and charts that answer.
// Without it, values are links and charts are pictures; nothing is lost.
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

  const load = (path) => new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = here + path;
    script.onload = done;
    script.onerror = failed;
    document.head.append(script);
  });

  let library = null;
  const enliven = async (image) => {
    if (image.clientWidth < WIDE || matchMedia("(max-width: 40rem)").matches) return;
    library ??= load("vega.js");
    await Promise.all([library, load(`charts/${image.dataset.chart}.js`)]);
    const chart = document.createElement("div");
    chart.className = "chart";
    image.after(chart);
    // The picture's words stay the chart's: what a screen reader hears does not change.
    const spec = { ...window.tracebriefCharts[image.dataset.chart], description: image.alt };
    try {
      await window.vegaEmbed(chart, spec, { actions: false, renderer: "svg", logLevel: 1 });
      image.hidden = true;
    } catch (problem) {
      chart.remove();
      console.warn(`chart ${image.dataset.chart}: ${problem}`);
    }
  };
  const watcher = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      watcher.unobserve(entry.target);
      enliven(entry.target).catch(() => {});
    }
  }, { rootMargin: "400px" });
  for (const image of document.querySelectorAll("img[data-chart]")) watcher.observe(image);
  addEventListener("beforeprint", () => {
    for (const image of document.querySelectorAll("img[data-chart][hidden]")) {
      image.hidden = false;
      image.nextElementSibling?.remove();
    }
  });
})();
