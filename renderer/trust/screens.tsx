import type { Screens } from '../screen.ts';
import { later } from '../ui/later.tsx';

export const trustScreens: Screens<'trust' | 'ceremony'> = {
  trust: later(async () => (await import('./TrustScreen.tsx')).TrustScreen),
  ceremony: later(async () => (await import('./ceremony/CeremonyScreen.tsx')).CeremonyScreen),
};
