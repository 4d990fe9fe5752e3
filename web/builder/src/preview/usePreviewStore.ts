/** Which conversation the preview holds, for the canvas beside it. */
import { create } from "zustand";

type Store = { conversation: string | null; hold: (conversation: string | null) => void };

export const usePreviewStore = create<Store>()((set) => ({
  conversation: null,
  hold: (conversation) => {
    set({ conversation });
  },
}));
