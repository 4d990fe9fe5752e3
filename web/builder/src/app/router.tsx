/** Which address shows which page. Pages beyond the list of flows are fetched when they are first opened. */
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from "@tanstack/react-router";

import { Failure } from "../design/Failure.tsx";
import { FlowsPage } from "../flows/FlowsPage.tsx";
import { Gate } from "../shell/Gate.tsx";
import { FlowShell } from "../shell/FlowShell.tsx";
import { PageSkeleton } from "../shell/PageSkeleton.tsx";

/** What of the build page's state is in its address: the open block, the view, the preview. */
export type BuildSearch = {
  block?: string | undefined;
  card?: string | undefined;
  view?: "canvas" | "list" | undefined;
  preview?: boolean | undefined;
  from?: string | undefined;
};

export type ResultsSearch = { row?: string };
export type VersionsSearch = { version?: number };

const root = createRootRoute({ component: Gate, notFoundComponent: () => <Redirect /> });

const index = createRoute({
  getParentRoute: () => root,
  path: "/",
  beforeLoad: () => {
    redirect({ to: "/flows", replace: true, throw: true });
  },
});

const flows = createRoute({ getParentRoute: () => root, path: "/flows", component: FlowsPage });

const flow = createRoute({ getParentRoute: () => root, path: "/flows/$flow", component: FlowShell });

const flowIndex = createRoute({
  getParentRoute: () => flow,
  path: "/",
  beforeLoad: ({ params }) => {
    redirect({ to: "/flows/$flow/build", params, replace: true, throw: true });
  },
});

const build = createRoute({
  getParentRoute: () => flow,
  path: "build",
  component: lazyRouteComponent(() => import("../build/BuildPage.tsx"), "BuildPage"),
  validateSearch: (search: Record<string, unknown>): BuildSearch => ({
    ...texts(search, "block", "card", "from"),
    ...(search.view === "list" || search.view === "canvas" ? { view: search.view } : {}),
    ...(search.preview === true ? { preview: true } : {}),
  }),
});

const results = createRoute({
  getParentRoute: () => flow,
  path: "results",
  component: lazyRouteComponent(() => import("../results/ResultsPage.tsx"), "ResultsPage"),
  validateSearch: (search: Record<string, unknown>): ResultsSearch => texts(search, "row"),
});

const versions = createRoute({
  getParentRoute: () => flow,
  path: "versions",
  component: lazyRouteComponent(() => import("../versions/VersionsPage.tsx"), "VersionsPage"),
  validateSearch: (search: Record<string, unknown>): VersionsSearch =>
    typeof search.version === "number" ? { version: search.version } : {},
});

const share = createRoute({
  getParentRoute: () => flow,
  path: "share",
  component: lazyRouteComponent(() => import("../share/SharePage.tsx"), "SharePage"),
});

const texts = <K extends string>(search: Record<string, unknown>, ...keys: K[]): Partial<Record<K, string>> => {
  const found: Partial<Record<K, string>> = {};
  for (const key of keys) {
    const value = search[key];
    if (typeof value === "string" || typeof value === "number") found[key] = String(value);
  }
  return found;
};

const Redirect = () => {
  void router.navigate({ to: "/flows", replace: true });
  return null;
};

export const router = createRouter({
  routeTree: root.addChildren([index, flows, flow.addChildren([flowIndex, build, results, versions, share])]),
  defaultPreload: "intent",
  defaultPendingComponent: PageSkeleton,
  defaultErrorComponent: ({ error, reset }) => <Failure error={error} retry={reset} />,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
