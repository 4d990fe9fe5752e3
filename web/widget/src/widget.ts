/** The widget's entry: defines the element `<dialogkit-chat>`. Whoever loads it twice has it once. */
import { DialogKitChat } from "./element.tsx";
// The styles come last in the built file, where they compress best.
import style from "./styles/widget.css?inline";

DialogKitChat.style.replaceSync(style);

if (!customElements.get("dialogkit-chat")) customElements.define("dialogkit-chat", DialogKitChat);

export { DialogKitChat };
