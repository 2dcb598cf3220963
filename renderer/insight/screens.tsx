import type { Screens } from '../screen.ts';
import { later } from '../ui/later.tsx';

export const insightScreens: Screens<'round'> = {
  round: later(async () => (await import('./RoundScreen.tsx')).RoundScreen),
};
