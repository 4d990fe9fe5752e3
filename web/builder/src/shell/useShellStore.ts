/** What of the shell is open. Only what more than one part must know is here. */
import { create } from "zustand";

const RAIL = "dialogkit.rail";

type Rail = "open" | "closed" | null;

type Shell = {
  palette: boolean;
  keys: boolean;
  /** What the owner chose; null lets each page decide. */
  rail: Rail;
  show: (what: "palette" | "keys", open: boolean) => void;
  setRail: (rail: Rail) => void;
};

export const useShellStore = create<Shell>()((set) => ({
  palette: false,
  keys: false,
  rail: remembered(),
  show: (what, open) => {
    set({ [what]: open });
  },
  setRail: (rail) => {
    localStorage.setItem(RAIL, rail ?? "");
    set({ rail });
  },
}));

function remembered(): Rail {
  const kept = localStorage.getItem(RAIL);
  return kept === "open" || kept === "closed" ? kept : null;
}
