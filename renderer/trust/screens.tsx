import type { Screens } from '../screen.ts';
import { later } from '../ui/later.tsx';

export const trustScreens: Screens<'trust'> = {
  trust: later(async () => (await import('./TrustScreen.tsx')).TrustScreen),
};
