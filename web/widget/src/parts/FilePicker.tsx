/** A button that lets the browser ask for files. */
import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";

type Props = {
  multiple: boolean;
  accept?: string[] | undefined;
  onPick: (files: Iterable<File>) => void;
  /** The button, given what opens the browser's own dialog. */
  children: (open: () => void) => ComponentChildren;
};

export const FilePicker = ({ multiple, accept, onPick, children }: Props) => {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        class="unseen"
        type="file"
        tabIndex={-1}
        aria-hidden="true"
        multiple={multiple}
        accept={accept?.join()}
        onChange={({ currentTarget }) => {
          onPick(currentTarget.files ?? []);
          currentTarget.value = "";
        }}
      />
      {children(() => input.current?.click())}
    </>
  );
};
