import type { Screens } from '../screen.ts';
import { SettingsScreen } from './SettingsScreen.tsx';

export const serviceScreens: Screens<'settings'> = {
  settings: SettingsScreen,
};
