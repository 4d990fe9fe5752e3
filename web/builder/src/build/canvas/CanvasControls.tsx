/** The small bars at the canvas's foot: zoom, whole view, layout, list. */
import { getViewportForBounds, Panel, useReactFlow, useStore, useStoreApi } from "@xyflow/react";
import {
  IconKeyboard,
  IconLayoutDistributeHorizontal,
  IconList,
  IconMaximize,
  IconMinus,
  IconPlus,
} from "@tabler/icons-react";
import { hasNoLayout } from "@dialogkit/flow";
import { useMemo } from "react";
import type { ReactNode } from "react";

import { useCommands } from "../../commands/commands.ts";
import type { Command } from "../../commands/commands.ts";
import { useShellStore } from "../../shell/useShellStore.ts";
import { useWords } from "../../words/useWords.ts";
import { useScope } from "../FlowScope.tsx";
import { boundsOf } from "../bounds.ts";
import type { Drawing } from "../useDrawing.ts";

type Props = { drawing: Drawing; tidy: boolean; setTidy: (tidy: boolean) => void; show?: (view: "list") => void };

const icon = { size: 16, stroke: 1.5, "aria-hidden": true };

export const CanvasControls = ({ drawing, tidy, setTidy, show }: Props) => {
  const { t, format } = useWords();
  const { graph } = useScope();
  const zoom = useStore((store) => Math.round(store.transform[2] * 100) / 100);
  const { zoomIn, zoomOut, fit, actual } = useZoom(drawing);
  const openKeys = useShellStore((shell) => shell.show);
  useZoomCommands(drawing, show);
  return (
    <>
      <Panel position="bottom-left" className="controls">
        <Control label={t("build.zoomOut")} run={zoomOut}>
          <IconMinus {...icon} aria-hidden />
        </Control>
        <button type="button" className="controls-zoom" onClick={actual}>
          {format.percent(zoom)}
        </button>
        <Control label={t("build.zoomIn")} run={zoomIn}>
          <IconPlus {...icon} aria-hidden />
        </Control>
        <span className="controls-line" />
        <Control label={t("build.fit")} run={fit}>
          <IconMaximize {...icon} aria-hidden />
        </Control>
        {!hasNoLayout(graph.flow) && (
          <Control
            label={tidy ? t("build.untidy") : t("build.tidy")}
            pressed={tidy}
            run={() => {
              setTidy(!tidy);
            }}
          >
            <IconLayoutDistributeHorizontal {...icon} aria-hidden />
          </Control>
        )}
      </Panel>
      <Panel position="bottom-right" className="controls">
        {show && (
          <Control
            label={t("build.asList")}
            run={() => {
              show("list");
            }}
          >
            <IconList {...icon} aria-hidden />
            {t("build.list")}
          </Control>
        )}
        <Control
          label={t("nav.keys")}
          run={() => {
            openKeys("keys", true);
          }}
        >
          <IconKeyboard {...icon} aria-hidden />
        </Control>
      </Panel>
    </>
  );
};

const Control = ({
  label,
  run,
  pressed,
  children,
}: {
  label: string;
  run: () => void;
  pressed?: boolean;
  children: ReactNode;
}) => (
  <button type="button" aria-label={label} title={label} aria-pressed={pressed} onClick={run}>
    {children}
  </button>
);

const calm = window.matchMedia("(prefers-reduced-motion: reduce)");

const useZoom = (drawing: Drawing) => {
  const flow = useReactFlow();
  const store = useStoreApi();
  return useMemo(() => {
    const duration = calm.matches ? 0 : 180;
    return {
      zoomIn: () => void flow.zoomIn({ duration }),
      zoomOut: () => void flow.zoomOut({ duration }),
      fit: () => {
        const { width, height } = store.getState();
        void flow.setViewport(getViewportForBounds(boundsOf(drawing), width, height, 0.05, 1, 0.08), { duration });
      },
      actual: () => void flow.zoomTo(1, { duration }),
    };
  }, [flow, store, drawing]);
};

const useZoomCommands = (drawing: Drawing, show: Props["show"]): void => {
  const { t } = useWords();
  const { zoomIn, zoomOut, fit } = useZoom(drawing);
  const commands = useMemo<readonly Command[]>(
    () => [
      { id: "zoom-in", label: t("keys.zoomIn"), group: "canvas", keys: "plus", run: zoomIn },
      { id: "zoom-out", label: t("keys.zoomOut"), group: "canvas", keys: "minus", run: zoomOut },
      { id: "fit", label: t("keys.fit"), group: "canvas", keys: "0", run: fit },
      ...(show
        ? [
            {
              id: "list",
              label: t("keys.list"),
              group: "canvas",
              keys: "l",
              run: () => {
                show("list");
              },
            } as const,
          ]
        : []),
    ],
    [t, zoomIn, zoomOut, fit, show],
  );
  useCommands("canvas", commands);
};
