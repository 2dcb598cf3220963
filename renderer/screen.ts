import type { ComponentType } from 'react';
import type { ExaminedFile } from '../shared/ipc/doctor.ts';

/** Every place of the program and what it needs to be shown. */
export type Screen =
  | { readonly kind: 'companies'; readonly search?: string }
  | { readonly kind: 'form'; readonly entity: string; readonly path?: string }
  | { readonly kind: 'intake' }
  /** The sections that are entered twice, or the differences of the two entries. */
  | { readonly kind: 'second'; readonly entity: string }
  | { readonly kind: 'bundles' }
  | { readonly kind: 'merge' }
  /** `round`: another than the one at work. */
  | { readonly kind: 'company'; readonly entity: string; readonly path?: string; readonly round?: string }
  | { readonly kind: 'case'; readonly entity: string; readonly round?: string }
  /** At one of them, in a round of its company. */
  | { readonly kind: 'conflicts'; readonly entity?: string; readonly path?: string; readonly round?: string }
  | { readonly kind: 'rules' }
  | { readonly kind: 'pairs' }
  | { readonly kind: 'round' }
  | { readonly kind: 'trust' }
  | { readonly kind: 'ceremony' }
  | { readonly kind: 'keys' }
  | { readonly kind: 'forms' }
  /** `file`: examined at once. */
  | { readonly kind: 'doctor'; readonly file?: ExaminedFile }
  | { readonly kind: 'settings' }
  | { readonly kind: 'help'; readonly chapter?: string };

export type ScreenKind = Screen['kind'];
export type ScreenOf<K extends ScreenKind> = Extract<Screen, { readonly kind: K }>;

/** How a room draws its screens: it exports a map of its kinds, `App` puts the maps together. */
export type Screens<K extends ScreenKind> = { readonly [P in K]: ComponentType<{ readonly screen: ScreenOf<P> }> };
