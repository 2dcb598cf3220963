import { useState } from 'react';
import { terms } from '../../shared/guide/terms.ts';
import { useLanguage, useText } from '../text/text.tsx';
import { TextField } from '../ui/field/fields.tsx';

/** All terms in the order of the alphabet, narrowed by what is typed. */
export function Glossary() {
  const t = useText();
  const language = useLanguage();
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLocaleLowerCase(language);
  const shown = terms
    .filter(({ name, meaning }) => `${name[language]} ${meaning[language]}`.toLocaleLowerCase(language).includes(wanted))
    .toSorted((one, other) => one.name[language].localeCompare(other.name[language], language));
  return (
    <>
      <div className="glossary-search"><TextField label={t('help.findTerm')} value={search} onChange={setSearch} /></div>
      {shown.length === 0 && <p className="soft">{t('ui.nothingFound')}</p>}
      <dl className="glossary">
        {shown.map(({ id, name, meaning }) => <div key={id}><dt>{name[language]}</dt><dd>{meaning[language]}</dd></div>)}
      </dl>
    </>
  );
}
