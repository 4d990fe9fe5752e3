/** The rail: where one goes from anywhere, and at its foot what concerns the person. */
import { Tooltip } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import {
  IconHelpCircle,
  IconLayoutSidebarLeftCollapse,
  IconLayoutSidebarLeftExpand,
  IconSitemap,
} from "@tabler/icons-react";
import type { ReactNode } from "react";

import { flowsQuery, meQuery } from "../api/queries.ts";
import { Kbd } from "../design/Kbd.tsx";
import { Logo } from "../design/Logo.tsx";
import { useWords } from "../words/useWords.ts";
import { SchemeMenu } from "./SchemeMenu.tsx";
import css from "./Rail.module.css";
import { useShellStore } from "./useShellStore.ts";

const icon = { size: 18, stroke: 1.5, "aria-hidden": true };

export const Rail = ({ open }: { open: boolean }) => {
  const { t } = useWords();
  const me = useQuery(meQuery);
  const show = useShellStore((shell) => shell.show);
  const setRail = useShellStore((shell) => shell.setRail);
  const name = me.data?.organization.name ?? t("product");
  return (
    <nav className={`${css.rail ?? ""} ${open ? (css.open ?? "") : ""}`} aria-label={t("nav.main")}>
      <Link to="/flows" className={css.organization} aria-label={name}>
        <Logo />
        {open && <span className={css.name}>{name}</span>}
      </Link>
      <Hint label={t("nav.flows")} open={open}>
        <Link
          to="/flows"
          activeOptions={{ exact: false }}
          className={css.item}
          activeProps={{ className: css.active ?? "" }}
        >
          <IconSitemap {...icon} aria-hidden />
          <Label open={open}>{t("nav.flows")}</Label>
        </Link>
      </Hint>
      {open && <Recent />}
      <span className={css.space} />
      <Hint label={t("nav.keys")} open={open}>
        <button
          type="button"
          className={css.item}
          onClick={() => {
            show("keys", true);
          }}
        >
          <IconHelpCircle {...icon} aria-hidden />
          <Label open={open}>{t("nav.keys")}</Label>
          {open && (
            <span className={css.hint}>
              <Kbd>?</Kbd>
            </span>
          )}
        </button>
      </Hint>
      <SchemeMenu open={open} />
      <Hint label={open ? t("nav.collapse") : t("nav.expand")} open={open}>
        <button
          type="button"
          className={css.item}
          aria-expanded={open}
          onClick={() => {
            setRail(open ? "closed" : "open");
          }}
        >
          {open ? (
            <IconLayoutSidebarLeftCollapse {...icon} aria-hidden />
          ) : (
            <IconLayoutSidebarLeftExpand {...icon} aria-hidden />
          )}
          <Label open={open}>{open ? t("nav.collapse") : t("nav.expand")}</Label>
        </button>
      </Hint>
    </nav>
  );
};

const MANY = 5;

const Recent = () => {
  const { t } = useWords();
  const flows = useQuery(flowsQuery);
  if (!flows.data?.length) return null;
  return (
    <>
      <h2 className={css.heading}>{t("nav.recent")}</h2>
      {flows.data.slice(0, MANY).map((flow) => (
        <Link
          key={flow.id}
          to="/flows/$flow/build"
          params={{ flow: flow.id }}
          className={css.recent}
          activeProps={{ className: css.active ?? "" }}
        >
          <span className={css.name}>{flow.name}</span>
        </Link>
      ))}
    </>
  );
};

export const Label = ({ open, children }: { open: boolean; children: ReactNode }) => (
  <span className={open ? css.name : "visually-hidden"}>{children}</span>
);

export const Hint = ({ label, open, children }: { label: string; open: boolean; children: ReactNode }) => (
  <Tooltip label={label} position="right" disabled={open}>
    {children as never}
  </Tooltip>
);
