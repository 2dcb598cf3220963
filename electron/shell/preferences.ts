import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { Language } from '../../shared/ipc/service.ts';

const schema = z.object({
  language: z.enum(['ru', 'en']).optional(),
  folder: z.string().optional(),
  /** Per cent. */
  zoom: z.number().min(50).max(300).optional(),
  bounds: z.object({ x: z.number(), y: z.number(), width: z.number().min(400), height: z.number().min(300) }).optional(),
});

/** What this PC remembers about the window; nothing of the work itself. */
export type Preferences = Readonly<z.infer<typeof schema>>;

export interface PreferenceStore {
  readonly current: () => Preferences;
  readonly change: (changes: Partial<Preferences>) => void;
}

/** Preferences in a JSON file; an unreadable file counts as empty, an unwritable one is lived with. */
export function openPreferences(file: string): PreferenceStore {
  let preferences = load(file);
  return {
    current: () => preferences,
    change(changes) {
      preferences = { ...preferences, ...changes };
      save(file, preferences);
    },
  };
}

/** Russian unless the system speaks English. */
export function languageOf(locale: string): Language {
  return locale.toLowerCase().startsWith('en') ? 'en' : 'ru';
}

function load(file: string): Preferences {
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return {};
  }
}

function save(file: string, preferences: Preferences): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}.part`, JSON.stringify(preferences));
    renameSync(`${file}.part`, file);
  } catch {
    // Preferences are a comfort: the work goes on without them.
  }
}
