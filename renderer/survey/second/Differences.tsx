import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { Failure } from '../../../shared/base/failure.ts';
import type { Language } from '../../../shared/ipc/service.ts';
import type { EntryDifference, OpenedResponse, SecondEntry } from '../../../shared/ipc/survey.ts';
import type { CompiledForm } from '../../../shared/survey/engine/compile.ts';
import type { Question } from '../../../shared/survey/form.ts';
import { templateOf } from '../../../shared/survey/path.ts';
import type { Answer } from '../../../shared/survey/response.ts';
import { printAnswer } from '../../../shared/text/answer.ts';
import { useBridge, useGo } from '../../service/program.tsx';
import { useSentence } from '../../text/sentence.ts';
import { useLanguage, useText } from '../../text/text.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { printMoment } from '../../ui/field/dates.ts';
import { CircleCheck, RotateCcw } from '../../ui/icon/icons.tsx';
import { createOnce } from '../../ui/once.ts';
import { loadForm } from '../forms.ts';
import { nodesOf, textIn } from '../outline.ts';
import './second.css';

interface DifferencesProps {
  readonly entity: string;
  readonly second: SecondEntry;
  readonly onChange: () => void;
}

/** Where two entries differ, side by side. 1 keeps the first, 2 takes the second, Enter goes to the field in the form. */
export function Differences({ entity, second, onChange }: DifferencesProps) {
  const t = useText();
  const language = useLanguage();
  const sentence = useSentence();
  const bridge = useBridge();
  const { go } = useGo();
  const [loaded, setLoaded] = useState<{ readonly opened: OpenedResponse; readonly form: CompiledForm } | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const list = useRef<HTMLUListElement>(null);
  const done = useRef<HTMLDivElement>(null);
  useEffect(() => {
    void (async () => {
      const opened = await bridge.call('survey.openResponse', { entity });
      if (!opened.ok) return setFailure(opened.error);
      const form = await loadForm(bridge, opened.value.formHash);
      if (form.ok) setLoaded({ opened: opened.value, form: form.value });
      else setFailure(form.error);
    })();
  }, [bridge, entity]);
  const ready = loaded !== null;
  useEffect(() => { if (ready) (list.current?.querySelector<HTMLElement>('.difference:not(.difference-settled)') ?? list.current?.querySelector<HTMLElement>('.difference'))?.focus(); }, [ready]);

  // The last difference goes when the second entry is taken, and with it the line the cursor stood on.
  useEffect(() => { if (ready && document.activeElement === document.body) (list.current?.querySelector<HTMLElement>('.difference') ?? done.current?.querySelector<HTMLElement>('.button:last-child'))?.focus(); }, [ready, second]);

  const settle = async (difference: EntryDifference, chosen: 'first' | 'second', line: HTMLElement) => {
    // The cursor goes on at once: what is pressed next is said of the next difference and not of this one again.
    const beside = line.nextElementSibling ?? line.previousElementSibling;
    if (beside instanceof HTMLElement) beside.focus();
    setFailure(null);
    const answer = await bridge.call('survey.settleSecond', { response: second.response, place: difference.place, chosen });
    if (!answer.ok) return setFailure(answer.error);
    onChange();
  };
  const [once] = useState(createOnce);
  const drop = () => once(async () => {
    const answer = await bridge.call('survey.dropSecond', { response: second.response });
    if (answer.ok) onChange();
    else setFailure(answer.error);
  });
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const line = event.target as HTMLElement;
    if (!line.matches('.difference')) return;
    const difference = second.differences[Number(line.dataset['index'])];
    const by = { ArrowDown: 'nextElementSibling', ArrowUp: 'previousElementSibling' } as const;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') (line[by[event.key]] as HTMLElement | null)?.focus();
    else if (difference && (event.key === '1' || event.key === '2')) void settle(difference, event.key === '1' ? 'first' : 'second', line);
    else if (difference && event.key === 'Enter') go({ kind: 'form', entity, ...(difference.firstPath !== null && { path: difference.firstPath }) });
    else return;
    event.preventDefault();
  };

  const open = second.differences.filter(({ settled }) => settled === null).length;
  return (
    <div className="screen">
      <header className="screen-head">
        <h1>{t('second.differences')}</h1>
        <span className="note">{loaded?.opened.company.name}</span>
        <div className="row" ref={done}>
          <Button icon={<RotateCcw />} onPress={() => void drop()}>{t('second.anew')}</Button>
          <Button look={open === 0 ? 'primary' : 'plain'} icon={<CircleCheck />} onPress={() => go({ kind: 'form', entity })}>{t('second.back')}</Button>
        </div>
      </header>
      <div className="screen-body">
        {failure && <Banner tone="error">{sentence(failure)}</Banner>}
        {second.readAt !== null && <Banner tone="warning">{t('second.wasRead', { person: second.person, at: printMoment(language, second.readAt) })}</Banner>}
        <Banner tone={open === 0 ? 'good' : 'warning'} title={t('second.open', { count: open })}>{t(open === 0 ? 'second.allSettled' : 'second.keys')}</Banner>
        {loaded && second.differences.length > 0 && (
          <>
            <div className="difference-head" aria-hidden><span>{t('second.place')}</span><span>{t('second.first', { people: second.firstPeople.join(', ') })}</span><span>{t('second.second', { person: second.person })}</span><span>{t('second.settled')}</span></div>
            {/* Arrows and digits are its own: a screen reader keeps none of them for reading. */}
            <div role="application" aria-label={t('second.differences')}>
              <ul className="difference-list" ref={list} onKeyDown={onKeyDown}>
                {second.differences.map((difference, index) => (
                  <Line key={difference.place} difference={difference} index={index} form={loaded.form} onSettle={(chosen, line) => void settle(difference, chosen, line)} />
                ))}
              </ul>
            </div>
          </>
        )}
      </div>
    </div>
  );
}

