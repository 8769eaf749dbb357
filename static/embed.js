// <cratewright-form src="https://HOST" options="bin=shop&libc=musl" theme="dark"></cratewright-form>
(() => {
  "use strict";
  const home = new URL(document.currentScript.src).origin;
  class CratewrightForm extends HTMLElement {
    static observedAttributes = ["src", "options", "theme"];
    connectedCallback() {
      this.frame = document.createElement("iframe");
      this.frame.title = this.getAttribute("title") || "Cratewright: a Dockerfile for your Rust program";
      this.frame.allow = "clipboard-write";
      this.frame.loading = "lazy";
      Object.assign(this.frame.style, { border: "0", width: "100%", height: "900px", display: "block" });
      this.hear = (event) => {
        if (event.source !== this.frame.contentWindow || event.origin !== this.origin) return;
        const { type, height } = event.data || {};
        if (type !== "cratewright:height" || !Number.isFinite(height)) return;
        this.frame.style.height = `${Math.min(Math.max(height, 320), 8000)}px`;
      };
      window.addEventListener("message", this.hear);
      this.show();
      this.append(this.frame);
    }
    disconnectedCallback() {
      window.removeEventListener("message", this.hear);
      this.frame.remove();
    }
    attributeChangedCallback() {
      if (this.frame) this.show();
    }
    show() {
      const address = new URL("/embed", this.getAttribute("src") || home);
      address.search = this.getAttribute("options") || "";
      if (this.getAttribute("theme")) address.searchParams.set("theme", this.getAttribute("theme"));
      this.origin = address.origin;
      this.frame.src = address.href;
    }
  }
  customElements.define("cratewright-form", CratewrightForm);
})();
