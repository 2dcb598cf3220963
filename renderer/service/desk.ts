import { createStore, type StoreApi } from 'zustand/vanilla';

/** Something a person can do or go to by name. */
export interface Command {
  readonly id: string;
  readonly label: string;
  /** Where it belongs, or its number: shown grey. */
  readonly note?: string;
  /** Its keys, as they are written on the keyboard. */
  readonly keys?: string;
  /** Further words it is found by. */
  readonly also?: string;
  readonly run: () => void;
}

/** What a screen offers to the palette and to the sheet of keys while it is open. */
export interface Offer {
  readonly commands: readonly Command[];
  /** Its fields that answer to these words or to this number, the best first. */
  readonly fields?: (text: string) => readonly Command[];
  /** What there is to say about the place where the cursor stands. */
  readonly about?: () => { readonly title: string; readonly text: string } | null;
}

/** What lies over the screen: the palette with everything, with fields alone, or the sheet of keys. */
export type Overlay = { readonly kind: 'palette'; readonly only?: 'fields' } | { readonly kind: 'keys'; readonly about: { readonly title: string; readonly text: string } | null } | null;

export interface DeskState {
  readonly offers: readonly Offer[];
  readonly overlay: Overlay;
  /** Adds what a screen offers; the function returned takes it back. */
  readonly offer: (offer: Offer) => () => void;
  readonly show: (overlay: Overlay) => void;
}

export type Desk = StoreApi<DeskState>;

/** Everything that can be reached by name from the keyboard, and what is shown over the screen to reach it. */
export function createDesk(): Desk {
  return createStore<DeskState>((set, get) => ({
    offers: [],
    overlay: null,
    offer: (offer) => {
      set({ offers: [...get().offers, offer] });
      return () => set({ offers: get().offers.filter((entry) => entry !== offer) });
    },
    show: (overlay) => set({ overlay }),
  }));
}
