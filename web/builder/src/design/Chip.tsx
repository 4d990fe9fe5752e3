/** A variable, tinted by how closely it is about a person. */
import type { Privacy } from "@dialogkit/flow";

import css from "./Chip.module.css";

export const Chip = ({ name, privacy = "none" }: { name: string; privacy?: Privacy | undefined }) => (
  <span className={`${css.chip ?? ""} ${css[privacy] ?? ""}`}>{name}</span>
);
