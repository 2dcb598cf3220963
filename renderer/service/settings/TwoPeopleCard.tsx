import { useEffect, useState } from 'react';
import type { TwoPeople } from '../../../shared/ipc/survey.ts';
import type { FormNode } from '../../../shared/survey/form.ts';
import { useSentence } from '../../text/sentence.ts';
import { useLanguage, useText } from '../../text/text.tsx';
import { Check } from '../../ui/field/Check.tsx';
import { useBridge, useWorkspace } from '../program.tsx';
import { Card, type Said } from './SettingsCard.tsx';

/** What another person has to do before a form leaves: approve it, and enter some sections once more. */
export function TwoPeopleCard() {
  const t = useText();
  const language = useLanguage();
  const sentence = useSentence();
  const bridge = useBridge();
  const { form: { hash } } = useWorkspace();
  const [wanted, setWanted] = useState<TwoPeople | null>(null);
  const [sections, setSections] = useState<readonly FormNode[]>([]);
  const [said, setSaid] = useState<Said>(null);
  useEffect(() => {
    void bridge.call('survey.twoPeople', undefined).then((answer) => { if (answer.ok) setWanted(answer.value); });
    void bridge.call('survey.form', { hash }).then((answer) => { if (answer.ok) setSections(answer.value.body.filter(({ kind }) => kind !== 'question')); });
  }, [bridge, hash]);
  const change = async (next: TwoPeople) => {
    const answer = await bridge.call('survey.setTwoPeople', next);
    if (answer.ok) setWanted(next);
    setSaid(answer.ok ? { tone: 'good', text: t('settings.saved') } : { tone: 'error', text: sentence(answer.error) });
  };
  if (!wanted) return null;
  return (
    <Card title={t('twoPeople.title')} said={said}>
      <p className="soft">{t('twoPeople.text')}</p>
      <Check checked={wanted.approval} onChange={(approval) => void change({ ...wanted, approval })}>{t('twoPeople.approval')}</Check>
      <p>{t('twoPeople.sections')}</p>
      <div className="settings-sections">
        {sections.map(({ name, label }) => (
          <Check key={name} checked={wanted.sections.includes(name)} onChange={(on) => void change({ ...wanted, sections: sections.map((one) => one.name).filter((one) => (one === name ? on : wanted.sections.includes(one))) })}>
            {`${name} ${label[language] ?? label['ru'] ?? Object.values(label)[0] ?? ''}`}
          </Check>
        ))}
      </div>
    </Card>
  );
}
