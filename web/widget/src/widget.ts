/** The widget's entry: defines the element `<dialogkit-chat>`. Whoever loads it twice has it once. */
import { DialogKitChat } from "./element.tsx";

if (!customElements.get("dialogkit-chat")) customElements.define("dialogkit-chat", DialogKitChat);

export { DialogKitChat };
