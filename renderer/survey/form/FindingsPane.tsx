import { ChevronDown, ChevronUp, CircleX, Info, MessageSquareText, TriangleAlert } from 'lucide-react';
import { useDeferredValue, useEffect, useRef, useState } from 'react';
import type { Finding } from '../../../shared/survey/findings.ts';
import type { Level } from '../../../shared/survey/form.ts';
import { templateOf } from '../../../shared/survey/path.ts';
import type { Session } from '../../../shared/survey/session.ts';
import { useProgram } from '../../service/program.tsx';
import { useLanguage, useText, type Print } from '../../text/text.tsx';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Filters } from '../../ui/Filters.tsx';
import { TextArea } from '../../ui/inputs.tsx';
import { useAnything, useFill, useFillState } from '../fill/use.ts';
import { sectionOf, type Section } from '../outline.ts';
import { messageOf } from './message.ts';
import { Splitter } from './Splitter.tsx';

type Shown = Level | 'all';
const FOLDED = 36;
const SHOWN = 200;

/** Everything the program has to say about the form, always in the same place. F8 goes to the next one, Shift+F8 back, F9 justifies it. */
export function FindingsPane({ sections }: { readonly sections: readonly Section[] }) {
  const t = useText();
  const { fill, locked } = useFill();
  const { status } = useProgram();
  const stage = useFillState((state) => state.stage);
  useFillState((state) => state.compared);
  useAnything();
  const findings = useDeferredValue(fill.findings());
  const [height, setHeight] = useState(96);
  const [folded, setFolded] = useState(false);
  const [shown, setShown] = useState<Shown>('all');
  const place = useRef(-1);
  const [writing, setWriting] = useState<string | null>(null);
  const count = (level: Level) => findings.filter((finding) => finding.level === level).length;
  const blocking = findings.filter((finding) => finding.level === 'error' || (finding.level === 'warning' && finding.justification === undefined)).length;
  const list = shown === 'all' ? findings : findings.filter((finding) => finding.level === shown);
  const errors = count('error');
  const unjustified = findings.filter((finding) => finding.level === 'warning' && finding.justification === undefined).length;
  useEffect(() => status.getState().setFindings({ errors, warnings: unjustified }), [status, errors, unjustified]);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'F9') {
        const current = list[Math.max(0, place.current)];
        if (!current || current.level !== 'warning' || locked) return;
        event.preventDefault();
        setFolded(false);
        setWriting(keyOf(current));
        return;
      }
      if (event.key !== 'F8' || list.length === 0) return;
      event.preventDefault();
      place.current = (place.current + (event.shiftKey ? list.length - 1 : 1)) % list.length;
      const path = list[place.current]?.paths[0];
      if (path !== undefined) fill.jumpTo(path);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  });

  return (
    <section className="findings no-print" aria-label={t('findings.title')} style={{ height: folded ? FOLDED : height }} data-region>
      {!folded && <Splitter label={t('findings.resize')} height={height} onHeight={setHeight} />}
      <div className="findings-head">
        <h2>{t('findings.title')}</h2>
        <Filters<Shown> label={t('findings.level')} value={shown} onChange={setShown} items={[
          { id: 'all', label: t('findings.allLevels'), count: findings.length },
          { id: 'error', label: t('findings.errors'), count: count('error') },
          { id: 'warning', label: t('findings.warnings'), count: count('warning') },
          { id: 'info', label: t('findings.infos'), count: count('info') },
        ]} />
        {stage === 'complete' && blocking > 0 && <strong className="findings-blocked">{t('form.blocked', { count: blocking })}</strong>}
        <span className="findings-fold">
          <span className="note">{t('findings.next')}</span>
          <IconButton small label={folded ? t('findings.expand') : t('findings.collapse')} icon={folded ? <ChevronUp aria-hidden /> : <ChevronDown aria-hidden />} onPress={() => setFolded(!folded)} />
        </span>
      </div>
      {!folded && (
        <ul className="findings-list">
          {list.length === 0 && <li className="findings-none">{findings.length === 0 ? t('findings.none') : t('findings.noneLevel')}</li>}
          {list.slice(0, SHOWN).map((finding) => <FindingRow key={keyOf(finding)} finding={finding} sections={sections} writing={writing === keyOf(finding)} onWrite={(on) => setWriting(on ? keyOf(finding) : null)} />)}
        </ul>
      )}
    </section>
  );
}

function keyOf(finding: Finding): string {
  return `${finding.rule} ${finding.paths.join(' ')}`;
}

const ICONS = { error: CircleX, warning: TriangleAlert, info: Info } as const;

interface FindingRowProps {
  readonly finding: Finding;
  readonly sections: readonly Section[];
  /** Its justification is being written. */
  readonly writing: boolean;
  readonly onWrite: (on: boolean) => void;
}

function FindingRow({ finding, sections, writing, onWrite }: FindingRowProps) {
  const t = useText();
  const language = useLanguage();
  const { fill, session, locked } = useFill();
  const [text, setText] = useState(finding.justification ?? '');
  const Icon = ICONS[finding.level];
  const path = finding.paths[0];
  const section = path === undefined ? undefined : sectionOf(sections, path);
  const settled = finding.justification !== undefined;
  const leave = () => {
    onWrite(false);
    if (path !== undefined) fill.jumpTo(path);
  };
  const save = () => {
    fill.justify(finding, text);
    leave();
  };
  return (
    <li className={`finding level-${settled ? 'settled' : finding.level}`}>
      <button type="button" className="finding-line" onClick={() => path !== undefined && fill.jumpTo(path)}>
        <span className="finding-level"><Icon aria-hidden />{settled ? t('findings.justified') : t(`findings.${finding.level}`)}</span>
        <span className="finding-section">{section?.name}</span>
        <span className="finding-names">{finding.paths.map((at) => nameOf(t, session, at)).join(', ')}</span>
        <span className="finding-text">{messageOf(finding, language)}{settled && !writing && <span className="soft"> — {finding.justification}</span>}</span>
      </button>
      {finding.level === 'warning' && !locked && !writing && (
        <Button small look="quiet" icon={<MessageSquareText aria-hidden />} onPress={() => onWrite(true)}>{t('findings.justify')}</Button>
      )}
      {writing && (
        <div className="finding-justification">
          <TextArea aria-label={t('findings.justification')} placeholder={t('findings.justificationHint')} value={text} onChange={setText} rows={2} autoFocus
            onKeyDown={(event) => {
              if (event.key === 'Escape') leave();
              else if (event.key === 'Enter' && event.ctrlKey) save();
              else return;
              event.preventDefault();
            }} />
          <Button small look="primary" onPress={save}>{t('ui.save')}</Button>
          <Button small onPress={leave}>{t('ui.cancel')}</Button>
        </div>
      )}
    </li>
  );
}

/** The row number officials speak of; with its row when it stands in a table. */
function nameOf(t: Print, session: Session, path: string): string {
  const name = templateOf(path).slice(templateOf(path).lastIndexOf('/') + 1);
  const row = /^(.*)\[([a-z0-9]+)\]/.exec(path);
  return row ? `${name} ${t('findings.row', { row: session.rows(row[1] as string).indexOf(row[2] as string) + 1 })}` : name;
}
