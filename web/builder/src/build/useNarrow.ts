/** True on a screen as narrow as a phone's, where a flow is read as a list. */
import { useSyncExternalStore } from "react";

const query = window.matchMedia("(width < 768px)");

const subscribe = (changed: () => void) => {
  query.addEventListener("change", changed);
  return () => {
    query.removeEventListener("change", changed);
  };
};

export const useNarrow = (): boolean => useSyncExternalStore(subscribe, () => query.matches);
