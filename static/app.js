// What the page does beyond links and forms: why a line is there, copying, and the form's state after an answer.
(() => {
  "use strict";
  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const say = (text) => { one("#status").textContent = text; };

  // Why this line, and which lines because of this answer.
  const dim = () => all(".lit").forEach((lit) => lit.classList.remove("lit"));
  const light = (element) => {
    if (!element) return;
    element.classList.add("lit");
    const fold = element.closest(".fold:not([open])");
    if (fold) fold.classList.add("lit");
  };
  const explain = (line) => {
    const reason = document.getElementById(line.dataset.why);
    if (!reason) return;
    const sheet = line.closest(".sheet");
    all(".at", sheet).forEach((other) => other.classList.remove("at"));
    all(`[data-why="${reason.id}"]`, sheet).forEach((other) => other.classList.add("at"));
    all(".on", sheet).forEach((other) => other.classList.remove("on"));
    reason.classList.add("on");
    dim();
    reason.dataset.because.split(" ").forEach((name) => light(document.getElementById(`q-${name}`)));
  };
  const caused = (name) => {
    dim();
    all(`li[data-because~="${name}"]`).forEach((reason) => all(`[data-why="${reason.id}"]`).forEach(light));
  };
  const point = (event) => {
    const line = event.target.closest?.("[data-why]");
    const question = event.target.closest?.("[data-q]");
    if (line) explain(line);
    else if (question) caused(question.dataset.q);
    else dim();
  };
  document.addEventListener("pointerover", point);
  document.addEventListener("focusin", point);

  // In the text, the arrows go from line to line.
  document.addEventListener("keydown", (event) => {
    const code = event.target.closest?.(".code");
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!code || !step || event.ctrlKey || event.metaKey || event.altKey) return;
    const lines = all("[data-why]", code);
    const next = lines[lines.indexOf(document.activeElement) + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });

  // Copying: the modern way where the frame allows it, else the one that works everywhere.
  const copy = async (text, button) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = Object.assign(document.createElement("textarea"), { value: text, className: "vh" });
      document.body.append(area);
      area.select();
      const done = document.execCommand("copy");
      area.remove();
      button.focus();
      if (!done) return say("Could not copy. Select the text and copy it by hand.");
    }
    const words = button.textContent;
    button.style.minWidth = `${button.offsetWidth}px`;
    button.textContent = "Copied";
    setTimeout(() => { button.textContent = words; }, 1200);
    say("Copied.");
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-copy], [data-copy-tab], [data-copy-address]");
    const theme = event.target.closest?.("[data-theme-to]");
    if (theme) return turn(event, theme);
    const link = event.target.closest?.('a[href^="#q-"]');
    if (link) return unfold(link.hash);
    if (!button) return;
    event.preventDefault();
    if ("copyAddress" in button.dataset) copy(button.href, button);
    else copy(one(button.dataset.copy || ":checked + .tab + .sheet .code").textContent, button);
  });

  const unfold = (hash) => {
    const question = hash && document.getElementById(hash.slice(1));
    const fold = question && question.closest(".fold");
    if (fold) fold.open = true;
  };

  // The theme is part of the address, like everything else.
  const turn = (event, link) => {
    event.preventDefault();
    const theme = link.dataset.themeTo;
    document.documentElement.dataset.theme = theme;
    let field = one("#cfg [name=theme]");
    if (!field) {
      field = Object.assign(document.createElement("input"), { type: "hidden", name: "theme" });
      one("#cfg").prepend(field);
    }
    field.value = theme;
    const address = new URL(location);
    address.searchParams.set("theme", theme);
    history.replaceState(history.state, "", address);
    (one(`[data-theme-to]:not([data-theme-to=${theme}])`) || link).focus();
  };

  // The form follows the answer: what cannot be had, and what was found out for questions that nobody answered.
  const follow = () => {
    const truth = one("#truth");
    if (!truth) return;
    const off = JSON.parse(truth.dataset.off);
    all("#cfg .card > input").forEach((input) => {
      const why = (off[input.name] || {})[input.value] || "";
      const words = document.getElementById(`${input.id}-off`);
      if (words) words.textContent = why;
      input.disabled = Boolean(why) && !input.checked;
    });
    Object.entries(JSON.parse(truth.dataset.found)).forEach(([name, values]) => {
      const drawn = document.getElementById(`drawn-${name}`);
      all(`#cfg [name="${name}"]`).forEach((input) => { input.checked = values.includes(input.value); });
      if (drawn) drawn.value = `${name}:${values[0]}`;
    });
    Object.entries(JSON.parse(truth.dataset.automatic)).forEach(([name, words]) => {
      const now = document.getElementById(`${name}--help`);
      if (now) now.textContent = words;
    });
    all(".fold").forEach((fold) => { fold.open ||= Boolean(one(".fatal", fold)); });
  };
  const stale = (is) => { one("#stale").hidden = !is; };
  document.addEventListener("htmx:after:swap", (event) => {
    const { sourceElement, response } = event.detail.ctx;
    if (sourceElement.id !== "cfg" || !(response.status < 400)) return;
    stale(false);
    follow();
    grown();
  });
  document.addEventListener("htmx:before:request", () => one("#result").setAttribute("aria-busy", "true"));
  document.addEventListener("htmx:finally:request", () => one("#result").removeAttribute("aria-busy"));
  ["htmx:error", "htmx:response:error"].forEach((name) => document.addEventListener(name, () => {
    stale(true);
    say("Out of date: the server did not answer.");
  }));

  // In a portal's frame: tell how tall we are, and nothing else.
  const framed = window.parent !== window;
  const grown = () => {
    if (framed) window.parent.postMessage({ type: "cratewright:height", height: one("main").scrollHeight }, "*");
  };
  if (framed) new ResizeObserver(grown).observe(one("main"));

  unfold(location.hash);
})();
