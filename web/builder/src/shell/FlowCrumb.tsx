/** Where one is: the organization, the flow, and whether what one sees is what visitors get. */
import { Menu } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { IconChevronDown, IconChevronLeft } from "@tabler/icons-react";

import { flowsQuery, meQuery } from "../api/queries.ts";
import type { FlowDetail } from "../api/types.ts";
import { Badge } from "../design/Badge.tsx";
import { Skeleton } from "../design/Skeleton.tsx";
import { useWords } from "../words/useWords.ts";
import css from "./FlowCrumb.module.css";

export const FlowCrumb = ({ flow, waiting }: { flow: FlowDetail | undefined; waiting: boolean }) => {
  const { t } = useWords();
  const me = useQuery(meQuery);
  return (
    <div className={css.crumb}>
      <Link to="/flows" className={css.back} aria-label={t("actions.back")}>
        <IconChevronLeft size={18} stroke={1.5} aria-hidden />
      </Link>
      <Link to="/flows" className={css.organization}>
        {me.data?.organization.name}
      </Link>
      {(waiting || flow) && (
        <span className={css.separator} aria-hidden>
          /
        </span>
      )}
      {waiting && <Skeleton width={140} />}
      {flow && <Switcher flow={flow} />}
      {flow && <FlowState flow={flow} />}
    </div>
  );
};

const Switcher = ({ flow }: { flow: FlowDetail }) => {
  const { t } = useWords();
  const navigate = useNavigate();
  const flows = useQuery(flowsQuery);
  return (
    <Menu width={280}>
      <Menu.Target>
        <button type="button" className={css.name}>
          <h1 className={css.title}>{flow.name}</h1>
          <IconChevronDown size={14} stroke={1.5} aria-hidden />
          <span className="visually-hidden">{t("nav.switchFlow")}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown mah={400} className={css.menu}>
        {(flows.data ?? []).map((one) => (
          <Menu.Item key={one.id} onClick={() => void navigate({ to: "/flows/$flow/build", params: { flow: one.id } })}>
            {one.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
};

const FlowState = ({ flow }: { flow: FlowDetail }) => {
  const { t, format } = useWords();
  const live = flow.published && !flow.changed;
  return (
    <>
      <span className={css.state}>
        {live ? <Badge tone="success">{t("state.live")}</Badge> : <Badge>{t("state.draft")}</Badge>}
      </span>
      <span className={css.quiet}>
        {live && flow.published
          ? t("state.version", { number: flow.published.number })
          : t("build.saved", { ago: format.ago(flow.updated) })}
      </span>
    </>
  );
};
