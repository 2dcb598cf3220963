import { useMemo, useRef, useState, type FormEvent, type KeyboardEvent } from 'react';
import type { RuleBody } from '../../../shared/merge/rule.ts';
import { PassphraseField } from '../../service/passphrase/PassphraseField.tsx';
import { saidElsewhere } from '../../service/passphrase/refused.ts';
import { useSentence } from '../../text/sentence.ts';
import { useLanguage, useText } from '../../text/text.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { ChoiceInput } from '../../ui/field/ChoiceInput.tsx';
import { ChoicesInput } from '../../ui/field/ChoicesInput.tsx';
import { Field } from '../../ui/field/Field.tsx';
import { TextField } from '../../ui/field/fields.tsx';
import { Signature, Telescope } from '../../ui/icon/icons.tsx';
import { labelOf } from '../answer/wording.ts';
import { RulePreviewTable } from './RulePreview.tsx';
import { isBegun, isReady, placesIn, type Draft, type RulesState, type RulesStore } from './rules.ts';

interface RuleDraftProps {
  readonly draft: Draft;
  readonly state: RulesState;
  readonly list: Extract<RulesState['list'], { kind: 'ready' }>;
  readonly store: RulesStore;
}

/** A new rule: of what it speaks, whose value it takes and why; what it would settle is seen before it is signed. */
export function RuleDraftForm({ draft, state, list, store }: RuleDraftProps) {
  const t = useText();
  const sentence = useSentence();
  const language = useLanguage();
  const [passphrase, setPassphrase] = useState('');
  const cancel = useRef<HTMLSpanElement>(null);
  const { preview, act } = state;
  const refused = act.kind === 'failed' ? act.failure : null;
  const said = preview.kind === 'ready' ? saidElsewhere(refused) : refused;
  const places = useMemo(() => placesIn(list.form).map((node) => ({ value: node.path, label: labelOf(node.label, { language }), note: node.name })), [list.form, language]);
  const bodies = list.bodies.map((body, index) => ({ value: String(index), label: body.body, note: body.country }));
  const indexOf = (body: RuleBody | null): string | null => {
    const index = list.bodies.findIndex((one) => one.country === body?.country && one.body === body.body);
    return index < 0 ? null : String(index);
  };
  const bodyAt = (index: string | null): RuleBody | null => (index === null ? null : (list.bodies[Number(index)] ?? null));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (preview.kind !== 'ready') void store.show();
    else if (passphrase !== '') void store.sign(passphrase);
  };
  /** What is written is not dropped by one key: the cursor goes to where it can be. */
  const onKeyDown = (event: KeyboardEvent<HTMLFormElement>) => {
    if (event.key !== 'Escape' || (event.target as Element).getAttribute('aria-expanded') === 'true') return;
    const back = cancel.current?.querySelector('button');
    if (!isBegun(draft) || back?.contains(event.target as Node)) store.drop();
    else back?.focus();
    event.stopPropagation();
  };
  return (
    <form className="detail-body rule-draft" onSubmit={submit} onKeyDown={onKeyDown}>
      <h2>{t('rules.new')}</h2>
      {said && <Banner tone="error">{sentence(said)}</Banner>}
      <div className="rule-fields">
        <TextField label={t('rules.name')} hint={t('rules.nameHint')} value={draft.name} onChange={(name) => store.write({ name })} autoFocus />
        <Field label={t('rules.places')} hint={t('rules.placesHint')}>{(links) => <ChoicesInput {...links} options={places} value={draft.places} onChange={(chosen) => store.write({ places: chosen })} />}</Field>
        <Field label={t('rules.first')}>{(links) => <ChoiceInput {...links} options={bodies} value={indexOf(draft.first)} onChange={(index) => store.write({ first: bodyAt(index) })} />}</Field>
        <Field label={t('rules.second')}>{(links) => <ChoiceInput {...links} options={bodies} value={indexOf(draft.second)} onChange={(index) => store.write({ second: bodyAt(index) })} />}</Field>
        <TextField label={t('rules.reason')} hint={t('rules.reasonHint')} value={draft.reason} onChange={(reason) => store.write({ reason })} />
      </div>
      {preview.kind === 'ready' && <RulePreviewTable preview={preview.preview} form={list.form} />}
      {preview.kind === 'ready' && <PassphraseField label={t('ui.passphrase')} hint={t('rules.signHint')} value={passphrase} onChange={setPassphrase} refused={refused} autoFocus />}
      <div className="row">
        {preview.kind === 'ready'
          ? <Button look="primary" type="submit" icon={<Signature />} isDisabled={passphrase === '' || !isReady(draft) || act.kind === 'busy'}>{t('rules.sign')}</Button>
          : <Button look="primary" type="submit" icon={<Telescope />} isDisabled={!isReady(draft) || preview.kind === 'loading'}>{t('rules.show')}</Button>}
        <span ref={cancel}><Button onPress={store.drop}>{t('ui.cancel')}</Button></span>
        {!isReady(draft) && <span className="note">{t('rules.incomplete')}</span>}
      </div>
    </form>
  );
}
