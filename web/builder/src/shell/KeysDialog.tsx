/** The list of keys, made from the commands that are offered and what the canvas does by itself. */

import { offered, useCommandStore } from "../commands/commands.ts";
import type { Group } from "../commands/commands.ts";
import { Dialog } from "../design/Dialog.tsx";
import { Kbd, keysOf } from "../design/Kbd.tsx";
import { useWords } from "../words/useWords.ts";
import css from "./KeysDialog.module.css";
import { useShellStore } from "./useShellStore.ts";

type Line = { label: string; keys: string };

export const KeysDialog = () => {
  const { t } = useWords();
  const open = useShellStore((shell) => shell.keys);
  const show = useShellStore((shell) => shell.show);
  const groups = useLines();
  return (
    <Dialog
      opened={open}
      close={() => {
        show("keys", false);
      }}
      title={t("keys.title")}
    >
      {groups.map(({ title, lines }) => (
        <section key={title} className={css.group}>
          <h3 className={css.title}>{title}</h3>
          <dl className={css.lines}>
            {lines.map((line) => (
              <div key={line.label} className={css.line}>
                <dt>{line.label}</dt>
                <dd>
                  {keysOf(line.keys).map((key) => (
                    <Kbd key={key}>{key}</Kbd>
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Dialog>
  );
};

const useLines = (): readonly { title: string; lines: readonly Line[] }[] => {
  const { t } = useWords();
  const sets = useCommandStore((store) => store.sets);
  const canvas: Line[] = [
    { label: t("keys.next"), keys: "tab" },
    { label: t("keys.previous"), keys: "shift+tab" },
    { label: t("keys.open"), keys: "enter" },
    { label: t("keys.close"), keys: "escape" },
  ];
  const table: Line[] = [
    { label: t("keys.row"), keys: "j+k" },
    { label: t("keys.openRow"), keys: "enter" },
  ];
  const of = (group: Group) =>
    offered(sets).flatMap((command) =>
      command.group === group && command.keys ? [{ label: command.label, keys: command.keys }] : [],
    );
  return [
    { title: t("keys.everywhere"), lines: of("everywhere") },
    { title: t("keys.canvas"), lines: [...canvas, ...of("canvas")] },
    { title: t("keys.table"), lines: table },
  ];
};
