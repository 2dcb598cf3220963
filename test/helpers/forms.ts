import { readFileSync } from 'node:fs';
import type { FormDefinition } from '../../shared/survey/form.ts';

/** The compiled microelectronics form that ships. */
export function microelectronics(): FormDefinition {
  return JSON.parse(readFileSync(new URL('../../shared/forms/microelectronics.json', import.meta.url), 'utf8')) as FormDefinition;
}
