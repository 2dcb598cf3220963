import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import type { Language } from '../../../shared/ipc/service.ts';
import { useText } from '../../text/text.tsx';
import { useService } from '../program.tsx';

export const LANGUAGES: readonly { readonly id: Language; readonly short: string; readonly name: string }[] = [
  { id: 'ru', short: 'РУС', name: 'Русский' },
  { id: 'en', short: 'ENG', name: 'English' },
];

/** The language of the window, changed while it runs. */
export function LanguageSwitch() {
  const t = useText();
  const language = useService((state) => state.language);
  const setLanguage = useService((state) => state.setLanguage);
  return (
    <ToggleButtonGroup className="language" aria-label={t('frame.language')} selectionMode="single" disallowEmptySelection selectedKeys={[language]}
      onSelectionChange={(keys) => setLanguage(keys.has('en') ? 'en' : 'ru')}>
      {LANGUAGES.map(({ id, short, name }) => <ToggleButton key={id} id={id} aria-label={name}><span lang={id}>{short}</span></ToggleButton>)}
    </ToggleButtonGroup>
  );
}
