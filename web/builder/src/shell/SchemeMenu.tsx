/** Chooses between light, dark and what the system says. */
import { Menu, Tooltip, useMantineColorScheme } from "@mantine/core";
import { IconCheck, IconDeviceDesktop, IconMoon, IconSun } from "@tabler/icons-react";

import { useWords } from "../words/useWords.ts";
import css from "./Rail.module.css";
import { Label } from "./Rail.tsx";

const ICONS = { light: IconSun, dark: IconMoon, auto: IconDeviceDesktop } as const;

export const SchemeMenu = ({ open }: { open: boolean }) => {
  const { t } = useWords();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const Icon = ICONS[colorScheme];
  const names = { light: t("nav.schemeLight"), dark: t("nav.schemeDark"), auto: t("nav.schemeAuto") } as const;
  return (
    <Menu position="right-end">
      <Tooltip label={t("nav.scheme")} position="right" disabled={open}>
        <span>
          <Menu.Target>
            <button type="button" className={css.item}>
              <Icon size={18} stroke={1.5} aria-hidden />
              <Label open={open}>{t("nav.scheme")}</Label>
            </button>
          </Menu.Target>
        </span>
      </Tooltip>
      <Menu.Dropdown>
        {(["light", "dark", "auto"] as const).map((scheme) => (
          <Menu.Item
            key={scheme}
            leftSection={<Choice scheme={scheme} />}
            rightSection={scheme === colorScheme ? <IconCheck size={16} stroke={1.5} aria-hidden /> : null}
            onClick={() => {
              setColorScheme(scheme);
            }}
          >
            {names[scheme]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
};

const Choice = ({ scheme }: { scheme: keyof typeof ICONS }) => {
  const Icon = ICONS[scheme];
  return <Icon size={16} stroke={1.5} aria-hidden />;
};
