import type { Language } from '../ipc/service.ts';
import en from './en.md?raw';
import ru from './ru.md?raw';

/**
 * The user guide as Markdown. `#` is its title; every `##` opens a chapter and ends in the chapter's id (`## Keys {#keys}`), the
 * same in both languages, so that the program can open the guide at the place a person is at.
 */
export const guide: Readonly<Record<Language, string>> = { ru, en };
