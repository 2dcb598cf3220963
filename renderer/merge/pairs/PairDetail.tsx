import { useMemo, type RefObject } from 'react';
import { samePath } from '../../../shared/bundle/revision/revision.ts';
import type { CandidatePair, CellView, LinkedPair } from '../../../shared/ipc/merge.ts';
import type { FormDefinition } from '../../../shared/survey/form.ts';
import type { Path } from '../../../shared/survey/response.ts';
import { useGo } from '../../service/program.tsx';
import { printCountry } from '../../text/country.ts';
import { useSentence } from '../../text/sentence.ts';
import { useLanguage, useText } from '../../text/text.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { printMoment } from '../../ui/field/dates.ts';
import { Field } from '../../ui/field/Field.tsx';
import { ShortHash } from '../../ui/Hash.tsx';
import { TextInput } from '../../ui/field/inputs.tsx';
import { Equal, ExternalLink } from '../../ui/icon/icons.tsx';
import { sameAnswer } from '../answer/conflict.ts';
import { outlineOf, type Section } from '../answer/outline.ts';
import { placesOf } from '../answer/place.ts';
import { labelOf, printAt } from '../answer/wording.ts';
import { likest, namesOf, wordsFor, type PairsState, type PairsStore, type Side, type Word } from './pairs.ts';

interface PairDetailProps {
  readonly pair: CandidatePair | LinkedPair;
  readonly sides: readonly [Side, Side];
  readonly state: PairsState;
  readonly store: PairsStore;
  readonly onChoose: (word: Word) => void;
  readonly reasonField: RefObject<HTMLInputElement | null>;
}

/** Two companies side by side: why they may be one, what each says of itself, and the word a person gives. */
export function PairDetail({ pair, sides, state, store, onChoose, reasonField }: PairDetailProps) {
  const t = useText();
  const { go } = useGo();
  return (
    <>
      <div className="detail-body">
        <Reasons pair={pair} sides={sides} />
        <table className="plain-table pair-table">
          <thead>
            <tr>
              <th scope="col">{t('pairs.column.question')}</th>
              {sides.map(({ company }) => (
                <th key={company.entity} scope="col">
                  <span className="pair-name">{company.name || t('company.view.noName')}</span>
                  <Button look="quiet" small icon={<ExternalLink />} onPress={() => go({ kind: 'company', entity: company.entity })}>{t('pairs.open')}</Button>
                </th>
              ))}
              <th scope="col"><span className="hidden-visually">{t('pairs.column.equal')}</span></th>
            </tr>
          </thead>
          <tbody><Lines sides={sides} /></tbody>
        </table>
      </div>
      <Verdict pair={pair} state={state} store={store} onChoose={onChoose} reasonField={reasonField} />
    </>
  );
}

/** Why the program asks; or who said what of the pair, and why. */
function Reasons({ pair, sides }: Pick<PairDetailProps, 'pair' | 'sides'>) {
  const t = useText();
  const language = useLanguage();
  const [one] = pair.companies;
  if ('word' in pair) {
    const cell = sides[0].view.cells.find(({ path }) => path === samePath(sides[1].company.entity));
    return (
      <ul className="pair-reasons">
        {(cell?.writes ?? []).map((write) => (
          <li key={write.revision}><strong>{t(write.value === 'same' ? 'pairs.word.same' : 'pairs.word.different')}</strong>: {write.reason} <span className="note">{write.person} · {printMoment(language, write.claimedAt)} · <ShortHash value={write.revision} /></span></li>
        ))}
      </ul>
    );
  }
  return (
    <ul className="pair-reasons">
      {pair.reasons.map((reason) => (
        <li key={reason}>
          <strong>{t(`pairs.reason.${reason}`, { number: one.number, percent: pair.likeness })}</strong>
          {reason !== 'same-number' && <> <span className="soft">{t('pairs.compared', likest(namesOf(sides[0]), namesOf(sides[1])))}</span></>}
        </li>
      ))}
    </ul>
  );
}

/** Who they are, then the fields of the section that names the company, where either has an answer. */
function Lines({ sides }: Pick<PairDetailProps, 'sides'>) {
  const t = useText();
  const language = useLanguage();
  const [{ form, view, company }, other] = sides;
  const wording = useMemo(() => ({ form, language, t }), [form, language, t]);
  const lines = useMemo(() => {
    const places = placesOf(form);
    const cellOf = (cells: readonly CellView[], path: Path) => cells.find((cell) => cell.path === path)?.value ?? null;
    return (namingSection(form, outlineOf(form, view.cells))?.items ?? []).flatMap((item) => {
      if (item.kind !== 'field') return [];
      const values = [cellOf(view.cells, item.path), cellOf(other.view.cells, item.path)] as const;
      if (values.every((value) => value === null)) return [];
      return [{ id: item.question.name, label: labelOf(item.question.label, wording), texts: values.map((value) => printAt(places(item.path), value, wording)), equal: sameAnswer(...values) }];
    });
  }, [form, view, other, wording]);
  const known = [
    { id: '', label: t('pairs.country'), texts: [printCountry(t, company.country), printCountry(t, other.company.country)], equal: company.country === other.company.country },
    { id: '', label: t('place.number'), texts: [company.number, other.company.number], equal: company.number === other.company.number },
  ];
  return [...known, ...lines].map(({ id, label, texts, equal }) => (
    <tr key={id + label} data-equal={equal || undefined}>
      <th scope="row"><span className="answer-id">{id}</span> {label}</th>
      {texts.map((text, side) => <td key={side}>{text}</td>)}
      <td>{equal && <Equal role="img" aria-label={t('pairs.equal')} />}</td>
    </tr>
  ));
}

function namingSection(form: FormDefinition, sections: readonly Section[]): Section | undefined {
  const naming = sections.find(({ items }) => items.some((item) => item.kind === 'field' && item.question.identity === 'name'));
  return naming ?? sections.find(({ group }) => group.name === form.id) ?? sections[0];
}

function Verdict({ pair, state, store, onChoose, reasonField }: Omit<PairDetailProps, 'sides'>) {
  const t = useText();
  const sentence = useSentence();
  const { word, reason, act } = state;
  const ready = word !== undefined && reason.trim() !== '';
  return (
    <form className="decision" onSubmit={(event) => { event.preventDefault(); void store.confirm(); }}>
      {act.kind === 'failed' && <Banner tone="error" title={t('pairs.failed')}>{sentence(act.failure)}</Banner>}
      <div className="pair-words" role="group" aria-label={t('pairs.choose')}>
        {wordsFor(pair).map((each, index) => (
          <section key={String(each)} className="side" data-chosen={word === each || undefined}>
            <button type="button" className="side-choose" aria-pressed={word === each} onClick={() => onChoose(each)}>
              <kbd>{index + 1}</kbd><span>{t(each === null ? 'pairs.say.nothing' : `pairs.say.${each}`)}</span>
            </button>
          </section>
        ))}
      </div>
      <Field label={t('pairs.why')} hint={t('pairs.whyHint')}>
        {(links) => <TextInput {...links} inputRef={reasonField} value={reason} onChange={store.setReason} />}
      </Field>
      <div className="row">
        <Button look="primary" type="submit" isDisabled={!ready || act.kind === 'saving'}>{t('pairs.record')}</Button>
        <span className="note">{t(word === undefined ? 'pairs.needWord' : ready ? 'pairs.ready' : 'pairs.needReason')}</span>
      </div>
    </form>
  );
}
