/** The loader behind the script tag of every embed: it reads the tag's data and brings the widget when needed. */
const tag = document.currentScript;
if (tag instanceof HTMLScriptElement) {
  const address = new URL("/static/widget/widget.js", tag.src);
  void import(/* @vite-ignore */ address.href);
}
