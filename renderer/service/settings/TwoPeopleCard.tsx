import { useState } from 'react';
import { useStore } from 'zustand';
import { useSentence } from '../../text/sentence.ts';
import { useLanguage, useText } from '../../text/text.tsx';
import { Check } from '../../ui/field/Check.tsx';
import { useBridge } from '../program.tsx';
import type { Known } from './known.ts';
import { Card } from './SettingsCard.tsx';
import { createTwoPeople } from './twoPeople.ts';

/** What another person has to do before a form leaves: approve it, and enter some sections once more. */
export function TwoPeopleCard({ wanted: first, sections }: NonNullable<Known['twoPeople']>) {
  const t = useText();
  const language = useLanguage();
  const sentence = useSentence();
  const bridge = useBridge();
  const [store] = useState(() => createTwoPeople(bridge, first));
  const { wanted, said, change } = useStore(store);
  return (
    <Card title={t('twoPeople.title')} said={said && (said === 'kept' ? { tone: 'good', text: t('settings.saved') } : { tone: 'error', text: sentence(said) })}>
      <p className="soft">{t('twoPeople.text')}</p>
      <Check checked={wanted.approval} onChange={(approval) => void change({ approval })}>{t('twoPeople.approval')}</Check>
      <p>{t('twoPeople.sections')}</p>
      <div className="settings-sections">
        {sections.map(({ name, label }) => (
          <Check key={name} checked={wanted.sections.includes(name)} onChange={(on) => void change({ sections: sections.map((one) => one.name).filter((one) => (one === name ? on : wanted.sections.includes(one))) })}>
            {`${name} ${label[language] ?? label['ru'] ?? Object.values(label)[0] ?? ''}`}
          </Check>
        ))}
      </div>
    </Card>
  );
}
