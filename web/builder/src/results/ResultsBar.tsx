/** Above the table: how dense it is, which columns it has, and the file to take away. */
import { Menu, Popover } from "@mantine/core";
import { IconBaselineDensityMedium, IconCheck, IconColumns3, IconDownload, IconSearch } from "@tabler/icons-react";
import { useState } from "react";

import { resultsFile } from "../api/queries.ts";
import { Button, ButtonAnchor } from "../design/Button.tsx";
import { Chip } from "../design/Chip.tsx";
import { useWords } from "../words/useWords.ts";
import { columnLabel } from "./cell.ts";
import css from "./ResultsBar.module.css";
import type { Density, Shape } from "./useColumns.ts";

const DENSITIES: readonly Density[] = ["compact", "regular", "roomy"];

type Props = { flow: string; shape: Shape; density: Density; setDensity: (density: Density) => void };

export const ResultsBar = ({ flow, shape, density, setDensity }: Props) => {
  const { t } = useWords();
  return (
    <div className={css.bar}>
      <h2 className={css.title}>{t("results.title")}</h2>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button
            kind="ghost"
            bare
            title={t("results.density")}
            icon={<IconBaselineDensityMedium size={16} stroke={1.5} aria-hidden />}
          >
            {t("results.density")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {DENSITIES.map((one) => (
            <Menu.Item
              key={one}
              rightSection={one === density ? <IconCheck size={16} stroke={1.5} aria-hidden /> : null}
              onClick={() => {
                setDensity(one);
              }}
            >
              {t(`results.${one}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <ColumnMenu shape={shape} />
      <ButtonAnchor href={resultsFile(flow)} download icon={<IconDownload size={16} stroke={1.5} aria-hidden />}>
        {t("results.export")}
      </ButtonAnchor>
    </div>
  );
};

const ColumnMenu = ({ shape }: { shape: Shape }) => {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState("");
  const found = shape.all.filter((column) => columnLabel(column).toLowerCase().includes(typed.toLowerCase()));
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" width={264} trapFocus returnFocus>
      <Popover.Target>
        <Button
          aria-expanded={open}
          icon={<IconColumns3 size={16} stroke={1.5} aria-hidden />}
          onClick={() => {
            setOpen(!open);
          }}
        >
          {t("results.columns")}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t("results.columns")}>
        <label className={css.search}>
          <IconSearch size={16} stroke={1.5} aria-hidden />
          <input
            data-autofocus
            aria-label={t("results.findColumn")}
            placeholder={t("results.findColumn")}
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value);
            }}
          />
        </label>
        <ul className={css.columns} aria-label={t("results.shown")}>
          {found.map((column) => (
            <li key={column.name}>
              <label className={css.column}>
                <input
                  type="checkbox"
                  checked={shape.shown.includes(column)}
                  onChange={() => {
                    shape.toggle(column.name);
                  }}
                />
                <span className={css.name}>{columnLabel(column)}</span>
                <Chip name={column.name} privacy={column.privacy} />
              </label>
            </li>
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  );
};
