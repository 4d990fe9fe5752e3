/** Every button of the builder, and links that look like one. One primary a view. */
import { Link } from "@tanstack/react-router";
import type { LinkProps } from "@tanstack/react-router";
import type { ComponentPropsWithRef, ReactNode } from "react";

import css from "./Button.module.css";

export type ButtonLook = {
  kind?: "default" | "primary" | "ghost" | "soft" | "danger";
  size?: "small" | "regular" | "large";
  icon?: ReactNode;
  /** Shows the icon only; the children become its name. */
  bare?: boolean;
};

export const Button = ({
  kind,
  size,
  icon,
  bare,
  className,
  children,
  ...rest
}: ButtonLook & ComponentPropsWithRef<"button">) => (
  <button type="button" {...rest} className={`${look({ kind, size, bare })} ${className ?? ""}`}>
    <Content icon={icon} bare={bare}>
      {children}
    </Content>
  </button>
);

type ButtonLinkProps = ButtonLook &
  LinkProps & {
    /** Takes the focus when it appears. */
    focused?: boolean;
    children: ReactNode;
    onClick?: () => void;
  };

export const ButtonLink = ({ kind, size, icon, bare, focused = false, children, ...rest }: ButtonLinkProps) => (
  <Link {...rest} className={look({ kind, size, bare })} {...(focused ? { ref: focus } : {})}>
    <Content icon={icon} bare={bare}>
      {children}
    </Content>
  </Link>
);

const focus = (element: HTMLElement | null): void => {
  element?.focus();
};

export const ButtonAnchor = ({
  kind,
  size,
  icon,
  bare,
  children,
  ...rest
}: ButtonLook & ComponentPropsWithRef<"a">) => (
  <a {...rest} className={look({ kind, size, bare })}>
    <Content icon={icon} bare={bare}>
      {children}
    </Content>
  </a>
);

const Content = ({ icon, bare, children }: { icon?: ReactNode; bare?: boolean | undefined; children: ReactNode }) => (
  <>
    {icon}
    {bare ? <span className="visually-hidden">{children}</span> : children}
  </>
);

const look = ({
  kind = "default",
  size = "regular",
  bare = false,
}: { [K in keyof ButtonLook]?: ButtonLook[K] | undefined }): string =>
  [css.button, css[kind], css[size], bare ? css.bare : ""].join(" ");
