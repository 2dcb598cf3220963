import type { Screens } from '../screen.ts';
import { TrustScreen } from './TrustScreen.tsx';

export const trustScreens: Screens<'trust'> = {
  trust: TrustScreen,
};
