/** Starts the builder in the page. What it shows is in `app/`. */
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

import { App } from "./app/App.tsx";
import { startWords } from "./words/i18n.ts";

const root = document.getElementById("root");
if (root) {
  startWords();
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
