/**
 * What can be done, as values: the keyboard, the palette and the list of keys all read this one list.
 *
 * A part of the page adds its commands while it is there.
 */
import { useEffect } from "react";
import { create } from "zustand";

export type Group = "everywhere" | "canvas" | "table";

export type Command = {
  id: string;
  label: string;
  group: Group;
  /** Such as `mod+k`, `shift+1` or `?`. */
  keys?: string;
  /** Left out of the palette where choosing it there makes no sense. */
  hidden?: boolean;
  run: () => void;
};

type Store = {
  sets: ReadonlyMap<string, readonly Command[]>;
  put: (name: string, set: readonly Command[] | null) => void;
};

export const useCommandStore = create<Store>()((set) => ({
  sets: new Map(),
  put: (name, commands) => {
    set(({ sets }) => {
      const next = new Map(sets);
      if (commands) next.set(name, commands);
      else next.delete(name);
      return { sets: next };
    });
  },
}));

/** Offer `commands` while the calling component is there. */
export const useCommands = (name: string, commands: readonly Command[]): void => {
  const put = useCommandStore((store) => store.put);
  useEffect(() => {
    put(name, commands);
    return () => {
      put(name, null);
    };
  }, [put, name, commands]);
};

/** Return all commands that are offered now. */
export const offered = (sets: Store["sets"]): readonly Command[] => [...sets.values()].flat();

/** Return true where `event` is the shortcut `keys`. */
export const isPressed = (keys: string, event: KeyboardEvent): boolean => {
  const parts = keys.split("+");
  const key = SIGNS[parts.at(-1) ?? ""] ?? parts.at(-1);
  const mod = event.metaKey || event.ctrlKey;
  return event.key.toLowerCase() === key && mod === parts.includes("mod") && !event.altKey;
};

const SIGNS: Readonly<Record<string, string>> = { plus: "+", minus: "-" };
