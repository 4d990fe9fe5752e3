/** Finds anything by its name: flows, pages, blocks, actions. */
import { IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import type { KeyboardEvent } from "react";

import { Dialog } from "../design/Dialog.tsx";
import { Kbd, keysOf } from "../design/Kbd.tsx";
import { useWords } from "../words/useWords.ts";
import css from "./CommandPalette.module.css";
import { matching, useFindable } from "./useFindable.ts";
import type { Findable } from "./useFindable.ts";
import { useShellStore } from "./useShellStore.ts";

export const CommandPalette = () => {
  const { t } = useWords();
  const open = useShellStore((shell) => shell.palette);
  const show = useShellStore((shell) => shell.show);
  const close = () => {
    show("palette", false);
  };
  return (
    <Dialog opened={open} close={close} title={t("palette.open")} size={560} bare>
      {open && <Finder close={close} />}
    </Dialog>
  );
};

const Finder = ({ close }: { close: () => void }) => {
  const { t } = useWords();
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const found = matching(useFindable(), typed);
  const choose = (one: Findable | undefined) => {
    if (!one) return;
    close();
    one.run();
  };
  const onKey = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Enter") choose(found[at]);
    if (step === undefined || found.length === 0) return;
    event.preventDefault();
    setAt((at + step + found.length) % found.length);
  };
  return (
    <div className={css.finder}>
      <div className={css.field}>
        <IconSearch size={18} stroke={1.5} aria-hidden />
        <input
          data-autofocus
          className={css.input}
          role="combobox"
          aria-expanded
          aria-controls="palette-list"
          aria-activedescendant={found[at] ? `found-${at}` : undefined}
          aria-label={t("palette.placeholder")}
          placeholder={t("palette.placeholder")}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setAt(0);
          }}
          onKeyDown={onKey}
        />
        <Kbd>Esc</Kbd>
      </div>
      <ul id="palette-list" role="listbox" aria-label={t("palette.results")} className={css.list}>
        {found.map((one, index) => (
          <Entry
            key={one.id}
            index={index}
            one={one}
            chosen={index === at}
            choose={() => {
              choose(one);
            }}
          />
        ))}
      </ul>
      {found.length === 0 && <p className={css.nothing}>{t("palette.nothing")}</p>}
    </div>
  );
};

type EntryProps = { index: number; one: Findable; chosen: boolean; choose: () => void };

const Entry = ({ index, one, chosen, choose }: EntryProps) => (
  <li
    id={`found-${index}`}
    role="option"
    aria-selected={chosen}
    className={`${css.entry ?? ""} ${chosen ? (css.chosen ?? "") : ""}`}
    ref={(element) => {
      if (chosen) element?.scrollIntoView({ block: "nearest" });
    }}
    onClick={choose}
  >
    <one.Icon size={16} stroke={1.5} aria-hidden />
    <span className={css.label}>{one.label}</span>
    <span className={css.where}>{one.where}</span>
    {one.keys && keysOf(one.keys).map((key) => <Kbd key={key}>{key}</Kbd>)}
  </li>
);
