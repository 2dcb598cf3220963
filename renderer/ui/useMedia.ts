import { useSyncExternalStore } from 'react';

/** Whether a media query holds now; follows the window as it changes. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore((listener) => {
    const media = window.matchMedia(query);
    media.addEventListener('change', listener);
    return () => media.removeEventListener('change', listener);
  }, () => window.matchMedia(query).matches);
}

/** A small window, or a large zoom: one column. */
export const NARROW = '(max-width: 900px)';
