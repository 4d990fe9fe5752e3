/** The chat widget: a custom element that holds one conversation in its shadow root. */
import { render } from "preact";

class DialogKitChat extends HTMLElement {
  connectedCallback(): void {
    render(<div />, this.attachShadow({ mode: "open" }));
  }
}

customElements.define("dialogkit-chat", DialogKitChat);