interface LineProps {
  readonly difference: EntryDifference;
  readonly index: number;
  readonly form: CompiledForm;
  readonly onSettle: (chosen: 'first' | 'second', line: HTMLElement) => void;
}

function Line({ difference, index, form, onSettle }: LineProps) {
  const t = useText();
  const language = useLanguage();
  const { place, kind, firstPath, secondPath, first, second, settled, row } = difference;
  const nodes = nodesOf(form.definition);
  const node = nodes.get(templateOf(firstPath ?? secondPath ?? ''));
  const said = (answer: Answer | null, at: string) => {
    const question = nodes.get(at);
    if (answer === null || question?.kind !== 'question') return answer === null ? t('history.empty') : '';
    return printAnswer(language, question, choicesOf(form, question), answer);
  };
  const cells = row.map(([at, value]) => `${nodes.get(at)?.name ?? ''}: ${said(value, at)}`).join('; ');
  const side = (answer: Answer | null, path: string | null) => (kind === 'row' ? (path === null ? t('second.noRow') : cells) : said(answer, node?.path ?? ''));
  const sides = [{ which: 'first', value: side(first, firstPath) }, { which: 'second', value: side(second, secondPath) }] as const;
  const line = useRef<HTMLLIElement>(null);
  const rows = rowsIn(form, place, language, (row) => t('findings.row', { row }));
  return (
    <li ref={line} className={settled ? 'difference difference-settled' : 'difference'} tabIndex={0} data-index={index}
      aria-label={[`${node?.number ?? node?.name ?? ''} ${textIn(node?.label, language)}${rows && `, ${rows}`}`, ...sides.map(({ which, value }) => `${t(`second.entry.${which}`)}: ${value}`), ...(settled ? [t(`second.take.${settled.chosen}`)] : [])].join('. ')}>
      <span className="difference-place"><b>{node?.number ?? node?.name}</b> {textIn(node?.label, language)}{rows && <small className="note"> {rows}</small>}</span>
      {sides.map(({ which, value }, at) => (
        <span key={which} className={settled?.chosen === which ? 'difference-side difference-chosen' : 'difference-side'}>
          <span>{value}</span>
          <Button small look="quiet" excludeFromTabOrder aria-label={`${t(`second.take.${which}`)}: ${value}`} onPress={() => { if (line.current) onSettle(which, line.current); }}>{t(`second.take.${which}`)} <kbd aria-hidden>{at + 1}</kbd></Button>
        </span>
      ))}
      <span className="note">{settled ? t('second.settledBy', { person: settled.person, at: printMoment(language, settled.at) }) : ''}</span>
    </li>
  );
}

/** Which row a place stands in: its number, or the line of the list by its name. */
function rowsIn({ definition }: CompiledForm, place: string, language: Language, numbered: (row: string) => string): string {
  const nodes = nodesOf(definition);
  return [...place.matchAll(/\[([^\]]+)\]/g)].map(({ index, 1: row = '' }) => {
    const repeat = nodes.get(templateOf(place.slice(0, index)));
    const head = repeat?.kind === 'repeat' && repeat.table !== undefined ? repeat.children[0] : undefined;
    const line = head?.kind === 'question' ? definition.choices[head.list ?? '']?.find(({ value }) => value === row) : undefined;
    return line ? textIn(line.label, language) : numbered(row);
  }).join(' · ');
}

function choicesOf({ definition }: CompiledForm, { list }: Question) {
  return list === undefined ? [] : definition.choices[list] ?? [];
}
