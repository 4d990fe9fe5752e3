/** Starts the builder in the page. What it shows is in `app/`. */
import { createRoot } from "react-dom/client";

const root = document.getElementById("root");
if (root) createRoot(root).render(<h1>DialogKit</h1>);
