import type { Screens } from '../screen.ts';
import { later } from '../ui/later.tsx';

export const helpScreens: Screens<'help'> = {
  help: later(async () => (await import('./HelpScreen.tsx')).HelpScreen),
};
