import type { Screens } from '../screen.ts';
import { later } from '../ui/later.tsx';

export const serviceScreens: Screens<'settings'> = {
  settings: later(async () => (await import('./settings/SettingsScreen.tsx')).SettingsScreen),
};
